"""What waits for somebody: each room tells its own in ``<room>/due.py``; the day's desk and the digest ask for all.

A room's ``due.py`` is imported when the room starts and names its function with :func:`provides_due`. The function
answers for one person: it gives nothing that this person may not do or see, reads a fixed number of queries, and
computes every date when asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise

from tequio.accounts.models import User

Text = str | Promise
AHEAD_DAYS = 30
"""How far ahead a date already belongs to somebody's day, in calendar days."""
AT_MOST = 50
"""Rows of one sort that a room gives: who is further behind than this does not need a longer list."""


class DueKind(StrEnum):
    """Where on the day's desk it goes: one of its three columns, or the care of the site below them."""

    DATED = "dated"
    YOURS = "yours"
    OTHERS = "others"
    SITE = "site"


@dataclass(frozen=True, kw_only=True)
class DueItem:
    """One thing that waits: what, why, where it is done, and by when if the law or a promise says so."""

    key: str
    """The same for the same thing every day: ``meetings.minutes:2026-ordinaria-06``."""
    kind: DueKind
    title: Text
    url: str
    why: Text = ""
    due_on: date | None = None
    days_left: int | None = None
    """Days until ``due_on``; negative once it has passed."""
    in_working_days: bool = False
    """Whether ``days_left`` counts working days, because the rule that sets the date does."""
    waits_for: Text = ""
    """Who has to act, when it is somebody else."""
    remind_email: str = ""
    """Where a reminder would be sent; empty when nobody's address is known."""

    @property
    def is_late(self) -> bool:
        """Whether its date has passed."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_soon(self) -> bool:
        """Whether it cannot wait: three days or fewer."""
        return self.days_left is not None and 0 <= self.days_left <= 3


Provider = Callable[[User], Iterable[DueItem]]
_PROVIDERS: list[Provider] = []


def provides_due(provider: Provider) -> Provider:
    """Mark a room's function as one of those that tell what is due."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)
    return provider


def collect_due(user: User) -> list[DueItem]:
    """All that waits for *user* today, first what has the nearest date, then what has none."""
    items = [item for provider in _PROVIDERS for item in provider(user)]
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or date.max, item.key))
