from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import DRAFTING, ROLES, Permission, Role, permissions_of
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
    def held(self) -> list[tuple[Role, str]]:
        """The roles in force today, each with the Dependencia it is for (empty: for all)."""
        rows = self.role_assignments.in_force() if self.is_active else []
        return [(Role(row.role), row.scope) for row in rows]

    @property
    def roles(self) -> set[Role]:
        """The roles in force today."""
        return {role for role, _scope in self.held}

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Every permission these roles give."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Whether this person may do *permission* today."""
        return permission in self.permissions

    def may_for(self, permission: Permission, scope: str) -> bool:
        """Whether this person may do it for the Dependencia *scope*: a role held for one gives nothing for another."""
        return any(
            permission in ROLES[role].permissions and held_for in ("", scope) for role, held_for in self.held
        )

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a password alone does not open this account: an authenticator app or a passkey is set up."""
        return self.passkeys.exists() or self.totps.filter(confirmed_at__isnull=False).exists()

    @property
    def has_way_in(self) -> bool:
        """Whether the account was ever taken up: it has a password or a passkey."""
        return self.has_usable_password() or self.passkeys.exists()

    @property
    def state_label(self) -> Promise | str:
        """In what state the account is, for whoever administrates."""
        if not self.is_active:
            return _("Dada de baja")
        return _("Activa") if self.has_usable_password() or self.last_login else _("Invitada, sin entrar")

    @property
    def must_have_second_factor(self) -> bool:
        """Whether the town's policy (``settings.SECOND_FACTOR``) asks this person for a second factor."""
        if settings.SECOND_FACTOR == "everybody":
            return True
        return settings.SECOND_FACTOR == "publishers" and bool(self.permissions - DRAFTING)


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def in_force(self) -> "RoleAssignmentQuerySet":
        today = clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=today), since_on__lte=today)

    def not_over(self) -> "RoleAssignmentQuerySet":
        """In force today or about to begin."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=clock.today()))


class RoleAssignment(models.Model):
    """A role that a person holds between two dates (the last one included; open when empty)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("función"), max_length=30, choices=Role)
    scope = models.SlugField(
        _("alcance"),
        max_length=200,
        blank=True,
        help_text=_("Clave de la Dependencia para la que actúa, cuando la función es de una sola."),
    )
    since_on = models.DateField(_("desde"))
    until_on = models.DateField(_("hasta"), null=True, blank=True)
    substitutes = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="substitutions"
    )
    received_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="handed_to"
    )
    pending = models.TextField(_("pendientes que recibió"), blank=True)

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
