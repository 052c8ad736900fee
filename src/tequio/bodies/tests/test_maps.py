"""The schematic map: every place numbered, and no name over another while there is room."""

from hypothesis import given
from hypothesis import strategies as st

from tequio.bodies.maps import Box, Mark, schematic_map, two_lines
from tequio.bodies.models import Place
from tequio.bodies.rules import PlaceKind

names = st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=3).map(" ".join)


def at(name: str, x: int | None, y: int | None, kind: str = PlaceKind.OTHER) -> Place:
    return Place(slug=name, name=name, kind=kind, x=x, y=y)


@given(names)
def test_a_broken_name_says_the_same(name: str) -> None:
    assert " ".join(two_lines(name)) == name
    assert len(two_lines(name)) <= 2


def test_places_are_numbered_by_kind_and_name() -> None:
    drawn = schematic_map([at("b", 1, 1), at("a", None, None), at("c", 9, 9, PlaceKind.SEAT_OF_TOWN)])
    assert [(mark.number, mark.place.name) for _heading, marks in drawn.groups for mark in marks] == [
        (1, "c"),
        (2, "a"),
        (3, "b"),
    ]
    assert [mark.place.name for mark in drawn.marks] == ["c", "b"]
    assert drawn.centre is not None


def test_a_label_moves_to_the_side_that_is_free() -> None:
    mark = Mark(at("Acatepec", 500, 500), 1)
    assert (mark.put_label([]).left, mark.anchor) == (550, "start")
    mark.put_label([Box(540, 400, 700, 600)])
    assert mark.anchor == "end"
    mark.put_label([Box(540, 400, 700, 600), Box(300, 480, 460, 520)])
    assert mark.anchor == "middle"


def test_a_label_does_not_leave_the_map() -> None:
    mark = Mark(at("Atlixcáyotl", 960, 500), 1)
    assert mark.put_label([]).right <= 1000


def test_the_map_is_as_high_as_its_places_need() -> None:
    drawn = schematic_map([at("a", 100, 300), at("b", 100, 500)])
    assert (drawn.top, drawn.height) == (210, 412)
    assert (schematic_map([]).top, schematic_map([]).height) == (0, 1000)
