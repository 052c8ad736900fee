"""Counting legal terms on a calendar, forwards and backwards, with every day explained.

Pure functions. A term in working days never ends on a day off; one in calendar days, hours or months moves to
the next working day when its rule says so (Ley Federal de Procedimiento Administrativo, art. 29). Which days
are off, what the law leaves to each authority, comes in as a :class:`~tequio.law.days.Calendar`.
"""

import calendar as gregorian
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.law.days import (
    ONE_DAY,
    Calendar,
    Deadline,
    Notice,
    Step,
    StepKind,
    Term,
    Text,
    each_day,
)
from tequio.law.rules import Start, Unit

LAST_MINUTE = time(23, 59)


def deadline(
    start: date | datetime, term: Term, calendar: Calendar, *, pauses: Mapping[date, Text] | None = None
) -> Deadline:
    """Count *term* from *start*.

    *pauses* are days on which the clock stands still and then goes on (one file is suspended, not the
    office); only terms in days know them. A term in hours needs an aware ``datetime``, else ``ValueError``.
    """
    first = timezone.localdate(start) if isinstance(start, datetime) else start
    if term.unit == Unit.HOURS:
        if not isinstance(start, datetime) or timezone.is_naive(start):
            raise ValueError("a term in hours starts at an instant with its time zone")
        return _in_hours(start, term, calendar)
    if term.unit == Unit.MONTHS:
        return _in_months(first, term, calendar)
    return _in_days(first, term, calendar, pauses or {})


def interrupted(
    start: date, term: Term, calendar: Calendar, *, stopped_on: date, resumed_on: date
) -> Deadline:
    """Count a term that was cut short and began again in full the day after *resumed_on*.

    So does a request for clarification (Ley General de Transparencia, art. 130): *stopped_on* is the day on
    which it was notified, *resumed_on* the day of the person's answer. Raises ``ValueError`` when the dates
    are out of order or the term had already ended.
    """
    before = deadline(start, term, calendar)
    if not start <= stopped_on <= resumed_on:
        raise ValueError("a term is interrupted after it starts and resumed after that")
    if stopped_on > before.due_on:
        raise ValueError("a term that has ended cannot be interrupted")
    after = deadline(resumed_on, term, calendar)
    lost = tuple(
        replace(step, kind=StepKind.LOST) if step.kind == StepKind.COUNTED else step
        for step in before.steps
        if step.day <= stopped_on and step.day < after.steps[0].day
    )
    waiting = tuple(
        Step(day, StepKind.PAUSED, why=_("En espera de la respuesta"))
        for day in each_day(stopped_on + ONE_DAY, resumed_on)
        if day < after.steps[0].day
    )
    return replace(after, start=start, steps=lost + waiting + after.steps)


def extended(first: Deadline, extra: Term) -> Deadline:
    """Add *extra* after the last day of *first* (Ley General de Transparencia, art. 134).

    The numbers go on: the first day of ten more after twenty is the 21st. Raises ``ValueError`` when the
    units differ.
    """
    if extra.unit != first.term.unit or extra.unit in (Unit.HOURS, Unit.MONTHS):
        raise ValueError("an extension is counted in the same days as the term that it extends")
    more = deadline(first.due_on, replace(extra, starts=Start.NEXT_DAY), first.calendar)
    steps = tuple(
        replace(step, number=step.number + first.term.amount) if step.number else step for step in more.steps
    )
    term = replace(first.term, amount=first.term.amount + extra.amount)
    return replace(first, term=term, due_on=more.due_on, steps=first.steps + steps)


def latest_notice(event: datetime, term: Term, calendar: Calendar) -> Notice:
    """Count backwards: the latest moment that leaves the whole *term* before *event*.

    The day of the event never counts; the day of the notice only if the term starts on the same day. Notice
    is given on a working day when the term says so. Raises ``ValueError`` for terms in months, or for an
    event without time zone.
    """
    if timezone.is_naive(event) or term.unit == Unit.MONTHS:
        raise ValueError("notice is counted in days or hours before an instant with its time zone")
    local = timezone.localtime(event)
    if term.unit == Unit.HOURS:
        at = timezone.localtime(event.astimezone(UTC) - timedelta(hours=term.amount))
        day = at.date()
        steps: tuple[Step, ...] = (Step(day, StepKind.COUNTED, term.amount),)
    else:
        steps = _backwards(local.date(), term, calendar)
        day = steps[0].day if term.starts == Start.SAME_DAY else steps[0].day - ONE_DAY
        at = datetime.combine(day, LAST_MINUTE, local.tzinfo)
    if term.unit == Unit.BUSINESS_DAYS or term.moves_if_non_working:
        working = calendar.working_until(day)
        if working != day:
            day, at = working, datetime.combine(working, LAST_MINUTE, local.tzinfo)
    return Notice(event, term, day, at, steps, calendar)


def _backwards(event_day: date, term: Term, calendar: Calendar) -> tuple[Step, ...]:
    steps: list[Step] = []
    left, day = term.amount, event_day
    while left:
        day -= ONE_DAY
        why = calendar.why_off(day) if term.unit == Unit.BUSINESS_DAYS else None
        if why is None:
            steps.append(Step(day, StepKind.COUNTED, left))
            left -= 1
        else:
            steps.append(Step(day, StepKind.SKIPPED, why=why))
    return tuple(reversed(steps))


def _in_days(start: date, term: Term, calendar: Calendar, pauses: Mapping[date, Text]) -> Deadline:
    steps: list[Step] = []
    number = 0
    day = start if term.starts == Start.SAME_DAY else start + ONE_DAY
    while True:
        off = calendar.why_off(day) if term.unit == Unit.BUSINESS_DAYS else None
        if day in pauses:
            steps.append(Step(day, StepKind.PAUSED, why=pauses[day]))
        elif off is not None:
            steps.append(Step(day, StepKind.SKIPPED, why=off))
        else:
            number += 1
            steps.append(Step(day, StepKind.COUNTED, number))
        if number == term.amount:
            break
        day += ONE_DAY
    return _ending(start, term, calendar, day, steps)


def _in_months(start: date, term: Term, calendar: Calendar) -> Deadline:
    months = [_months_after(start, number) for number in range(1, term.amount + 1)]
    if term.starts == Start.SAME_DAY:
        months = [day - ONE_DAY for day in months]
    steps = [Step(day, StepKind.COUNTED, number) for number, day in enumerate(months, start=1)]
    return _ending(start, term, calendar, months[-1], steps)


def _months_after(start: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def _in_hours(start: datetime, term: Term, calendar: Calendar) -> Deadline:
    due_at = timezone.localtime(start.astimezone(UTC) + timedelta(hours=term.amount))
    steps = [Step(due_at.date(), StepKind.COUNTED, term.amount)]
    counted = _ending(timezone.localdate(start), term, calendar, due_at.date(), steps)
    moved = datetime.combine(counted.due_on, due_at.time(), due_at.tzinfo)
    return replace(counted, due_at=moved)


def _ending(start: date, term: Term, calendar: Calendar, last: date, steps: list[Step]) -> Deadline:
    """Close the count on *last*, or move it to the next working day if the term's rule says so."""
    due_on = calendar.working_from(last) if term.moves_if_non_working else last
    if due_on != last:
        for day in each_day(last, due_on - ONE_DAY):
            if day != last:
                steps.append(Step(day, StepKind.SKIPPED, why=calendar.why_off(day) or ""))
        steps.append(Step(due_on, StepKind.MOVED, why=_("El último día no era hábil")))
    return Deadline(start, term, due_on, tuple(steps), calendar)
