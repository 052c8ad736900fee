"""The worked dates of the law: facts.md B4–B8 and the calendar check of dependencies.md."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tequio.law.days import Calendar, StepKind, Term
from tequio.law.deadlines import deadline, extended, interrupted, latest_notice
from tequio.law.rules import SUNDAY, Start, Unit

MEXICO = ZoneInfo("America/Mexico_City")
REST_DAYS = {
    date(2026, 1, 1): "Año Nuevo",
    date(2026, 2, 2): "Constitución",
    date(2026, 3, 16): "Benito Juárez",
    date(2026, 5, 1): "Trabajo",
    date(2026, 9, 16): "Independencia",
    date(2026, 11, 16): "Revolución",
    date(2026, 12, 25): "Navidad",
    date(2027, 1, 1): "Año Nuevo",
}
LFT_74 = Calendar(
    REST_DAYS, name="LFT 74", version=1, covers_from=date(2026, 1, 1), covers_to=date(2027, 12, 31)
)


def business(amount: int) -> Term:
    return Term(amount)


def natural(amount: int, *, moves: bool = True) -> Term:
    return Term(amount, Unit.CALENDAR_DAYS, moves_if_non_working=moves)


@pytest.mark.parametrize(
    ("filed", "days", "due"),
    [
        (date(2026, 11, 3), 5, date(2026, 11, 10)),  # capture in the platform, request for clarification
        (date(2026, 11, 3), 3, date(2026, 11, 6)),  # notorious incompetence
        (date(2026, 11, 3), 20, date(2026, 12, 2)),  # answer; 16 November is skipped
        (date(2026, 12, 2), 15, date(2026, 12, 23)),  # appeal, if notified that day
        (date(2026, 12, 1), 20, date(2026, 12, 30)),  # 25 December is skipped
        (date(2026, 3, 2), 20, date(2026, 3, 31)),  # dependencies.md: 16 March is skipped
    ],
)
def test_deadline_of_business_days_gives_the_worked_date(filed: date, days: int, due: date) -> None:
    assert deadline(filed, business(days), LFT_74).due_on == due


@pytest.mark.parametrize(
    ("filed", "due"),
    [(date(2026, 11, 3), date(2026, 12, 16)), (date(2026, 12, 1), date(2027, 1, 14))],
)
def test_extended_answer_gives_the_worked_date(filed: date, due: date) -> None:
    whole = extended(deadline(filed, business(20), LFT_74), business(10))
    assert whole.due_on == due
    assert [step.number for step in whole.steps if step.kind == StepKind.COUNTED] == list(range(1, 31))


def test_extended_with_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="same days"):
        extended(deadline(date(2026, 11, 3), business(20), LFT_74), natural(10))


def test_deadline_says_why_each_day_was_skipped() -> None:
    counted = deadline(date(2026, 11, 13), business(2), LFT_74)
    assert [(step.day.day, step.kind, step.number, str(step.why)) for step in counted.steps] == [
        (14, StepKind.SKIPPED, None, "Descanso semanal"),
        (15, StepKind.SKIPPED, None, "Descanso semanal"),
        (16, StepKind.SKIPPED, None, "Revolución"),
        (17, StepKind.COUNTED, 1, ""),
        (18, StepKind.COUNTED, 2, ""),
    ]


def test_deadline_over_easter_week_waits_for_the_vacation_order() -> None:
    easter = LFT_74.with_days_off(
        [date(2026, 3, 30) + timedelta(days=n) for n in range(12)], "Semana Santa y de Pascua"
    )
    assert deadline(date(2026, 3, 27), business(5), LFT_74).due_on == date(2026, 4, 3)
    assert deadline(date(2026, 3, 27), business(5), easter).due_on == date(2026, 4, 17)


def test_deadline_over_a_long_weekend_skips_three_days() -> None:
    assert deadline(date(2026, 1, 30), business(1), LFT_74).due_on == date(2026, 2, 3)


def test_deadline_from_the_same_day_counts_it() -> None:
    assert deadline(date(2026, 11, 3), Term(1, starts=Start.SAME_DAY), LFT_74).due_on == date(2026, 11, 3)
    assert deadline(date(2026, 11, 14), Term(1, starts=Start.SAME_DAY), LFT_74).due_on == date(2026, 11, 17)


def test_deadline_in_calendar_days_moves_to_the_next_working_day() -> None:
    counted = deadline(date(2026, 11, 4), natural(10), LFT_74)  # Saturday 14; Monday 16 is a rest day
    assert counted.due_on == date(2026, 11, 17)
    assert [(step.day.day, step.kind) for step in counted.steps[-4:]] == [
        (14, StepKind.COUNTED),
        (15, StepKind.SKIPPED),
        (16, StepKind.SKIPPED),
        (17, StepKind.MOVED),
    ]


def test_deadline_in_calendar_days_without_the_moving_rule_stays() -> None:
    assert deadline(date(2026, 11, 4), natural(10, moves=False), LFT_74).due_on == date(2026, 11, 14)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 11, 30), 3, date(2027, 3, 1)),  # 28 February is a Sunday
    ],
)
def test_deadline_in_months_keeps_the_day_and_moves(start: date, months: int, due: date) -> None:
    assert deadline(start, Term(months, Unit.MONTHS), LFT_74).due_on == due


def test_deadline_in_hours_gives_the_instant() -> None:
    counted = deadline(
        datetime(2026, 11, 3, 9, 30, tzinfo=MEXICO), Term(24, Unit.HOURS, moves_if_non_working=False), LFT_74
    )
    assert counted.due_at == datetime(2026, 11, 4, 9, 30, tzinfo=MEXICO)


def test_deadline_in_hours_on_a_day_off_moves_to_the_same_hour_of_a_working_day() -> None:
    counted = deadline(datetime(2026, 11, 13, 17, 0, tzinfo=MEXICO), Term(24, Unit.HOURS), LFT_74)
    assert counted.due_at == datetime(2026, 11, 17, 17, 0, tzinfo=MEXICO)


def test_deadline_in_hours_from_a_bare_date_is_refused() -> None:
    with pytest.raises(ValueError, match="instant"):
        deadline(date(2026, 11, 3), Term(24, Unit.HOURS), LFT_74)


def test_deadline_from_an_instant_starts_on_the_local_day() -> None:
    late = datetime(2026, 11, 4, 3, 0, tzinfo=ZoneInfo("UTC"))  # still the 3rd in Puebla
    assert deadline(late, business(3), LFT_74).due_on == date(2026, 11, 6)


def test_interrupted_term_restarts_in_full_the_day_after_the_answer() -> None:
    counted = interrupted(
        date(2026, 11, 3), business(20), LFT_74, stopped_on=date(2026, 11, 9), resumed_on=date(2026, 11, 12)
    )
    assert counted.start == date(2026, 11, 3)
    assert counted.due_on == date(2026, 12, 11)
    kinds = {step.day: step.kind for step in counted.steps}
    assert kinds[date(2026, 11, 9)] == StepKind.LOST
    assert kinds[date(2026, 11, 10)] == StepKind.PAUSED
    assert kinds[date(2026, 11, 12)] == StepKind.PAUSED
    assert next(step.day for step in counted.steps if step.kind == StepKind.COUNTED) == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("stopped_on", "resumed_on"),
    [
        (date(2026, 11, 2), date(2026, 11, 12)),
        (date(2026, 11, 9), date(2026, 11, 6)),
        (date(2026, 12, 3), date(2026, 12, 4)),
    ],
    ids=["before the start", "resumed before stopping", "after the term ended"],
)
def test_interrupted_out_of_order_is_refused(stopped_on: date, resumed_on: date) -> None:
    with pytest.raises(ValueError):
        interrupted(date(2026, 11, 3), business(20), LFT_74, stopped_on=stopped_on, resumed_on=resumed_on)


def test_deadline_with_a_pause_goes_on_where_it_stopped() -> None:
    pause = {date(2026, 11, 5): "Suspensión", date(2026, 11, 6): "Suspensión"}
    counted = deadline(date(2026, 11, 3), business(3), LFT_74, pauses=pause)
    assert counted.due_on == date(2026, 11, 10)
    assert [step.kind for step in counted.steps[:3]] == [StepKind.COUNTED, StepKind.PAUSED, StepKind.PAUSED]


def test_days_left_counts_only_working_days() -> None:
    counted = deadline(date(2026, 11, 13), business(2), LFT_74)
    assert [counted.days_left(date(2026, 11, day)) for day in (13, 15, 17, 18, 19)] == [2, 2, 1, 0, 0]
    assert [counted.is_overdue(date(2026, 11, day)) for day in (17, 18, 19)] == [False, False, True]


def test_days_left_in_calendar_days_counts_all() -> None:
    counted = deadline(date(2026, 11, 13), natural(2), LFT_74)  # Sunday 15, moved to Tuesday 17
    assert [counted.days_left(date(2026, 11, day)) for day in (10, 13, 16, 17, 20)] == [4, 4, 1, 0, 0]


def test_deadline_beyond_the_calendar_says_so() -> None:
    assert deadline(date(2027, 12, 1), business(5), LFT_74).is_covered
    assert not deadline(date(2027, 12, 30), business(5), LFT_74).is_covered


def test_deadline_from_a_day_off_says_so() -> None:
    assert deadline(date(2026, 11, 14), business(5), LFT_74).starts_on_day_off


SESSION = datetime(2026, 11, 18, 10, 0, tzinfo=MEXICO)  # a Wednesday


@pytest.mark.parametrize(
    ("term", "latest"),
    [
        (business(2), datetime(2026, 11, 12, 23, 59)),  # 17 and 13 are free; 14, 15 and 16 are off
        (Term(2, starts=Start.SAME_DAY), datetime(2026, 11, 13, 23, 59)),
        (natural(3, moves=False), datetime(2026, 11, 14, 23, 59)),
        (natural(3), datetime(2026, 11, 13, 23, 59)),  # notice is given on a working day
        (Term(24, Unit.HOURS, moves_if_non_working=False), datetime(2026, 11, 17, 10, 0)),
        (Term(48, Unit.HOURS, moves_if_non_working=False), datetime(2026, 11, 16, 10, 0)),
        (Term(48, Unit.HOURS), datetime(2026, 11, 13, 23, 59)),
    ],
)
def test_latest_notice_leaves_the_whole_term(term: Term, latest: datetime) -> None:
    notice = latest_notice(SESSION, term, LFT_74)
    assert notice.at == latest.replace(tzinfo=MEXICO)
    assert notice.day == latest.date()


def test_latest_notice_in_months_is_refused() -> None:
    with pytest.raises(ValueError):
        latest_notice(SESSION, Term(1, Unit.MONTHS), LFT_74)


def test_calendar_without_any_working_day_is_refused() -> None:
    with pytest.raises(ValueError):
        Calendar(weekly_rest=frozenset(range(7)))


def test_calendar_may_work_on_saturdays() -> None:
    assert deadline(
        date(2026, 11, 13), business(1), Calendar(weekly_rest=frozenset({SUNDAY}))
    ).due_on == date(2026, 11, 14)


@pytest.mark.parametrize("amount", [0, -1, 3661])
def test_term_without_sense_is_refused(amount: int) -> None:
    with pytest.raises(ValueError):
        Term(amount)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (business(1), "1 día hábil"),
        (business(20), "20 días hábiles"),
        (natural(30), "30 días naturales"),
        (Term(24, Unit.HOURS), "24 horas"),
        (Term(1, Unit.MONTHS), "1 mes"),
    ],
)
def test_term_reads_as_people_write_it(term: Term, text: str) -> None:
    assert str(term) == text
