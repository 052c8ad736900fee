"""The first-run checklist: what an empty town still lacks, read from the data itself."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.bodies.models import Body, Organization, Seat
from tequio.core.models import Town
from tequio.law.models import Norm
from tequio.meetings.models import Meeting
from tequio.register.models import Witness


@dataclass(frozen=True)
class Step:
    """One thing to set up, whether it is done, and where to do it."""

    label: str | Promise
    url: str
    is_done: bool


def first_steps(user: User) -> list[Step]:
    """The set-up of the town in the order that makes sense."""
    town = Town.current()
    desks = RoleAssignment.objects.in_force().filter(role=Role.SECRETARIAT)
    return [
        Step(
            _("Escribe teléfono, dirección y horario"),
            reverse("workdesk:town"),
            bool(town.phone and town.address),
        ),
        Step(_("Da de alta a la Secretaría técnica"), reverse("workdesk:people"), desks.exists()),
        Step(
            _("Registra las Dependencias"), reverse("bodies:organization_desk"), Organization.objects.exists()
        ),
        Step(_("Registra la comisión y su objetivo"), reverse("bodies:desk"), Body.objects.exists()),
        Step(_("Registra los asientos y quién los ocupa"), reverse("bodies:desk"), Seat.objects.exists()),
        Step(_("Confirma normas, plazos y días inhábiles"), reverse("law:desk"), Norm.objects.exists()),
        Step(_("Prepara la primera sesión"), reverse("meetings:desk"), Meeting.objects.exists()),
        Step(
            _("Invita a un testigo externo del registro"),
            reverse("workdesk:register"),
            Witness.objects.exists(),
        ),
    ]
