"""What waits for somebody in this room: sessions to call, hold and tell of, and agreements to follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.law.days import Calendar
from tequio.law.deadlines import deadline, latest_notice
from tequio.meetings.clocks import working_calendar
from tequio.meetings.counting import COMMON_RULES, Rules
from tequio.meetings.desk.base import desk_url
from tequio.meetings.models import AgendaItem, Agreement, Meeting, MeetingRules, Motion
from tequio.meetings.permissions import Act, acts_for
from tequio.meetings.rules import AgreementStatus, ItemKind, MeetingStatus, VoteResult
from tequio.register.due import AHEAD_DAYS, AT_MOST, DueItem, DueKind, provides_due

OPEN = (
    MeetingStatus.PREPARING,
    MeetingStatus.CONVENED,
    MeetingStatus.POSTPONED,
    MeetingStatus.IN_SESSION,
    MeetingStatus.CLOSED,
)
"""States that still ask for something."""


CountedMeeting = Any
"""A session with what ``open_meetings`` counts in it; Django's annotations have no type."""


@provides_due
def meetings_due(user: User) -> Iterator[DueItem]:
    """What *user* has to do for each session that is not over, and the agreements that come due."""
    if user.may(Permission.MEETING_PREPARE) or user.may(Permission.MEETING_RECORD):
        clocks = _Clocks(clock.today())
        for meeting in open_meetings():
            yield from _of_meeting(meeting, user, clocks)
    if user.may(Permission.MEETING_RECORD):
        yield from _agreements()


def next_meeting() -> CountedMeeting | None:
    """The nearest of those, with what is left to write in it."""
    return next(iter(open_meetings(1)), None)


def open_meetings(at_most: int = AT_MOST) -> list[CountedMeeting]:
    """The sessions that still ask for something, the nearest first, with what is left to write in each."""
    unvoted = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=ItemKind.VOTE).exclude(
        Exists(Motion.objects.filter(item=OuterRef("pk"), vote_event__isnull=False))
    )
    pending = Q(vote_events__result=VoteResult.APPROVED, vote_events__motion__agreement__isnull=True)
    rows = (
        Meeting.objects.filter(status__in=OPEN, is_retrospective=False)
        .select_related("body", "integration")
        .annotate(
            points=Count("agenda", distinct=True),
            agreements_left=Count("vote_events", filter=pending, distinct=True),
            has_votes_left=Exists(unvoted),
        )
    )
    return list(rows.order_by("held_on", "pk")[:at_most])


@dataclass
class _Clocks:
    """What the dates are counted with, read once."""

    today: date

    @cached_property
    def calendar(self) -> Calendar:
        return working_calendar()

    @cached_property
    def rule_rows(self) -> list[MeetingRules]:
        return list(MeetingRules.objects.order_by("-since_on"))

    def rules(self, meeting: Meeting) -> Rules:
        """The same as ``clocks.rules_of``, from the rows already read."""
        on = meeting.held_on or self.today
        rows = (row for row in self.rule_rows if row.body_id == meeting.body_id and row.period.holds_on(on))
        row = next(rows, None)
        return row.rules if row else COMMON_RULES

    def working(self, due_on: date) -> dict[str, Any]:
        """The fields of a date that the law counts in working days."""
        left = self.calendar.working_days_left(due_on, self.today)
        return {"due_on": due_on, "days_left": left, "in_working_days": True}

    def plain(self, due_on: date) -> dict[str, Any]:
        """The fields of any other date."""
        return {"due_on": due_on, "days_left": (due_on - self.today).days}


def _of_meeting(meeting: CountedMeeting, user: User, clocks: _Clocks) -> Iterator[DueItem]:
    acts = acts_for(user, meeting)
    if meeting.status == MeetingStatus.PREPARING:
        yield _to_call(meeting, acts, clocks)
    elif meeting.status == MeetingStatus.CLOSED:
        yield from _to_tell(meeting, acts, clocks)
    elif Act.OPEN in acts and meeting.held_on:
        if (meeting.held_on - clocks.today).days <= AHEAD_DAYS:
            why = (
                _("Ya pasó su día. Iníciala o pospónla.")
                if meeting.held_on < clocks.today
                else _where(meeting)
            )
            title = _("Iniciar la %(meeting)s") % {"meeting": meeting.title}
            yield _item(
                meeting, "open", DueKind.DATED, title, "desk_meeting", why, clocks.plain(meeting.held_on)
            )
    elif Act.CLOSE in acts:
        title = _("Continuar la %(meeting)s") % {"meeting": meeting.title}
        yield _item(meeting, "close", DueKind.YOURS, title, "desk_meeting", _("Está en curso."))
    elif meeting.status == MeetingStatus.POSTPONED and Act.CONVENE in acts:
        title = _("Convocar de nuevo la %(meeting)s") % {"meeting": meeting.title}
        yield _item(meeting, "again", DueKind.YOURS, title, "desk_convene", meeting.status_reason)


