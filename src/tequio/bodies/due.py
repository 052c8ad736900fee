"""What waits for somebody in this room: seats without a holder, appointments that end, drafts to publish."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Appointment, Integration, Seat
from tequio.bodies.models.validity import holds_on
from tequio.bodies.rules import AppointmentKind
from tequio.core import clock
from tequio.register.due import AHEAD_DAYS, AT_MOST, DueItem, DueKind, provides_due


@provides_due
def bodies_due(user: User) -> Iterator[DueItem]:
    """For whoever keeps the commission's table."""
    if not user.may(Permission.BODY_EDIT):
        return
    yield from _endings()
    yield from _vacancies()
    for integration in Integration.objects.filter(is_published=False).order_by("slug")[:AT_MOST]:
        yield DueItem(
            key=f"bodies.integration:{integration.slug}",
            kind=DueKind.YOURS,
            title=_("Revisar y publicar la integración %(name)s") % {"name": integration.label},
            why=_("Es un borrador."),
            url=reverse("bodies:integration_desk", args=[integration.slug]),
        )


def _endings() -> Iterator[DueItem]:
    today = clock.today()
    soon = Appointment.objects.in_office(today).filter(until_on__lte=today + timedelta(days=AHEAD_DAYS))
    for row in soon.select_related("seat__post").order_by("until_on", "pk")[:AT_MOST]:
        yield DueItem(
            key=f"bodies.appointment:{row.pk}:{row.until_on}",
            kind=DueKind.DATED,
            title=_("Termina un nombramiento: %(post)s") % {"post": row.seat.post.label},
            why=_("Nombra a quien sigue para que el asiento no quede vacante."),
            url=reverse("bodies:seat_desk", args=[row.seat_id]),
            due_on=row.until_on,
            days_left=(row.until_on - today).days,
        )


def _vacancies() -> Iterator[DueItem]:
    today = clock.today()
    in_force = Integration.objects.published().in_force(today)
    holders = Appointment.objects.in_force(today).filter(seat=OuterRef("pk"), kind=AppointmentKind.TITULAR)
    seats = Seat.objects.filter(holds_on(today), ~Exists(holders), integration__in=in_force, has_vote=True)
    for seat in seats.select_related("post").order_by("position", "pk")[:AT_MOST]:
        yield DueItem(
            key=f"bodies.vacancy:{seat.pk}",
            kind=DueKind.YOURS,
            title=_("Asiento sin titular: %(post)s") % {"post": seat.post.label},
            url=reverse("bodies:seat_desk", args=[seat.pk]),
        )
