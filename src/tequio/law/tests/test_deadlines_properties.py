"""What holds for every term on every calendar."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tequio.law.days import Calendar, StepKind, Term, each_day
from tequio.law.deadlines import deadline, extended, interrupted, latest_notice
from tequio.law.rules import Start, Unit

MEXICO = ZoneInfo("America/Mexico_City")
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
calendars = st.builds(
    Calendar,
    days_off=st.dictionaries(days, st.just("acuerdo"), max_size=40),
    weekly_rest=st.sets(st.integers(0, 6), max_size=6).map(frozenset),
)
day_units = st.sampled_from([Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS])
terms = st.builds(
    Term,
    amount=st.integers(1, 90),
    unit=day_units,
    starts=st.sampled_from(Start),
    moves_if_non_working=st.booleans(),
)
moving = st.builds(
    Term,
    amount=st.integers(1, 60),
    unit=st.sampled_from([Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS]),
    starts=st.sampled_from(Start),
)
business = st.builds(Term, amount=st.integers(1, 60), starts=st.sampled_from(Start))
instants = st.builds(datetime.combine, days, st.times(time(7), time(22)), st.just(MEXICO))


@given(days, moving, calendars)
def test_deadline_never_ends_on_a_day_off(start: date, term: Term, calendar: Calendar) -> None:
    assert calendar.is_working(deadline(start, term, calendar).due_on)


@given(days, st.integers(0, 60), moving, calendars)
def test_deadline_never_ends_earlier_for_a_later_start(
    start: date, later: int, term: Term, calendar: Calendar
) -> None:
    after = start + timedelta(days=later)
    assert deadline(start, term, calendar).due_on <= deadline(after, term, calendar).due_on


@given(days, terms, calendars)
def test_deadline_of_one_more_day_is_not_earlier(start: date, term: Term, calendar: Calendar) -> None:
    longer = replace(term, amount=term.amount + 1)
    assert deadline(start, term, calendar).due_on <= deadline(start, longer, calendar).due_on


@given(days, moving, calendars, days)
def test_deadline_is_never_shortened_by_another_day_off(
    start: date, term: Term, calendar: Calendar, day: date
) -> None:
    with_more = calendar.with_days_off([day], "otro acuerdo")
    assert deadline(start, term, calendar).due_on <= deadline(start, term, with_more).due_on


@given(days, business, calendars)
def test_deadline_in_business_days_is_the_inverse_of_counting_them(
    start: date, term: Term, calendar: Calendar
) -> None:
    first = start if term.starts == Start.SAME_DAY else start + timedelta(days=1)
    due_on = deadline(start, term, calendar).due_on
    assert calendar.working_days(first, due_on) == term.amount
    assert calendar.working_days(first, due_on - timedelta(days=1)) == term.amount - 1


@given(days, terms, calendars)
def test_steps_tell_every_day_once_and_number_the_counted_ones(
    start: date, term: Term, calendar: Calendar
) -> None:
    counted = deadline(start, term, calendar)
    first = start if term.starts == Start.SAME_DAY else start + timedelta(days=1)
    assert [step.day for step in counted.steps] == list(each_day(first, counted.due_on))
    assert [s.number for s in counted.steps if s.kind == StepKind.COUNTED] == list(range(1, term.amount + 1))
    assert all(step.why for step in counted.steps if step.kind != StepKind.COUNTED)


@given(days, business, calendars, st.data())
def test_days_left_falls_to_zero_on_the_last_day(
    start: date, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    counted = deadline(start, term, calendar)
    day = data.draw(st.dates(start, counted.due_on))
    assert counted.days_left(day) >= counted.days_left(day + timedelta(days=1))
    assert counted.days_left(counted.due_on) == 0
    assert not counted.is_overdue(counted.due_on)


@given(days, business, st.integers(1, 30), calendars)
def test_extended_term_equals_the_longer_term(start: date, term: Term, more: int, calendar: Calendar) -> None:
    whole = extended(deadline(start, term, calendar), Term(more))
    assert whole == deadline(start, replace(term, amount=term.amount + more), calendar)


@given(days, business, calendars, st.data())
def test_interrupted_term_ends_where_the_restarted_one_does(
    start: date, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    stopped_on = data.draw(st.dates(start, deadline(start, term, calendar).due_on))
    resumed_on = stopped_on + timedelta(days=data.draw(st.integers(0, 20)))
    counted = interrupted(start, term, calendar, stopped_on=stopped_on, resumed_on=resumed_on)
    assert counted.due_on == deadline(resumed_on, term, calendar).due_on
    told = [step.day for step in counted.steps]
    assert told == sorted(set(told))


@given(days, terms, calendars, st.sets(days, max_size=10))
def test_pause_never_shortens_a_term(start: date, term: Term, calendar: Calendar, paused: set[date]) -> None:
    pauses = dict.fromkeys(paused, "suspensión")
    counted = deadline(start, term, calendar, pauses=pauses)
    assert deadline(start, term, calendar).due_on <= counted.due_on
    assert not any(step.day in paused for step in counted.steps if step.kind == StepKind.COUNTED)


@given(instants, terms, calendars)
def test_latest_notice_leaves_the_term_and_no_later_day_does(
    event: datetime, term: Term, calendar: Calendar
) -> None:
    notice = latest_notice(event, term, calendar)
    plain = replace(term, moves_if_non_working=False)
    assert deadline(notice.day, plain, calendar).due_on < event.date()
    following = notice.day + timedelta(days=1)
    if term.unit == Unit.BUSINESS_DAYS or term.moves_if_non_working:
        assert calendar.is_working(notice.day)
        following = calendar.working_from(following)
    assert deadline(following, plain, calendar).due_on >= event.date()


@given(instants, st.integers(1, 240), calendars)
def test_latest_notice_in_hours_leaves_at_least_those_hours(
    event: datetime, hours: int, calendar: Calendar
) -> None:
    notice = latest_notice(event, Term(hours, Unit.HOURS), calendar)
    assert event - notice.at >= timedelta(hours=hours)
    assert calendar.is_working(notice.day)
