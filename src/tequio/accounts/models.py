from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission, Role, permissions_of
from tequio.core import clock


class User(AbstractUser):
    """A person on the staff. What they may do follows from the roles they hold today."""

    email = models.EmailField(_("correo"), unique=True)

    class Meta:
        verbose_name = _("persona usuaria")
        verbose_name_plural = _("personas usuarias")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> set[Role]:
        """The roles in force today."""
        return {Role(row.role) for row in self.role_assignments.in_force()} if self.is_active else set()

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Every permission these roles give."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether this person may do *permission* today."""
        return permission in self.permissions


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self) -> "RoleAssignmentQuerySet":
        today = clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), since_on__lte=today)


class RoleAssignment(models.Model):
    """A role that a person holds between two dates (the last one included; open when empty)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("función"), max_length=30, choices=Role)
    since_on = models.DateField(_("desde"))
    until_on = models.DateField(_("hasta"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("función asignada")
        verbose_name_plural = _("funciones asignadas")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="accounts_role_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
