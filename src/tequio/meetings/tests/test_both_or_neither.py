"""Each published change and its entry: both, or neither when the register refuses."""

from collections.abc import Callable
from datetime import date

import pytest

from tequio.meetings import actions
from tequio.meetings.actions import MinutesDraft, PastMeeting, publishing
from tequio.meetings.models import Agreement, Meeting, MeetingRules, Minutes, Vote, VoteEvent
from tequio.meetings.rules import MeetingKind, MeetingStatus
from tequio.meetings.tests.table import Table
from tequio.register.models import Entry

Step = Callable[[Table, Meeting], object]
STEPS: dict[str, tuple[MeetingStatus, Step]] = {
    "convene": (MeetingStatus.PREPARING, lambda t, m: actions.convene_meeting(meeting=m, by=t.by)),
    "amend": (
        MeetingStatus.CONVENED,
        lambda t, m: actions.amend_meeting(
            meeting=m, changes={"place": "Otra", "change_reason": "Obras"}, by=t.by
        ),
    ),
    "add a point": (MeetingStatus.CONVENED, lambda t, m: t.add(m, "Asuntos generales")),
    "postpone": (
        MeetingStatus.CONVENED,
        lambda t, m: actions.postpone_meeting(meeting=m, reason="x", by=t.by),
    ),
    "cancel": (MeetingStatus.CONVENED, lambda t, m: actions.cancel_meeting(meeting=m, reason="x", by=t.by)),
    "roll": (
        MeetingStatus.IN_SESSION,
        lambda t, m: actions.call_roll(meeting=m, marks=t.marks("present", "absent"), by=t.by),
    ),
    "vote": (MeetingStatus.IN_SESSION, lambda t, m: t.vote(m)),
    "close": (MeetingStatus.IN_SESSION, lambda t, m: actions.close_meeting(meeting=m, by=t.by)),
    "correct vote": (
        MeetingStatus.CLOSED,
        lambda t, m: actions.correct_vote(
            event=m.vote_events.get(), votes=t.ballot().votes, reason="Error", by=t.by
        ),
    ),
    "amend agreement": (
        MeetingStatus.CLOSED,
        lambda t, m: actions.amend_agreement(
            agreement=m.agreements.get(), changes={"due_on": date(2026, 12, 1)}, reason="x", by=t.by
        ),
    ),
    "fulfil": (
        MeetingStatus.CLOSED,
        lambda t, m: actions.fulfil_agreement(
            agreement=m.agreements.get(), resolution="x", resolved_on=date(2026, 4, 21), by=t.by
        ),
    ),
    "close agreement": (
        MeetingStatus.CLOSED,
        lambda t, m: actions.close_agreement(
            agreement=m.agreements.get(), resolution="x", resolved_on=date(2026, 4, 21), by=t.by
        ),
    ),
    "publish minutes": (MeetingStatus.CLOSED, lambda t, m: t.minutes(m)),
    "correct minutes": (
        MeetingStatus.PUBLISHED,
        lambda t, m: actions.correct_minutes(meeting=m, draft=MinutesDraft("b"), reason="x", by=t.by),
    ),
    "document a past one": (
        MeetingStatus.PREPARING,
        lambda t, m: actions.record_past_meeting(
            past=PastMeeting(
                t.world.body,
                t.world.integration,
                MeetingKind.SOLEMN,
                2022,
                date_note="No consta",
                source_note="Página",
            ),
            by=t.by,
        ),
    ),
    "set rules": (
        MeetingStatus.PREPARING,
        lambda t, m: actions.set_meeting_rules(
            body=t.world.body, since_on=date(2026, 1, 1), values={"basis": "x"}, by=t.by
        ),
    ),
}


def state_of_the_room() -> list[object]:
    models = (Meeting, VoteEvent, Vote, Agreement, Minutes, MeetingRules)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", STEPS)
def test_a_step_writes_its_entry_or_nothing(table: Table, monkeypatch: pytest.MonkeyPatch, name):
    status, step = STEPS[name]
    meeting = table.in_state(status)
    before, size = state_of_the_room(), Entry.objects.count()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the register is blocked")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "append", refuse)
        with pytest.raises(RuntimeError, match="blocked"):
            step(table, meeting)
    assert (state_of_the_room(), Entry.objects.count()) == (before, size)
    step(table, Meeting.objects.get(pk=meeting.pk))
    assert Entry.objects.count() > size
    assert state_of_the_room() != before or name == "add a point"
