"""A table for other programs: its columns, each explained, and its rows as CSV, JSON, JSON Lines or a dictionary.

Rows are sequences in the order of the columns and are never all in memory: what comes from an iterator leaves as an
iterator of bytes. ``workbooks.py`` writes the same table as a spreadsheet.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from itertools import islice
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import is_aware, localtime

from tequio.core.spreadsheets import SUSPECT, harmless

Label = str | Promise
Row = Sequence[Any]
CHUNK = 1000
"""Rows that are made at a time."""
BYTE_ORDER_MARK = "\ufeff"
"""What makes Excel read the accents of a CSV; every CSV reader of today skips it ("utf-8-sig" in Python)."""


class Kind(StrEnum):
    """The types of Table Schema (Data Package v2) that our columns need."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "datetime"
    LIST = "array"


@dataclass(frozen=True)
class Column:
    """One column: its name in every file, what people call it and what it means."""

    name: str
    label: Label
    description: Label = ""
    kind: Kind = Kind.TEXT
    words: Sequence[tuple[str, Label]] = ()
    """The coded values that it may hold, each with the word for people."""


@dataclass(frozen=True)
class Link:
    """A column whose values are keys of another table (or of its own, when *table* is empty)."""

    column: str
    table: str
    target: str = "id"


@dataclass(frozen=True)
class Table:
    """What a table is called, and its columns."""

    name: str
    title: Label
    columns: tuple[Column, ...]
    description: Label = ""
    key: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def table_schema(table: Table) -> dict[str, Any]:
    """The dictionary for programs: Table Schema, Data Package v2 (datapackage.org/standard/table-schema)."""
    fields = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": column.kind.value, "title": str(column.label)}
        if column.description:
            field["description"] = str(column.description)
        if column.words:
            field["categories"] = [{"value": code, "label": str(word)} for code, word in column.words]
        if column.name in table.key:
            field["constraints"] = {"required": True}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {
                "fields": [link.column],
                "reference": {"resource": link.table, "fields": [link.target]}
                if link.table != table.name
                else {"fields": [link.target]},
            }
            for link in table.links
        ]
    return schema


def csv_parts(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV (RFC 4180, UTF-8 with a byte order mark) in which no cell is a formula (see ``spreadsheets.py``)."""
    text = StringIO()
    writer = csv.writer(text)
    text.write(BYTE_ORDER_MARK)
    writer.writerow(table.names)
    for chunk in _chunks(rows):
        writer.writerows(_converted(table, chunk, CSV_CELLS))
        yield _taken(text)
    if text.tell():
        yield _taken(text)


def json_parts(table: Table, rows: Iterable[Row], head: dict[str, Any]) -> Iterator[bytes]:
    """One JSON object: *head*, then a list with an object for each row, under the table's name."""
    yield (json.dumps(head | {table.name: []}, ensure_ascii=False)[:-2]).encode()
    is_first = True
    for chunk in _chunks(rows):
        lines = ",\n".join(_json_lines(table, chunk))
        yield (("\n" if is_first else ",\n") + lines).encode()
        is_first = False
    yield b"\n]}\n"


def json_lines_parts(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """JSON Lines (jsonlines.org): an object for each row, one in each line."""
    for chunk in _chunks(rows):
        yield "".join(line + "\n" for line in _json_lines(table, chunk)).encode()


def _json_lines(table: Table, chunk: list[Row]) -> Iterator[str]:
    names = table.names
    for row in _converted(table, chunk, JSON_CELLS):
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _taken(text: StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


Cells = Callable[[Sequence[Any]], Sequence[Any]]


def _converted(table: Table, chunk: list[Row], cells: dict[Kind, Cells]) -> Iterable[Row]:
    """The rows as a format writes them, converted a whole column at a time: far fewer calls than cell by cell."""
    columns: list[Sequence[Any]] = list(zip(*chunk, strict=True))
    if len(columns) != len(table.columns):
        raise ValueError(f"{table.name} has {len(table.columns)} columns; a row has {len(columns)}")
    for number, column in enumerate(table.columns):
        convert = cells.get(column.kind)
        if convert:
            columns[number] = convert(columns[number])
    return zip(*columns, strict=True)


def _guarded_texts(column: Sequence[Any]) -> list[Any]:
    return [cell if type(cell) is str and cell[:1] not in SUSPECT else _guarded(cell) for cell in column]


def _guarded(cell: Any) -> Any:
    return cell if cell is None else harmless(str(cell))


def instant(moment: datetime) -> str:
    """An instant with its offset, in the town's time (RFC 3339)."""
    text: str = (localtime(moment) if is_aware(moment) else moment).isoformat(timespec="seconds")
    return text


def as_date(cell: date | str) -> date:
    """A date that may have come as text (ISO 8601), as the register keeps it."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell


def as_datetime(cell: datetime | str) -> datetime:
    """The same for an instant."""
    return datetime.fromisoformat(cell) if isinstance(cell, str) else cell


def list_cell(items: Iterable[Any]) -> str:
    """A list in one cell, as JSON: what Table Schema calls an array."""
    return json.dumps(list(items), ensure_ascii=False)


def _instants(column: Sequence[Any]) -> list[Any]:
    return [instant(as_datetime(cell)) if cell else None for cell in column]


CSV_CELLS: dict[Kind, Cells] = {
    Kind.TEXT: _guarded_texts,
    Kind.BOOLEAN: lambda column: [None if cell is None else str(bool(cell)).lower() for cell in column],
    Kind.INSTANT: _instants,
    Kind.LIST: lambda column: [None if cell is None else list_cell(cell) for cell in column],
}
JSON_CELLS: dict[Kind, Cells] = {
    Kind.TEXT: lambda column: [cell if cell is None else str(cell) for cell in column],
    Kind.NUMBER: lambda column: [str(cell) if isinstance(cell, Decimal) else cell for cell in column],
    Kind.DATE: lambda column: [cell.isoformat() if isinstance(cell, date) else cell for cell in column],
    Kind.INSTANT: _instants,
}
