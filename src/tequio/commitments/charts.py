"""The timeline of the board, as percentages that a template draws in SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.commitments.models import Commitment
from tequio.commitments.rules import MilestoneStatus
from tequio.core import clock
from tequio.core.states import STATES


@dataclass(frozen=True)
class Scale:
    """From a first to a last day, as 0 to 100."""

    first: date
    last: date

    def at(self, day: date) -> str:
        """Where *day* falls, as a percentage for SVG, held inside the scale."""
        days = (self.last - self.first).days or 1
        return f"{max(0.0, min(100.0, (day - self.first).days * 100 / days)):.2f}%"

    def width(self, start: date, end: date) -> str:
        """How wide a bar from *start* to *end* is; never so narrow that it cannot be seen."""
        return f"{max(0.6, float(self.at(end)[:-1]) - float(self.at(start)[:-1])):.2f}%"

    def years(self) -> list[tuple[int, str]]:
        """The years that begin inside the scale, and where."""
        years = range(self.first.year, self.last.year + 1)
        return [(year, self.at(date(year, 1, 1))) for year in years if self.first <= date(year, 1, 1)]


@dataclass(frozen=True)
class Mark:
    """A milestone on the line."""

    x: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """One commitment on the line."""

    commitment: Commitment
    tone: str
    x: str
    width: str
    first_end: str
    marks: list[Mark]


@dataclass(frozen=True)
class Timeline:
    """The bars of some commitments on one scale, with today and the years."""

    bars: list[Bar]
    years: list[tuple[int, str]]
    today: str


def timeline(commitments: Sequence[Commitment]) -> Timeline | None:
    """Draw *commitments* on one scale; ``None`` when there are none."""
    if not commitments:
        return None
    today = clock.today()
    ends = [max(each.ends_on, each.first_ends_on) for each in commitments]
    scale = Scale(min(each.starts_on for each in commitments), max(today, *ends))
    return Timeline([_bar(each, scale) for each in commitments], scale.years(), scale.at(today))


def _bar(commitment: Commitment, scale: Scale) -> Bar:
    milestones = [each for each in commitment.milestones.all() if each.status != MilestoneStatus.WITHDRAWN]
    return Bar(
        commitment=commitment,
        tone=commitment.tone,
        x=scale.at(commitment.starts_on),
        width=scale.width(commitment.starts_on, commitment.ends_on),
        first_end=scale.at(commitment.first_ends_on) if commitment.was_renegotiated else "",
        marks=[Mark(scale.at(each.due_on), STATES[each.status][0]) for each in milestones],
    )
