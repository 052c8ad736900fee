"""One effect for each deadline: two processes, one killed half way, one that fails, a clock that was wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from time_machine import Traveller

from tequio.core import schedule
from tequio.core.models import LimitCount, ScheduledJob

MINUTE = timedelta(minutes=1)
done: list[datetime] = []


@pytest.fixture(autouse=True)
def only_these_jobs(monkeypatch: pytest.MonkeyPatch, db: None, clock: Traveller) -> Iterator[None]:
    monkeypatch.setattr(schedule, "JOBS", {})
    done.clear()
    return


def effect(deadline: datetime) -> None:
    LimitCount.objects.create(key=f"{len(done)}", ends_at=deadline)  # a row, as any effect is
    done.append(deadline)


def job(**when: object) -> ScheduledJob:
    """Register the job and give it its first deadline, now."""
    schedule.scheduled("test", **when)(effect)  # type: ignore[arg-type]
    now = datetime.now(UTC)
    return ScheduledJob.objects.create(name="test", due_at=now)


def test_a_new_job_runs_at_once_and_then_after_each_period(clock: Traveller) -> None:
    schedule.scheduled("test", every=5 * MINUTE)(effect)
    assert schedule.tick() == ["test"]
    assert schedule.tick() == []
    clock.shift(4 * MINUTE)
    assert schedule.tick() == []
    clock.shift(MINUTE)
    assert schedule.tick() == ["test"]


def test_a_daily_job_waits_for_its_hour_in_the_town(clock: Traveller) -> None:
    schedule.scheduled("test", daily_at=time(7, 0))(effect)
    assert schedule.tick() == []
    assert ScheduledJob.objects.get().due_at == datetime(2026, 4, 15, 13, 0, tzinfo=UTC)
    clock.move_to(datetime(2026, 4, 15, 13, 0, tzinfo=UTC))
    assert schedule.tick() == ["test"]
    assert ScheduledJob.objects.get().due_at == datetime(2026, 4, 16, 13, 0, tzinfo=UTC)


def test_what_was_missed_while_the_machine_was_off_runs_once(clock: Traveller) -> None:
    missed = job(every=MINUTE)
    clock.shift(timedelta(days=3))
    schedule.tick()
    assert schedule.tick() == []
    assert done == [missed.due_at]


@pytest.mark.parametrize("atomic", [True, False])
def test_a_process_that_saw_the_same_deadline_does_nothing(atomic: bool) -> None:
    seen_before = job(every=MINUTE, atomic=atomic)
    schedule.tick()
    assert schedule._run(schedule.JOBS["test"], seen_before) is False
    assert len(done) == 1


def test_a_process_killed_half_way_leaves_nothing_and_the_deadline_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due = job(every=MINUTE).due_at

    def killed(deadline: datetime) -> None:
        effect(deadline)
        raise SystemExit

    schedule.scheduled("test", every=MINUTE)(killed)
    with pytest.raises(SystemExit):
        schedule.tick()
    assert not LimitCount.objects.exists()
    schedule.scheduled("test", every=MINUTE)(effect)
    assert schedule.tick() == ["test"]
    assert done == [due, due]
    assert LimitCount.objects.count() == 1


def test_a_job_in_pieces_that_was_killed_runs_again_when_it_is_free(clock: Traveller) -> None:
    job(every=MINUTE, atomic=False)
    ScheduledJob.objects.update(taken_until=datetime.now(UTC) + schedule.TAKEN_FOR)
    assert schedule.tick() == []
    clock.shift(schedule.TAKEN_FOR + MINUTE)
    assert schedule.tick() == ["test"]


@pytest.mark.parametrize("atomic", [True, False])
def test_a_job_that_fails_is_told_and_tried_again_ever_later(clock: Traveller, atomic: bool) -> None:
    def failing(deadline: datetime) -> None:
        effect(deadline)
        raise RuntimeError("no se pudo")

    due = job(every=MINUTE, atomic=atomic).due_at
    schedule.scheduled("test", every=MINUTE, atomic=atomic)(failing)
    schedule.tick()
    row = ScheduledJob.objects.get()
    assert (row.due_at, row.failures) == (due, 1)
    assert "no se pudo" in row.problem
    assert schedule.tick() == []
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        clock.shift(timedelta(minutes=wait, seconds=1))
        assert schedule.tick() == ["test"]
    assert LimitCount.objects.exists() is not atomic
    schedule.scheduled("test", every=MINUTE, atomic=atomic)(lambda _deadline: None)
    clock.shift(timedelta(hours=1, seconds=1))
    schedule.tick()
    row.refresh_from_db()
    assert (row.failures, row.problem) == (0, "")


def test_deadlines_given_by_a_wrong_clock_are_not_waited_for(clock: Traveller) -> None:
    job(every=MINUTE)
    far = datetime(2031, 1, 1, tzinfo=UTC)
    ScheduledJob.objects.update(due_at=far, taken_until=far)
    assert schedule.tick() == ["test"]
    assert ScheduledJob.objects.get().due_at == datetime.now(UTC) + MINUTE


def test_late_jobs_are_named(clock: Traveller) -> None:
    job(every=MINUTE)
    assert schedule.late(10 * MINUTE) == []
    clock.shift(11 * MINUTE)
    assert [row.name for row in schedule.late(10 * MINUTE)] == ["test"]


def test_a_job_says_when() -> None:
    with pytest.raises(TypeError):
        schedule.scheduled("test")
    with pytest.raises(TypeError):
        schedule.scheduled("test", every=MINUTE, daily_at=time(7))
