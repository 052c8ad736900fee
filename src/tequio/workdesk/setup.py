"""The first-run checklist: what a town still lacks, read from the data itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Permission as P
from tequio.accounts.roles import Role
from tequio.bodies.models import Body, Organization, Seat
from tequio.core.models import Town
from tequio.law.models import Norm
from tequio.meetings.models import Meeting
from tequio.register.models import Witness


@dataclass(frozen=True)
class Step:
    """One thing to set up: who may do it, where, and whether it is done."""

    label: str | Promise
    permission: P
    url_name: str
    is_done: Callable[[], bool]

    @property
    def url(self) -> str:
        return reverse(self.url_name)


STEPS = (
    Step(_("Escribe teléfono, dirección y horario"), P.TOWN_EDIT, "workdesk:town", lambda: _has_contact()),
    Step(
        _("Da de alta a la Secretaría técnica"), P.USER_MANAGE, "workdesk:people", lambda: _has_secretariat()
    ),
    Step(
        _("Registra las Dependencias"),
        P.ORGANIZATION_EDIT,
        "bodies:organization_desk",
        lambda: Organization.objects.exists(),
    ),
    Step(_("Registra la comisión y su objetivo"), P.BODY_EDIT, "bodies:desk", lambda: Body.objects.exists()),
    Step(
        _("Registra los asientos y quién los ocupa"),
        P.BODY_EDIT,
        "bodies:desk",
        lambda: Seat.objects.exists(),
    ),
    Step(
        _("Confirma normas, plazos y días inhábiles"), P.LAW_EDIT, "law:desk", lambda: Norm.objects.exists()
    ),
    Step(
        _("Prepara la primera sesión"), P.MEETING_PREPARE, "meetings:desk", lambda: Meeting.objects.exists()
    ),
    Step(
        _("Invita a un testigo externo del registro"),
        P.REGISTER_MANAGE,
        "workdesk:register",
        lambda: Witness.objects.exists(),
    ),
)


def steps_left(user: User) -> list[Step]:
    """What is still to set up and *user* may do, in the order that makes sense."""
    return [step for step in STEPS if user.may(step.permission) and not step.is_done()]


def _has_contact() -> bool:
    town = Town.current()
    return bool(town.phone and town.address)


def _has_secretariat() -> bool:
    return RoleAssignment.objects.in_force().filter(role=Role.SECRETARIAT).exists()
