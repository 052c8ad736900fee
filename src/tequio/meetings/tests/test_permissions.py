"""Who may do what in each state, written out: a change of the table shows here."""

import pytest
from django.core.exceptions import PermissionDenied

from tequio.accounts.roles import Role
from tequio.core.legal import RuleError
from tequio.meetings import actions
from tequio.meetings.actions import MeetingDraft, MinutesDraft
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import ACTS, Act, acts_for, ensure
from tequio.meetings.rules import TRANSITIONS, MeetingKind, MeetingStatus
from tequio.meetings.tests.table import SESSION, Table

S = MeetingStatus
TABLE = {
    (Role.SECRETARIAT, S.PREPARING): {"edit_draft", "convene"},
    (Role.SECRETARIAT, S.CONVENED): {"amend", "postpone", "cancel", "open"},
    (Role.SECRETARIAT, S.POSTPONED): {"amend", "convene", "cancel"},
    (Role.SECRETARIAT, S.IN_SESSION): {"complete", "call_roll", "vote", "correct_vote", "agree", "close"},
    (Role.SECRETARIAT, S.CLOSED): {
        "complete",
        "call_roll",
        "vote",
        "correct_vote",
        "agree",
        "publish_minutes",
    },
    (Role.SECRETARIAT, S.PUBLISHED): {"complete", "correct_vote", "correct_minutes"},
    (Role.SECRETARIAT, S.CANCELLED): set(),
    (Role.PRESIDENCY, S.PREPARING): {"edit_draft", "convene"},
    (Role.PRESIDENCY, S.CONVENED): {"amend", "postpone", "cancel"},
    (Role.PRESIDENCY, S.POSTPONED): {"amend", "convene", "cancel"},
    (Role.VOCAL, S.PREPARING): {"edit_draft"},
}
LEADS_TO = {
    Act.CONVENE: S.CONVENED,
    Act.POSTPONE: S.POSTPONED,
    Act.CANCEL: S.CANCELLED,
    Act.OPEN: S.IN_SESSION,
    Act.CLOSE: S.CLOSED,
    Act.PUBLISH_MINUTES: S.PUBLISHED,
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_in_each_state_exactly(make_user, role, status):
    assert acts_for(make_user(role), Meeting(status=status)) == TABLE.get((role, status), set())


@pytest.mark.parametrize("act", LEADS_TO)
def test_an_act_that_moves_a_session_follows_its_life(act):
    permission, states = ACTS[act]
    from_here = {status for status, then in TRANSITIONS.items() if LEADS_TO[act] in then}
    assert states == from_here
    assert all(TRANSITIONS[status][LEADS_TO[act]] == permission for status in states)


@pytest.mark.parametrize("act", Act)
def test_without_permission_it_is_forbidden_and_out_of_time_it_is_explained(make_user, act):
    permission, states = ACTS[act]
    outsider, insider = make_user(Role.AUDITOR), make_user(Role.SECRETARIAT)
    assert insider.may(permission)
    for status in S:
        meeting = Meeting(status=status)
        with pytest.raises(PermissionDenied):
            ensure(outsider, act, meeting)
        if status in states:
            ensure(insider, act, meeting)
        else:
            with pytest.raises(RuleError):
                ensure(insider, act, meeting)


def test_every_action_refuses_whoever_lacks_the_permission(table: Table, make_user):
    outsider = make_user(Role.EDITOR)
    draft, convened, closed = table.draft(), table.convened(), table.closed()
    agreement = closed.agreements.get()
    event = closed.vote_events.get()
    attempts = [
        lambda: actions.prepare_meeting(
            draft=MeetingDraft(table.world.body, MeetingKind.ORDINARY, SESSION), by=outsider
        ),
        lambda: actions.amend_meeting(meeting=draft, changes={"place": "x"}, by=outsider),
        lambda: actions.add_agenda_item(meeting=draft, title="x", kind="vote", by=outsider),
        lambda: actions.convene_meeting(meeting=draft, by=outsider),
        lambda: actions.discard_meeting(meeting=draft, by=outsider),
        lambda: actions.postpone_meeting(meeting=convened, reason="x", by=outsider),
        lambda: actions.cancel_meeting(meeting=convened, reason="x", by=outsider),
        lambda: actions.open_meeting(meeting=convened, by=outsider),
        lambda: actions.call_roll(meeting=closed, marks=table.marks(), by=outsider),
        lambda: actions.correct_vote(event=event, votes={}, reason="x", by=outsider),
        lambda: actions.amend_agreement(agreement=agreement, changes={}, reason="x", by=outsider),
        lambda: actions.fulfil_agreement(
            agreement=agreement, resolution="x", resolved_on=agreement.due_on, by=outsider
        ),
        lambda: actions.publish_minutes(meeting=closed, draft=MinutesDraft("x"), by=outsider),
        lambda: actions.set_meeting_rules(
            body=table.world.body, since_on=SESSION.date(), values={}, by=outsider
        ),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
