"""The town's schematic map, laid out for a template that draws it as SVG: relative positions, not distances."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Place
from tequio.bodies.models.places import MAP_SIZE
from tequio.bodies.rules import PlaceKind

HEADINGS: dict[str, str | Promise] = {
    PlaceKind.SEAT_OF_TOWN: _("Cabecera municipal"),
    PlaceKind.JUNTA_AUXILIAR: _("Juntas auxiliares"),
    PlaceKind.INSPECTORIA: _("Inspectorías"),
    PlaceKind.DELEGACION: _("Delegaciones"),
    PlaceKind.OTHER: _("Otros lugares"),
}
RADIUS = 38
MARGIN = 90
LETTER_WIDTH, LINE_HEIGHT = 15, 32
LONGEST_LINE = 18


@dataclass(frozen=True)
class Box:
    """A rectangle of the map: what a mark or a label covers."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """Whether they share some area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_inside_map(self) -> bool:
        return self.left >= 0 and self.right <= MAP_SIZE


@dataclass
class Mark:
    """A place, the number that the list beside the map repeats, and where its label goes."""

    place: Place
    number: int
    is_highlighted: bool = False
    anchor: str = "start"
    label_x: float = 0
    lines: list[tuple[str, float]] = field(default_factory=list)
    """Each line of the name, with its baseline."""

    @property
    def is_on_map(self) -> bool:
        return self.place.x is not None

    def circle(self) -> Box:
        """What its circle covers."""
        x, y = self.place.x or 0, self.place.y or 0
        return Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)

    def put_label(self, taken: list[Box]) -> Box:
        """Write the name on the first side where it covers nothing: right, left, below, above."""
        x, y, words = self.place.x or 0, self.place.y or 0, two_lines(self.place.name)
        width, height = max(map(len, words)) * LETTER_WIDTH, len(words) * LINE_HEIGHT
        gap = RADIUS + 12
        sides = [
            ("start", x + gap, Box(x + gap, y - height / 2, x + gap + width, y + height / 2)),
            ("end", x - gap, Box(x - gap - width, y - height / 2, x - gap, y + height / 2)),
            ("middle", x, Box(x - width / 2, y + gap - 6, x + width / 2, y + gap - 6 + height)),
            ("middle", x, Box(x - width / 2, y - gap + 6 - height, x + width / 2, y - gap + 6)),
        ]
        free = (side for side in sides if side[2].is_inside_map() and not any(map(side[2].covers, taken)))
        self.anchor, self.label_x, box = next(free, sides[2])
        baseline = box.top + LINE_HEIGHT * 0.78
        self.lines = [(line, round(baseline + turn * LINE_HEIGHT, 1)) for turn, line in enumerate(words)]
        return box


@dataclass(frozen=True)
class SchematicMap:
    """Marks grouped by kind of place and numbered in that order, and the band of the map that they fill."""

    groups: list[tuple[str | Promise, list[Mark]]]

    @property
    def marks(self) -> list[Mark]:
        """Those with a spot on the map, the highlighted one last so that it is drawn on top."""
        on_map = [mark for _heading, marks in self.groups for mark in marks if mark.is_on_map]
        return sorted(on_map, key=lambda mark: mark.is_highlighted)

    @property
    def centre(self) -> Place | None:
        """The town's seat, when it has a spot."""
        return next((mark.place for mark in self.marks if mark.place.kind == PlaceKind.SEAT_OF_TOWN), None)

    @property
    def top(self) -> int:
        return max(0, min((mark.place.y or 0 for mark in self.marks), default=0) - MARGIN)

    @property
    def height(self) -> int:
        lowest = max((mark.place.y or 0 for mark in self.marks), default=MAP_SIZE)
        return min(MAP_SIZE, lowest + MARGIN + LINE_HEIGHT) - self.top


def schematic_map(places: Iterable[Place], *, highlighted: Place | None = None) -> SchematicMap:
    """Number the places by kind and name, and write each name where it covers no other."""
    order = list(HEADINGS)
    rows = sorted(places, key=lambda place: (order.index(place.kind), place.name))
    marks = [Mark(place, number, place == highlighted) for number, place in enumerate(rows, start=1)]
    taken = [mark.circle() for mark in marks if mark.is_on_map]
    for mark in marks:
        if mark.is_on_map:
            taken.append(mark.put_label(taken))
    kinds = [kind for kind in order if any(mark.place.kind == kind for mark in marks)]
    return SchematicMap(
        [(HEADINGS[kind], [mark for mark in marks if mark.place.kind == kind]) for kind in kinds]
    )


def two_lines(name: str) -> list[str]:
    """The name as it is, or broken where its two lines come out most alike."""
    words = name.split()
    if len(name) <= LONGEST_LINE or len(words) < 2:
        return [name]
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return min(halves, key=lambda half: abs(len(half[0]) - len(half[1])))
