"""The timeline and the map of the board, as numbers that a template draws in SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.bodies.maps import Mark as Spot
from tequio.bodies.maps import SchematicMap, schematic_map
from tequio.bodies.models import Place
from tequio.commitments.board import Selection
from tequio.commitments.models import Commitment
from tequio.commitments.rules import MilestoneStatus, Status
from tequio.core import clock
from tequio.core.states import STATES

LABEL_EDGE = 86.0  # percent of the width; a year label takes up to 14 % of the narrowest drawing


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

    def years(self) -> list["Year"]:
        """The years that begin inside the scale."""
        first_days = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1)]
        return [Year(day.year, self.at(day)) for day in first_days if self.first <= day]


@dataclass(frozen=True)
class Year:
    """Where a year begins on the line."""

    number: int
    x: str

    @property
    def is_at_the_edge(self) -> bool:
        """Whether its label goes to the left of the line, to stay inside on a telephone."""
        return float(self.x[:-1]) > LABEL_EDGE


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
    years: list[Year]
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


@dataclass(frozen=True)
class PlaceCount:
    """A place of the map with how many commitments it has, how many are late, and the link to them."""

    spot: Spot
    total: int
    late: int
    url: str


@dataclass(frozen=True)
class CommitmentMap:
    """The town's schematic map with a number on each place."""

    map: SchematicMap
    places: list[PlaceCount]

    @property
    def marks(self) -> list[PlaceCount]:
        """Those with a spot on the map."""
        return [each for each in self.places if each.spot.place.x is not None]


def commitment_map(selection: Selection) -> CommitmentMap:
    """Count the selection by place, whatever place is selected."""
    counts = selection.counts_by_place()
    drawn = schematic_map(Place.objects.published().in_force(clock.today()))
    places = []
    for _label, spots in drawn.groups:
        for spot in spots:
            found = counts.get(spot.place.pk, {})
            url = selection.address(lugar=spot.place.slug, vista="tarjetas")
            places.append(PlaceCount(spot, sum(found.values()), found.get(Status.DELAYED, 0), url))
    return CommitmentMap(drawn, places)
