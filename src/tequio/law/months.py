"""A year as twelve month grids, for pages that show which days count."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date

from tequio.law.days import Calendar, Text


@dataclass(frozen=True)
class Cell:
    """One day of a month: its number, and why it does not count if it does not."""

    day: date
    why_off: Text | None
    is_named: bool
    """Off for a reason of its own, not only for being a weekly rest day."""


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Cell | None]]
    """Monday first; ``None`` where the week belongs to another month."""
    working_days: int


def months_of(year: int, calendar: Calendar) -> list[Month]:
    """The twelve months of *year* as the calendar counts them."""
    return [_month(year, month, calendar) for month in range(1, 13)]


def _month(year: int, month: int, calendar: Calendar) -> Month:
    weeks = [
        [_cell(date(year, month, number), calendar) if number else None for number in week]
        for week in gregorian.Calendar().monthdayscalendar(year, month)
    ]
    working = sum(cell is not None and cell.why_off is None for week in weeks for cell in week)
    return Month(date(year, month, 1), weeks, working)


def _cell(day: date, calendar: Calendar) -> Cell:
    return Cell(day, calendar.why_off(day), day in calendar.days_off)