def _to_call(meeting: CountedMeeting, acts: set[Act], clocks: _Clocks) -> DueItem:
    words = {"meeting": meeting.title}
    if not meeting.points and Act.EDIT_DRAFT in acts:
        title = _("Escribir el orden del día de la %(meeting)s") % words
        return _item(meeting, "agenda", DueKind.YOURS, title, "desk_agenda", _when(meeting))
    if Act.CONVENE not in acts:
        title = _("Que se convoque la %(meeting)s") % words
        who = {"waits_for": _("Presidencia o Secretaría técnica")}
        return _item(meeting, "convene", DueKind.OTHERS, title, "desk_meeting", _when(meeting), who)
    title = _("Convocar la %(meeting)s") % words
    term = clocks.rules(meeting).notice_for(meeting.kind)
    if term is None or meeting.starts_at is None:
        return _item(meeting, "convene", DueKind.YOURS, title, "desk_convene", _when(meeting))
    last = timezone.localdate(latest_notice(meeting.starts_at, term, clocks.calendar).at)
    return _item(
        meeting, "convene", DueKind.DATED, title, "desk_convene", _when(meeting), clocks.working(last)
    )


def _to_tell(meeting: CountedMeeting, acts: set[Act], clocks: _Clocks) -> Iterator[DueItem]:
    words = {"meeting": meeting.title}
    if Act.VOTE in acts and meeting.has_quorum and meeting.has_votes_left:
        title = _("Asentar las votaciones que faltan de la %(meeting)s") % words
        yield _item(meeting, "votes", DueKind.YOURS, title, "desk_meeting")
    if Act.AGREE in acts and meeting.agreements_left:
        n = meeting.agreements_left
        title = ngettext("Redactar %(n)s acuerdo", "Redactar %(n)s acuerdos", n) % {"n": n}
        yield _item(meeting, "agreements", DueKind.YOURS, title, "desk_meeting", meeting.title)
    term = clocks.rules(meeting).minutes
    dates = {}
    if term and meeting.held_on:
        dates = clocks.working(deadline(meeting.held_on, term, clocks.calendar).due_on)
    if Act.PUBLISH_MINUTES in acts:
        kind = DueKind.DATED if dates else DueKind.YOURS
        title = _("Publicar el acta de la %(meeting)s") % words
        yield _item(meeting, "minutes", kind, title, "desk_minutes", _when(meeting), dates)
    elif Act.AGREE in acts:
        title = _("Que se publique el acta de la %(meeting)s") % words
        yield _item(meeting, "minutes", DueKind.OTHERS, title, "desk_meeting", "", dates)


def _agreements() -> Iterator[DueItem]:
    today = clock.today()
    rows = Agreement.objects.filter(
        status=AgreementStatus.OPEN, due_on__lte=today + timedelta(days=AHEAD_DAYS)
    )
    for agreement in rows.select_related("responsible").order_by("due_on", "folio")[:AT_MOST]:
        is_late = agreement.due_on < today
        responsible = agreement.responsible.name if agreement.responsible else ""
        yield DueItem(
            key=f"meetings.agreement:{agreement.folio}",
            kind=DueKind.OTHERS if is_late and responsible else DueKind.DATED,
            title=agreement.title,
            why=f"{agreement.folio} · {responsible}" if responsible else agreement.folio,
            url=reverse("meetings:desk_agreement", args=[agreement.folio]),
            due_on=agreement.due_on,
            days_left=(agreement.due_on - today).days,
            waits_for=responsible,
        )


def _item(
    meeting: CountedMeeting,
    what: str,
    kind: DueKind,
    title: str,
    page: str,
    why: str = "",
    more: dict[str, Any] | None = None,
) -> DueItem:
    key = f"meetings.{what}:{meeting.public_id}"
    return DueItem(key=key, kind=kind, title=title, why=why, url=desk_url(meeting, page), **(more or {}))


def _when(meeting: CountedMeeting) -> str:
    if meeting.starts_at is None:
        return str(meeting.when)
    return formats.date_format(timezone.localtime(meeting.starts_at), r"l j \d\e F, H:i \h")


def _where(meeting: CountedMeeting) -> str:
    return " · ".join(part for part in (_when(meeting), meeting.place) if part)
