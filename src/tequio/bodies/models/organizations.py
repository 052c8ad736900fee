import os
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models.validity import DatedModel, DatedQuerySet, Publishable, dates_in_order
from tequio.bodies.rules import SALT_BYTES, OrganizationKind, name_commitment
from tequio.core.legal import LegalModel


class OrganizationQuerySet(DatedQuerySet):
    def dependencias(self) -> "OrganizationQuerySet":
        """The Ayuntamiento's own offices."""
        return self.filter(kind=OrganizationKind.DEPENDENCIA)


class Organization(Publishable, DatedModel):
    """A Dependencia, or any other institution that the commission works with.

    A rename keeps the row and adds an :class:`OrganizationName`; a merger or a split ends the row and names who
    took over. What was agreed with it stays linked to it.
    """

    slug = models.SlugField(_("clave"), max_length=100, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    short_name = models.CharField(_("nombre corto"), max_length=60, blank=True)
    kind = models.CharField(
        _("tipo"), max_length=20, choices=OrganizationKind, default=OrganizationKind.DEPENDENCIA
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("depende de"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("la sucede"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    website = models.URLField(_("página"), blank=True)
    phone = models.CharField(_("teléfono"), max_length=60, blank=True)
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)

    objects = OrganizationQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("organización")
        verbose_name_plural = _("organizaciones")
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"])]
        constraints = [dates_in_order("bodies_organization_dates_in_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:organization", args=[self.slug])

    def name_on(self, on: date) -> str:
        """What it was called on that day."""
        former = [row for row in self.former_names.all() if row.period.holds_on(on)]
        return former[0].name if former else self.name


class OrganizationName(DatedModel):
    """A name that an organization no longer has (Popolo's ``other_names``)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("nombre"), max_length=200)
    until_on = models.DateField(_("hasta"))
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("nombre anterior")
        verbose_name_plural = _("nombres anteriores")
        ordering = ["-until_on"]
        constraints = [
            dates_in_order("bodies_former_name_dates_in_order"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=False),
                name="bodies_former_name_ended",
                violation_error_message=_("Escribe hasta cuándo tuvo ese nombre."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


def new_salt() -> bytes:
    """Fresh random bytes, from the operating system."""
    return os.urandom(SALT_BYTES)


class Person(LegalModel):
    """Somebody who holds or held a seat.

    The name stays here, out of the register, so that it can be erased: the register has only its salted commitment.
    The key in addresses says nothing of the name, for the same reason.
    """

    slug = models.SlugField(_("clave"), max_length=40, unique=True)
    name = models.CharField(_("nombre"), max_length=200, blank=True)
    salt = models.BinaryField(max_length=SALT_BYTES, null=True, default=new_salt)

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name="", salt__isnull=True) | (~Q(name="") & Q(salt__isnull=False)),
                name="bodies_person_named_or_erased",
                violation_error_message=_("Escribe el nombre de la persona."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(_("Nombre retirado a petición"))

    @property
    def is_erased(self) -> bool:
        return self.salt is None

    def desk_seats(self) -> str:
        """The posts whose seats this person held, as the staff's list says them."""
        return ", ".join(dict.fromkeys(row.seat.post.label for row in self.appointments.all()))

    def commitment(self) -> str | None:
        """What the register says in place of the name; ``None`` once the name was erased."""
        return None if self.salt is None else name_commitment(self.name, bytes(self.salt))


class Post(DatedModel):
    """An office that exists apart from whoever holds it: "Presidenta Municipal". Its gendered title is data."""

    slug = models.SlugField(_("clave"), max_length=120, unique=True)
    label = models.CharField(_("cargo"), max_length=200)
    organization = models.ForeignKey(
        Organization, verbose_name=_("Dependencia"), on_delete=models.PROTECT, related_name="posts"
    )

    objects = DatedQuerySet.as_manager()  # type: ignore[misc]  # narrows LegalModel's

    class Meta:
        verbose_name = _("cargo")
        verbose_name_plural = _("cargos")
        ordering = ["label"]
        constraints = [dates_in_order("bodies_post_dates_in_order")]

    def __str__(self) -> str:
        return self.label
