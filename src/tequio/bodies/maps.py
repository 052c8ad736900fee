"""The town's schematic map, laid out for a template that draws it as SVG: relative positions, not distances."""

from collections.abc import Iterable
from dataclasses import dataclass

from tequio.bodies.models import Place
from tequio.bodies.models.places import MAP_SIZE
from tequio.bodies.rules import PlaceKind

ORDER = list(PlaceKind)
LABEL_GAP = 52
EDGE_OF_LEFT_LABELS = 620


@dataclass(frozen=True)
class Mark:
    """A place on the map: the number that the list beside it repeats, and where its label goes."""

    place: Place
    number: int
    is_highlighted: bool
    label_x: int
    label_anchor: str

    @property
    def lines(self) -> list[str]:
        """The name in at most two lines."""
        words = self.place.name.split()
        if len(self.place.name) <= 18 or len(words) < 2:
            return [self.place.name]
        cut = min(
            range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:])))
        )
        return [" ".join(words[:cut]), " ".join(words[cut:])]


@dataclass(frozen=True)
class SchematicMap:
    """Groups of marks by kind of place, numbered in that order; ``centre`` is the town's seat when it has a spot."""

    groups: list[tuple[str, list[Mark]]]
    centre: Place | None
    size: int = MAP_SIZE

    @property
    def marks(self) -> list[Mark]:
        """Those with a spot on the map, the highlighted one last so that it is drawn on top."""
        spotted = [mark for _label, marks in self.groups for mark in marks if mark.place.x is not None]
        return sorted(spotted, key=lambda mark: mark.is_highlighted)


def schematic_map(places: Iterable[Place], *, highlighted: Place | None = None) -> SchematicMap:
    """Number the places by kind and name, and put each label on the side where it fits."""
    rows = sorted(places, key=lambda place: (ORDER.index(PlaceKind(place.kind)), place.name))
    groups: dict[str, list[Mark]] = {}
    for number, place in enumerate(rows, start=1):
        is_left = (place.x or 0) > EDGE_OF_LEFT_LABELS
        mark = Mark(
            place=place,
            number=number,
            is_highlighted=place == highlighted,
            label_x=(place.x or 0) + (-LABEL_GAP if is_left else LABEL_GAP),
            label_anchor="end" if is_left else "start",
        )
        groups.setdefault(str(PlaceKind(place.kind).label), []).append(mark)
    centre = next((row for row in rows if row.kind == PlaceKind.SEAT_OF_TOWN and row.x is not None), None)
    return SchematicMap(list(groups.items()), centre)
