"""The first-run checklist: what a town still lacks, read from the data itself."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q
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
    """One thing to set up: who may do it, where, and the fact that shows it done (a key of :func:`_facts`)."""

    label: str | Promise
    permission: P
    url_name: str
    fact: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


STEPS = (
    Step(_("Escribe teléfono, dirección y horario"), P.TOWN_EDIT, "workdesk:town", "has_contact"),
    Step(_("Da de alta a la Secretaría técnica"), P.USER_MANAGE, "workdesk:people", "has_secretariat"),
    Step(
        _("Registra las Dependencias"),
        P.ORGANIZATION_EDIT,
        "bodies:organization_desk",
        "has_organizations",
    ),
    Step(_("Registra la comisión y su objetivo"), P.BODY_EDIT, "bodies:desk", "has_body"),
    Step(
        _("Registra los asientos y quién los ocupa"),
        P.BODY_EDIT,
        "bodies:desk",
        "has_seats",
    ),
    Step(_("Confirma normas, plazos y días inhábiles"), P.LAW_EDIT, "law:desk", "has_norms"),
    Step(_("Prepara la primera sesión"), P.MEETING_PREPARE, "meetings:desk", "has_meetings"),
    Step(
        _("Invita a un testigo externo del registro"),
        P.REGISTER_MANAGE,
        "workdesk:register",
        "has_witness",
    ),
)


def steps_left(user: User) -> list[Step]:
    """What is still to set up and *user* may do, in the order that makes sense."""
    mine = [step for step in STEPS if user.may(step.permission)]
    facts = _facts() if mine else {}
    return [step for step in mine if not facts[step.fact]]


def _facts() -> dict[str, bool]:
    """What the town already has, in one query."""
    secretariat = RoleAssignment.objects.in_force().filter(role=Role.SECRETARIAT)
    facts: Any = Town.objects.annotate(
        has_contact=~Q(phone="") & ~Q(address=""),
        has_secretariat=Exists(secretariat),
        has_organizations=Exists(Organization.objects.all()),
        has_body=Exists(Body.objects.all()),
        has_seats=Exists(Seat.objects.all()),
        has_norms=Exists(Norm.objects.all()),
        has_meetings=Exists(Meeting.objects.all()),
        has_witness=Exists(Witness.objects.all()),
    ).values()[0]
    return facts
