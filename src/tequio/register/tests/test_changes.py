from datetime import date
from typing import ClassVar

import pytest
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.register.changes import differences
from tequio.register.kinds import PublicRecord


class Colour(models.TextChoices):
    RED = "red", _("Rojo")
    BLUE = "blue", _("Azul")


class Door(PublicRecord):
    """A shape that registers nothing: it has no type name."""

    field_labels: ClassVar = {"colour": "Color", "painted_on": "Se pintó"}
    vocabularies: ClassVar = {"colour": Colour}

    colour: str = ""
    painted_on: date | None = None
    is_open: bool = False
    notes: str = ""


def changed(before: dict[str, object], after: dict[str, object]) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in differences(Door, before, after)]


def test_only_what_changed_in_the_order_of_the_shape() -> None:
    before = {"id": "1", "colour": "red", "is_open": False, "notes": "Igual"}
    after = {"id": "1", "notes": "Igual", "is_open": True, "colour": "blue"}
    assert changed(before, after) == [("Color", "Rojo", "Azul"), ("Is open", "no", "sí")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-07-07", "7 de julio de 2024"),
        ("2024-07-07T16:05:00Z", "7 de julio de 2024 a las 10:05"),
        ("2024-02-31", "2024-02-31"),
        ("Para 2024-07-07", "Para 2024-07-07"),
        ("2024", "2024"),
    ],
)
def test_dates_are_written_as_people_do(value: str, words: str) -> None:
    assert changed({}, {"notes": value}) == [("Notes", "", words)]


def test_only_what_somebody_wrote_is_text_of_the_register() -> None:
    after = {"id": "1", "colour": "red", "painted_on": "2024-07-07", "is_open": True, "notes": "De cedro"}
    removed = differences(Door, {"notes": "De cedro"}, {})
    assert [each.label for each in (*differences(Door, {}, after), *removed) if each.is_text] == ["Notes"] * 2
