from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models.validity import DatedModel, Publishable, dates_in_order
from tequio.bodies.rules import PlaceKind

MAP_SIZE = 1000
"""Width and height of the schematic map, in its own units."""


class Place(Publishable, DatedModel):
    """A part of the municipality, with its spot on the town's own schematic map (Popolo's ``Area``)."""

    slug = models.SlugField(_("clave"), max_length=100, unique=True)
    name = models.CharField(_("nombre"), max_length=120)
    kind = models.CharField(_("tipo"), max_length=20, choices=PlaceKind)
    x = models.PositiveSmallIntegerField(
        _("posición de izquierda a derecha"), null=True, blank=True, validators=[MaxValueValidator(MAP_SIZE)]
    )
    y = models.PositiveSmallIntegerField(
        _("posición de arriba hacia abajo"), null=True, blank=True, validators=[MaxValueValidator(MAP_SIZE)]
    )
    source_url = models.URLField(_("dónde se leyó"), max_length=500, blank=True)
    notes = models.TextField(_("notas"), blank=True)

    class Meta:
        verbose_name = _("lugar")
        verbose_name_plural = _("lugares")
        ordering = ["name"]
        constraints = [
            dates_in_order("bodies_place_dates_in_order"),
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True) | Q(x__lte=MAP_SIZE, y__lte=MAP_SIZE),
                name="bodies_place_on_the_map",
                violation_error_message=_("Escribe las dos posiciones, de 0 a 1000, o deja las dos vacías."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("bodies:place", args=[self.slug])
