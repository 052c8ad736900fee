"""Every kind of public record keeps the same promises to whoever reads it."""

import pytest

from tequio.register.kinds import KINDS, PublicRecord, Section

OURS = sorted(
    (kind for name, kind in KINDS.items() if not name.startswith("tests.")), key=lambda kind: kind.type_name
)


def of_each_kind(function: object) -> object:
    return pytest.mark.parametrize("kind", OURS, ids=[kind.type_name for kind in OURS])(function)


@of_each_kind
def test_kind_has_names_a_section_and_sentences(kind: type[PublicRecord]) -> None:
    room, _dot, _noun = kind.type_name.partition(".")
    assert kind.__module__.startswith(f"tequio.{room}.")
    assert str(kind.label)
    assert str(kind.label_plural)
    assert kind.section in Section.LABELS
    assert kind.verbs
    for sentence in kind.verbs.values():
        assert "{title}" in str(sentence)


@of_each_kind
def test_every_field_is_documented_and_has_a_spanish_name(kind: type[PublicRecord]) -> None:
    undocumented = [name for name, field in kind.model_fields.items() if not field.description]
    assert undocumented == []
    unnamed = [name for name in kind.model_fields if name != "id" and name not in kind.field_labels]
    assert unnamed == []


@of_each_kind
def test_schema_can_be_published(kind: type[PublicRecord]) -> None:
    schema = kind.model_json_schema()
    assert schema["additionalProperties"] is False
    assert "id" in schema["required"]
