"""A table to meet at, moved through its life by the room's own actions; the rooms above may use it too."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import time_machine

from tequio.accounts.models import User
from tequio.bodies.tests.world import World, make_world
from tequio.meetings import actions
from tequio.meetings.actions import AgreementDraft, AttendanceMark, Ballot, MeetingDraft, MinutesDraft
from tequio.meetings.models import AgendaItem, Agreement, Meeting, MeetingRules, Minutes, VoteEvent
from tequio.meetings.rules import (
    AttendanceState,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    Modality,
    VoteOption,
)
from tequio.register.models import Entry

TOWN = ZoneInfo("America/Mexico_City")
SESSION = datetime(2026, 4, 21, 10, 0, tzinfo=TOWN)
MOTION = "Se aprueba abrir los datos de obra pública del ejercicio 2026."


@dataclass
class Table:
    world: World
    by: User
    clock: time_machine.Traveller = field(repr=False)

    @property
    def votes(self) -> list[int]:
        world = self.world
        return [world.presidency.pk, world.treasurer.pk, world.comptroller.pk]

    def draft(self, kind: MeetingKind = MeetingKind.ORDINARY, starts_at: datetime = SESSION) -> Meeting:
        """A draft with two points, the second one to vote."""
        draft = MeetingDraft(
            body=self.world.body,
            kind=kind,
            starts_at=starts_at,
            place="Sala de Cabildos",
            address="Plaza de la Concordia 1",
            modality=Modality.IN_PERSON,
            how_to_attend="Llega 15 minutos antes. No necesitas registro.",
        )
        meeting = actions.prepare_meeting(draft=draft, by=self.by)
        self.add(meeting, "Lista de asistencia", ItemKind.INFORMATION)
        self.add(meeting, "Datos abiertos de obra pública", ItemKind.VOTE)
        return meeting

    def add(self, meeting: Meeting, title: str, kind: ItemKind = ItemKind.INFORMATION) -> AgendaItem:
        return actions.add_agenda_item(meeting=meeting, title=title, kind=kind, by=self.by)

    def convened(self, **kwargs: object) -> Meeting:
        return actions.convene_meeting(meeting=self.draft(**kwargs), by=self.by)

    def opened(self, **kwargs: object) -> Meeting:
        meeting = self.convened(**kwargs)
        self.clock.move_to(meeting.starts_at)
        return actions.open_meeting(meeting=meeting, by=self.by)

    def marks(self, *states: str) -> dict[int, AttendanceMark]:
        words = [*states, *[AttendanceState.PRESENT] * 3][:3]
        return {
            seat: AttendanceMark(state, "Oficio CM/031/2026" if state == AttendanceState.ALTERNATE else "")
            for seat, state in zip(self.votes, words, strict=True)
        }

    def in_session(self, *states: str) -> Meeting:
        return actions.call_roll(meeting=self.opened(), marks=self.marks(*states), by=self.by)

    def ballot(self, *options: str, motion: str = MOTION, **kwargs: object) -> Ballot:
        chosen = [*options, *[VoteOption.FOR] * 3][:3]
        return Ballot(motion=motion, votes=dict(zip(self.votes, chosen, strict=True)), **kwargs)

    def vote(self, meeting: Meeting, *options: str, **kwargs: object) -> VoteEvent:
        item = meeting.agenda.get(kind=ItemKind.VOTE)
        return actions.record_vote(item=item, ballot=self.ballot(*options, **kwargs), by=self.by)

    def agreement_draft(self, **kwargs: object) -> AgreementDraft:
        values = {
            "title": "Abrir los datos de obra pública",
            "text": "La Tesorería publica el conjunto de datos de obra pública de 2026.",
            "responsible": self.world.treasury,
            "due_on": date(2026, 6, 30),
            "proof": "El conjunto de datos está en el catálogo.",
        }
        return AgreementDraft(**values | kwargs)

    def agreed(self, event: VoteEvent, **kwargs: object) -> Agreement:
        return actions.adopt_agreement(motion=event.motion, draft=self.agreement_draft(**kwargs), by=self.by)

    def closed(self) -> Meeting:
        meeting = self.in_session(AttendanceState.PRESENT, AttendanceState.ALTERNATE)
        self.agreed(self.vote(meeting, VoteOption.FOR, VoteOption.AGAINST))
        return actions.close_meeting(meeting=meeting, by=self.by)

    def minutes(self, meeting: Meeting, **kwargs: object) -> Minutes:
        draft = MinutesDraft(**{"text": "En la cabecera, a las 10:00 horas…", **kwargs})
        return actions.publish_minutes(meeting=meeting, draft=draft, by=self.by)

    def in_state(self, status: MeetingStatus) -> Meeting:
        """A session in the given state."""
        if status == MeetingStatus.PREPARING:
            return self.draft()
        if status == MeetingStatus.IN_SESSION:
            return self.in_session()
        if status == MeetingStatus.CLOSED:
            return self.closed()
        if status == MeetingStatus.PUBLISHED:
            return self.minutes(self.closed()).meeting
        meeting = self.convened()
        if status == MeetingStatus.POSTPONED:
            return actions.postpone_meeting(meeting=meeting, reason="Protección civil", by=self.by)
        if status == MeetingStatus.CANCELLED:
            return actions.cancel_meeting(meeting=meeting, reason="Protección civil", by=self.by)
        return meeting


def make_table(by: User, clock: time_machine.Traveller) -> Table:
    return Table(make_world(by), by, clock)


def kinds() -> list[str]:
    """The acts of this room in the register, in order."""
    found = Entry.objects.filter(kind__startswith="meetings.").order_by("index")
    return [kind.removeprefix("meetings.") for kind in found.values_list("kind", flat=True)]


def set_rules(table: Table, **values: object) -> MeetingRules:
    values = {"basis": "Lineamientos de la Comisión, artículo 12"} | values
    return actions.set_meeting_rules(
        body=table.world.body, since_on=date(2026, 1, 1), values=values, by=table.by
    )
