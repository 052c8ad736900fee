"""The words of the board, as properties."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.commitments import rules
from tequio.commitments.rules import CommitmentFacts, MilestoneFacts, MilestoneStatus, Status
from tequio.core import clock

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@st.composite
def milestones(draw: st.DrawFn) -> MilestoneFacts:
    done_on = draw(st.none() | DAYS)
    return MilestoneFacts(
        due_on=draw(DAYS),
        done_on=done_on,
        verified=done_on is not None and draw(st.booleans()),
        withdrawn=draw(st.booleans()),
    )


@st.composite
def commitments(draw: st.DrawFn) -> CommitmentFacts:
    starts_on, ends_on = sorted((draw(DAYS), draw(DAYS)))
    return CommitmentFacts(
        starts_on=starts_on,
        ends_on=ends_on,
        halted_on=draw(st.none() | DAYS),
        fulfilled_on=draw(st.none() | DAYS),
        milestones=tuple(draw(st.lists(milestones(), max_size=5))),
    )


def open_commitment(**changes: object) -> CommitmentFacts:
    facts = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), **changes}
    return CommitmentFacts(**facts)


@given(commitments(), DAYS)
def test_fulfilled_is_only_said_when_declared(commitment: CommitmentFacts, today: date) -> None:
    said = rules.commitment_status(commitment, today) == Status.FULFILLED
    assert said == (commitment.fulfilled_on is not None)


@given(commitments(), DAYS)
def test_halted_is_said_whatever_the_dates_unless_fulfilled(commitment: CommitmentFacts, today: date) -> None:
    said = rules.commitment_status(commitment, today) == Status.HALTED
    assert said == (commitment.halted_on is not None and commitment.fulfilled_on is None)


@given(commitments(), DAYS)
def test_delayed_is_said_exactly_when_a_date_passed_without_proof(
    commitment: CommitmentFacts, today: date
) -> None:
    said = rules.commitment_status(commitment, today) == Status.DELAYED
    running = commitment.fulfilled_on is None and commitment.halted_on is None
    assert said == (running and rules.next_date(commitment) < today)


@given(commitments(), DAYS, DAYS)
def test_time_alone_never_takes_a_delay_away(commitment: CommitmentFacts, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    if rules.commitment_status(commitment, earlier) == Status.DELAYED:
        assert rules.commitment_status(commitment, later) == Status.DELAYED


@given(commitments(), DAYS)
def test_not_started_needs_a_start_in_the_future_and_no_proof(
    commitment: CommitmentFacts, today: date
) -> None:
    if rules.commitment_status(commitment, today) == Status.NOT_STARTED:
        assert today < commitment.starts_on
        assert all(m.done_on is None for m in commitment.milestones if m.counts)


@given(commitments(), milestones(), DAYS)
def test_a_withdrawn_milestone_changes_nothing(
    commitment: CommitmentFacts, extra: MilestoneFacts, today: date
) -> None:
    gone = MilestoneFacts(extra.due_on, extra.done_on, extra.verified, withdrawn=True)
    longer = CommitmentFacts(
        commitment.starts_on,
        commitment.ends_on,
        commitment.halted_on,
        commitment.fulfilled_on,
        (*commitment.milestones, gone),
    )
    assert rules.commitment_status(longer, today) == rules.commitment_status(commitment, today)
    assert rules.milestones_done(longer.milestones) == rules.milestones_done(commitment.milestones)


@given(milestones(), DAYS)
def test_no_evidence_is_said_exactly_when_the_date_passed_without_proof(
    milestone: MilestoneFacts, today: date
) -> None:
    said = rules.milestone_status(milestone, today) == MilestoneStatus.NO_EVIDENCE
    assert said == (milestone.counts and milestone.done_on is None and milestone.due_on < today)


@given(milestones(), DAYS)
def test_a_milestone_is_verified_only_with_checked_proof(milestone: MilestoneFacts, today: date) -> None:
    if rules.milestone_status(milestone, today) == MilestoneStatus.VERIFIED:
        assert milestone.done_on is not None
        assert milestone.verified


@given(DAYS, DAYS, DAYS, DAYS)
def test_time_elapsed_stays_in_bounds_and_never_goes_back(a: date, b: date, c: date, d: date) -> None:
    starts_on, ends_on = sorted((a, b))
    earlier, later = sorted((c, d))
    before = rules.time_elapsed_percent(starts_on, ends_on, earlier)
    after = rules.time_elapsed_percent(starts_on, ends_on, later)
    assert 0 <= before <= after <= 100


@given(DAYS, DAYS)
def test_time_elapsed_is_whole_only_once_the_last_day_is_over(a: date, b: date) -> None:
    starts_on, ends_on = sorted((a, b))
    assert rules.time_elapsed_percent(starts_on, ends_on, starts_on) == 0
    assert rules.time_elapsed_percent(starts_on, ends_on, ends_on) < 100
    assert rules.time_elapsed_percent(starts_on, ends_on, ends_on + timedelta(days=1)) == 100


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_percent_is_a_hundred_only_for_the_whole(a: int, b: int) -> None:
    part, whole = sorted((a, b))
    value = rules.percent(part, whole)
    assert 0 <= value <= 100
    assert (value == 100) == (part == whole > 0)


@given(st.lists(milestones(), max_size=6))
def test_a_commitment_is_fulfillable_only_when_every_milestone_is_checked(
    found: list[MilestoneFacts],
) -> None:
    counting = [m for m in found if m.counts]
    assert rules.is_fulfillable(found) == (bool(counting) and all(m.verified for m in counting))
    done, total = rules.milestones_done(found)
    assert 0 <= done <= total == len(counting)


def test_delay_begins_at_midnight_of_the_town_and_not_of_utc() -> None:
    commitment = open_commitment(ends_on=date(2026, 6, 30))
    mexico = ZoneInfo("America/Mexico_City")
    with clock.at(datetime(2026, 6, 30, 23, 59, 59, tzinfo=mexico)):
        assert rules.commitment_status(commitment, clock.today()) == Status.IN_PROGRESS
    with clock.at(
        datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
    ):  # already July in London, still 30 June in the town
        assert rules.commitment_status(commitment, clock.today()) == Status.IN_PROGRESS
    with clock.at(datetime(2026, 7, 1, 0, 0, 0, tzinfo=mexico)):
        assert rules.commitment_status(commitment, clock.today()) == Status.DELAYED


def test_a_milestone_loses_its_chance_at_midnight_without_anybody_acting() -> None:
    milestone = MilestoneFacts(due_on=date(2026, 3, 31))
    commitment = open_commitment(milestones=(milestone,))
    assert rules.milestone_status(milestone, date(2026, 3, 31)) == MilestoneStatus.PENDING
    assert rules.commitment_status(commitment, date(2026, 3, 31)) == Status.IN_PROGRESS
    assert rules.milestone_status(milestone, date(2026, 4, 1)) == MilestoneStatus.NO_EVIDENCE
    assert rules.commitment_status(commitment, date(2026, 4, 1)) == Status.DELAYED


def test_a_start_arrives_at_midnight() -> None:
    commitment = open_commitment()
    assert rules.commitment_status(commitment, date(2025, 12, 31)) == Status.NOT_STARTED
    assert rules.commitment_status(commitment, date(2026, 1, 1)) == Status.IN_PROGRESS


@pytest.mark.parametrize(("number", "expected"), [(0, False), (1, True), (17, True), (18, False)])
def test_there_are_seventeen_goals(number: int, expected: bool) -> None:
    assert rules.is_goal(number) is expected


def test_every_word_has_its_explanation() -> None:
    assert set(rules.STATUS_MEANINGS) == set(Status)
    assert set(rules.MILESTONE_MEANINGS) == set(MilestoneStatus)
    assert set(rules.COMPLETION_MEANINGS) == set(rules.Completion)
    assert set(rules.POTENTIAL_MEANINGS) == set(rules.Potential)
