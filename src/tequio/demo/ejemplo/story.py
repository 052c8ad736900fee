"""A story told in order: every event happens at its own moment, through the same action as a person would use."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats, translation

from tequio.accounts.models import User
from tequio.bodies.models import Body, Integration, Organization, Place, Seat
from tequio.commitments.models import ActionPlan
from tequio.core import clock

ZONE = ZoneInfo("America/Mexico_City")
SEED = 20220114


def moment(on: date, at: time = time(10, 0)) -> datetime:
    """That hour in the town, on that day."""
    return datetime.combine(on, at, ZONE)


def long_date(day: date) -> str:
    """14 de abril de 2026"""
    with translation.override("es"):
        return formats.date_format(day, r"j \d\e F \d\e Y")


@dataclass
class Story:
    """What has been told so far, and what is still to happen."""

    by: User
    now: datetime
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311  # a story, not a secret
    organizations: dict[str, Organization] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    seats: list[Seat] = field(default_factory=list)
    plans: list[ActionPlan] = field(default_factory=list)
    body: Body | None = None
    integration: Integration | None = None
    _events: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def at(self, when: datetime, event: Callable[[], object]) -> None:
        """Let *event* happen at *when*; what lies after today does not happen."""
        if when <= self.now:
            self._events.append((when, len(self._events), event))

    def tell(self) -> None:
        """Let everything happen in order, also what events add for later."""
        while self._events:
            self._events.sort(key=lambda event: event[:2])
            when, _order, event = self._events.pop(0)
            with clock.at(when):
                event()

    def months_ago(self, count: int) -> date:
        """The first day of the month, that many months before this one."""
        months = self.today.year * 12 + self.today.month - 1 - count
        return date(months // 12, months % 12 + 1, 1)


def tuesday_of(month: date, week: int) -> date:
    """The Tuesday of that week of the month (1 for the first)."""
    return month + timedelta(days=(1 - month.weekday()) % 7 + 7 * (week - 1))
