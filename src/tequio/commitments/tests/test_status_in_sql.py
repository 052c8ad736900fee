"""The database and the rules give the same answer, whatever the facts and the day."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.accounts.models import User
from tequio.commitments import rules
from tequio.commitments.models import Commitment, Milestone
from tequio.commitments.rules import CommitmentFacts, Status
from tequio.commitments.tests.makers import make_draft
from tequio.commitments.tests.test_rules import commitments
from tequio.core.legal import action
from tequio.core.models import Town


@action
def _store(commitment: Commitment, facts: CommitmentFacts) -> None:
    Milestone.objects.filter(commitment=commitment).delete()
    commitment.with_changes(
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        halted_on=facts.halted_on,
        halt_reason="motivo" if facts.halted_on else "",
        fulfilled_on=facts.fulfilled_on,
        evidence="prueba" if facts.fulfilled_on else "",
    ).save()
    for position, milestone in enumerate(facts.milestones, start=1):
        Milestone(
            commitment=commitment,
            position=position,
            title="paso",
            due_on=milestone.due_on,
            first_due_on=milestone.due_on,
            done_on=milestone.done_on,
            proof="prueba" if milestone.done_on else "",
            verified=milestone.verified,
            withdrawn_on=date(2026, 1, 1) if milestone.withdrawn else None,
        ).save()


def _days_that_matter(facts: CommitmentFacts) -> set[date]:
    dates = {facts.starts_on, facts.ends_on, *(milestone.due_on for milestone in facts.milestones)}
    return {day + timedelta(days=shift) for day in dates for shift in (-1, 0, 1)}


@pytest.fixture
def draft(town: Town, secretary: User) -> Commitment:
    return make_draft(secretary)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(facts=commitments(), shift=st.integers(-400, 400))
def test_sql_says_what_the_rules_say_on_every_day_that_matters(
    draft: Commitment, facts: CommitmentFacts, shift: int
) -> None:
    _store(draft, facts)
    fresh = Commitment.objects.get(pk=draft.pk)
    assert fresh.facts == facts
    for day in _days_that_matter(facts) | {facts.ends_on + timedelta(days=shift)}:
        row = Commitment.objects.with_status(day).get(pk=draft.pk)
        assert row.status_word == rules.commitment_status(facts, day)
        assert row.next_on == rules.next_date(facts)


def test_counts_add_up_to_the_whole(town: Town, secretary: User) -> None:
    for number, starts_on in enumerate((date(2026, 1, 1), date(2026, 5, 1), date(2026, 5, 1)), start=1):
        make_draft(secretary, key=f"C-{number}", starts_on=starts_on)
    counts = Commitment.objects.count_by_status(date(2026, 3, 1))
    assert counts == {
        Status.FULFILLED: 0,
        Status.IN_PROGRESS: 1,
        Status.DELAYED: 0,
        Status.HALTED: 0,
        Status.NOT_STARTED: 2,
    }
    assert Commitment.objects.count_by_status(date(2026, 7, 1))[Status.DELAYED] == 3
