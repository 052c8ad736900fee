"""What a legal term is counted with and what the count gives: calendars, terms, deadlines and their steps.

Plain values: they read no database and no clock. ``deadlines.py`` counts with them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.law.rules import WEEKEND, Start, Unit, amount_text

Text = str | Promise
ONE_DAY = timedelta(days=1)
MAX_AMOUNT = 3660
"""No legal term that we count is longer; it keeps a mistyped number from walking through centuries."""


class StepKind(TextChoices):
    """What one day does to a term."""

    COUNTED = "counted", _("Cuenta")
    SKIPPED = "skipped", _("No cuenta")
    PAUSED = "paused", _("Reloj detenido")
    LOST = "lost", _("Contó antes de reiniciar")
    MOVED = "moved", _("Se recorre a este día")


@dataclass(frozen=True)
class Step:
    """One day of the count: what it did, which number it got, and why."""

    day: date
    kind: StepKind
    number: int | None = None
    why: Text = ""


@dataclass(frozen=True)
class Term:
    """A length of time that a rule gives, and how it is counted."""

    amount: int
    unit: Unit = Unit.BUSINESS_DAYS
    starts: Start = Start.NEXT_DAY
    moves_if_non_working: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MAX_AMOUNT:
            raise ValueError(f"a term lasts between 1 and {MAX_AMOUNT}, not {self.amount}")

    def __str__(self) -> str:
        return amount_text(self.amount, self.unit)


@dataclass(frozen=True)
class Calendar:
    """Which days do not count for an authority, and why. Its version keeps old counts explained."""

    days_off: Mapping[date, Text] = field(default_factory=dict)
    weekly_rest: frozenset[int] = WEEKEND
    name: Text = ""
    version: int = 0
    covers_from: date = date.min
    covers_to: date = date.max

    def __post_init__(self) -> None:
        if not self.weekly_rest < set(range(7)):
            raise ValueError("at least one day of the week must be a working day")

    def why_off(self, day: date) -> Text | None:
        """Why *day* does not count, or ``None`` when it does."""
        if day in self.days_off:
            return self.days_off[day]
        return _("Descanso semanal") if day.weekday() in self.weekly_rest else None

    def is_working(self, day: date) -> bool:
        """Whether *day* counts."""
        return day.weekday() not in self.weekly_rest and day not in self.days_off

    def covers(self, day: date) -> bool:
        """Whether somebody has set the days off of *day*'s period; outside it only weekly rest is known."""
        return self.covers_from <= day <= self.covers_to

    def working_from(self, day: date) -> date:
        """*day* itself when it is a working day, else the next one."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_until(self, day: date) -> date:
        """*day* itself when it is a working day, else the one before."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from *first* to *last*, both included."""
        return sum(self.is_working(day) for day in each_day(first, last))

    def working_days_left(self, due_on: date, today: date) -> int:
        """Working days after *today* until *due_on*; 0 on the last day, and negative once it has passed."""
        if due_on >= today:
            return self.working_days(today + ONE_DAY, due_on)
        return -max(self.working_days(due_on + ONE_DAY, today), 1)

    def named_days_off(self, year: int) -> int:
        """How many days of *year* are off besides the weekly rest."""
        return sum(day.year == year and day.weekday() not in self.weekly_rest for day in self.days_off)

    def with_days_off(self, days: Iterable[date], why: Text) -> "Calendar":
        """The same calendar with more days off."""
        return replace(self, days_off={**self.days_off, **dict.fromkeys(days, why)})


@dataclass(frozen=True)
class Deadline:
    """When a term ends and how that was counted, day by day."""

    start: date
    term: Term
    due_on: date
    steps: tuple[Step, ...]
    calendar: Calendar
    due_at: datetime | None = None
    """The exact instant, only for terms in hours."""

    @property
    def is_covered(self) -> bool:
        """Whether the calendar was set for every day of the count; if not, days off may still be missing."""
        return self.calendar.covers(self.start) and self.calendar.covers(self.due_on)

    @property
    def starts_on_day_off(self) -> bool:
        """Whether the term starts on a day off; some authorities then receive on the next working day."""
        return not self.calendar.is_working(self.start)

    def is_overdue(self, today: date) -> bool:
        """Whether the last day has passed."""
        return today > self.due_on

    def days_left(self, today: date) -> int:
        """Days that still count after *today*; 0 on the last day and afterwards."""
        if self.term.unit == Unit.BUSINESS_DAYS:
            return sum(step.kind == StepKind.COUNTED and step.day > today for step in self.steps)
        return max((self.due_on - max(today, self.start)).days, 0)


@dataclass(frozen=True)
class Notice:
    """The latest moment to give notice of an event, and the days that must lie between."""

    event: datetime
    term: Term
    day: date
    at: datetime
    steps: tuple[Step, ...]
    calendar: Calendar


def each_day(first: date, last: date) -> Iterator[date]:
    """Every date from *first* to *last*, both included; nothing when *last* is earlier."""
    while first <= last:
        yield first
        first += ONE_DAY
