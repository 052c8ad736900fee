"""What is known of those who hold or held a seat."""

from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User
from tequio.bodies.actions import erase_person
from tequio.bodies.models import Person
from tequio.core.personal_data import INVENTORY, Holding, Level


def _erase_name(person: Person, *, by: User) -> None:
    erase_person(person=person, by=by)


INVENTORY.declare(
    Holding(
        key="integrantes",
        title=_("Integrantes de la comisión"),
        people=_("Personas que ocupan u ocuparon un asiento, y quienes las suplen"),
        data=_("Nombre, cargo y fechas"),
        purpose=_("Que se sepa quién integra la comisión y quién votó cada decisión"),
        basis=_("Ley General de Transparencia (2025), artículo 50: estructura, facultades y directorio"),
        retention=_("Mientras la persona no pida retirarlo después de dejar el cargo"),
        level=Level.PUBLIC_OFFICE,
        fields={"bodies.Person": ("name", "salt")},
        is_published=True,
        erase=_erase_name,
        keeps=_(
            "El cargo, sus fechas y sus votos: son actos públicos. El código del nombre ya no puede abrirse."
        ),
    ),
)
INVENTORY.declare_impersonal(
    "Offices, bodies and places of the town: they name posts, never people",
    *("bodies.Organization", "bodies.OrganizationName", "bodies.Post", "bodies.Body", "bodies.Integration"),
    *("bodies.Seat", "bodies.Appointment", "bodies.BodyEvent", "bodies.Place"),
)
