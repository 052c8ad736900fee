"""A kind of record as tables, made from its schema: one for the records, one for each list of parts inside them.

A part that appears once becomes columns (``totals_in_favour``); a list of plain values stays in one cell; a list of
parts becomes a table of its own, tied to its record by ``record`` and kept in order by ``position``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from django.utils.text import format_lazy
from pydantic import BaseModel

from tequio.core.tables import Column, Kind, Label, Link, Row, Table
from tequio.opendata.meanings import meaning
from tequio.opendata.words import META, POSITION, RECORD, label_of
from tequio.register.kinds import KINDS, PublicRecord

KIND_OF: dict[type, Kind] = {
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    Decimal: Kind.NUMBER,
    datetime: Kind.INSTANT,
    date: Kind.DATE,
    str: Kind.TEXT,
}
# Column that holds the key of another record → that record's kind.
LINKS: dict[tuple[str, str], str] = {
    ("bodies.body", "organization_id"): "bodies.organization",
    ("bodies.event", "body_id"): "bodies.body",
    ("bodies.integration", "body_id"): "bodies.body",
    ("bodies.seat", "integration_id"): "bodies.integration",
    ("bodies.seat", "organization_id"): "bodies.organization",
    ("commitments.action_plan", "body_id"): "bodies.body",
    ("commitments.commitment", "agreement"): "meetings.agreement",
    ("commitments.commitment", "lead_id"): "bodies.organization",
    ("commitments.commitment", "plan"): "commitments.action_plan",
    ("commitments.milestone", "commitment"): "commitments.commitment",
    ("meetings.agreement", "meeting"): "meetings.meeting",
    ("meetings.agreement", "responsible_id"): "bodies.organization",
    ("meetings.agreement", "vote"): "meetings.vote_event",
    ("meetings.vote_event", "meeting"): "meetings.meeting",
}


@dataclass(frozen=True)
class Published:
    """What the register says of one record, in one of its versions."""

    data: dict[str, Any]
    title: str
    path: str
    act: int
    version: int
    first_at: datetime
    updated_at: datetime


Path = tuple[str, ...]


@dataclass
class Flat:
    """One table and where each of its cells is in a record; ``lists`` are the names that lead to its rows."""

    name: str
    title: Label
    lists: Path = ()
    columns: list[Column] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """The columns that say of which record a part is, and which one of it."""
        return ["record", *(f"{name}_position" for name in self.lists[:-1]), "position"] if self.lists else []


def table_name(type_name: str) -> str:
    """What a kind's table is called in every file: ``meetings_agreement``."""
    return type_name.replace(".", "_")


@cache
def tables_of(type_name: str) -> tuple[tuple[Table, Flat], ...]:
    """The tables of a kind, the records' own first."""
    shape = KINDS[type_name]
    flats = [Flat(table_name(type_name), shape.label_plural)]
    _walk(shape, shape, flats[0], flats, (), ())
    return tuple((_table(shape, flat), flat) for flat in flats)


def rows_of(flat: Flat, records: Iterator[Published]) -> Iterator[Row]:
    """The rows of one table, in the order of the records."""
    for record in records:
        for keys, part in _parts(record.data, flat.lists, ()):
            cells = tuple(_at(part, path) for path in flat.paths)
            if flat.lists:
                yield record.data["id"], *keys, *cells
            else:
                yield (
                    *cells, record.title, record.version, record.first_at, record.updated_at, record.act, record.path,
                )  # fmt: skip


def _table(shape: type[PublicRecord], flat: Flat) -> Table:
    own = table_name(shape.type_name)
    if flat.lists:
        keys = tuple(RECORD if key == "record" else replace(POSITION, name=key) for key in flat.keys)
        return Table(
            flat.name, flat.title, keys + tuple(flat.columns), "", tuple(flat.keys), (Link("record", own),)
        )
    links = tuple(
        Link(column, table_name(target))
        for (kind, column), target in LINKS.items()
        if kind == shape.type_name
    )
    return Table(own, shape.label_plural, (*flat.columns, *META), "", ("id",), links)


def _walk(
    shape: type[PublicRecord], model: type[BaseModel], flat: Flat, flats: list[Flat], path: Path, named: Path
) -> None:
    """Add the fields of *model*, found at *path* of each row, to *flat*; new tables go to *flats*."""
    for name, info in model.model_fields.items():
        inner, is_list = _unwrapped(info.annotation)
        here, words = (*path, name), (*named, name)
        if issubclass(inner, BaseModel) and is_list:
            title = format_lazy("{}: {}", shape.label_plural, label_of(shape, words))
            child = Flat(f"{flat.name}_{'_'.join(here)}", title, (*flat.lists, *here))
            flats.append(child)
            _walk(shape, inner, child, flats, (), words)
        elif issubclass(inner, BaseModel):
            _walk(shape, inner, flat, flats, here, words)
        else:
            flat.columns.append(
                Column(
                    "_".join(here),
                    label_of(shape, words),
                    meaning(info.description or ""),
                    Kind.LIST if is_list else _kind(inner),
                    tuple(_words(shape, words, inner)),
                )
            )
            flat.paths.append(here)


def _words(shape: type[PublicRecord], named: Path, inner: type) -> list[tuple[str, Label]]:
    vocabulary = shape.vocabularies.get(".".join(named))
    if vocabulary is None and hasattr(inner, "choices"):
        vocabulary = inner
    return [(str(code), word) for code, word in vocabulary.choices] if vocabulary else []


def _kind(inner: type) -> Kind:
    if issubclass(inner, Enum):
        return Kind.TEXT
    return next(kind for base, kind in KIND_OF.items() if issubclass(inner, base))


def _unwrapped(annotation: Any) -> tuple[type, bool]:
    """The type inside ``X | None`` and ``list[X]``, and whether it was a list."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is list:
        return _unwrapped(get_args(annotation)[0])[0], True
    inner: type = annotation
    return inner, False


def _parts(data: Any, lists: Path, keys: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Any]]:
    if not lists:
        yield keys, data
        return
    for position, part in enumerate(data.get(lists[0]) or (), start=1):
        yield from _parts(part, lists[1:], (*keys, position))


def _at(data: Any, path: Path) -> Any:
    for name in path:
        data = data.get(name) if data else None
    return data
