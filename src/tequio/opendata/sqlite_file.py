"""All public records as one SQLite file, ready for Datasette: a table for each table of the Data Package, a full-text
index of the records, the acts, and a view that reads like the chronicle.

The same register gives the same bytes with the same version of SQLite.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tequio.core.tables import JSON_CELLS, Column, Kind, Row, Table, list_cell
from tequio.opendata.flattening import rows_of, tables_of
from tequio.opendata.package import ACTS, act_rows
from tequio.opendata.snapshot import Snapshot
from tequio.register.kinds import KINDS

CHUNK = 1000
TYPES = {Kind.INTEGER: "INTEGER", Kind.NUMBER: "NUMERIC", Kind.BOOLEAN: "INTEGER"}
RECORDS = """
CREATE TABLE records (
  kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, path TEXT NOT NULL,
  occurred_on TEXT, act INTEGER NOT NULL REFERENCES acts(act), version INTEGER NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
"""
SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(title, summary, text, kind UNINDEXED, id UNINDEXED,
  tokenize="unicode61 remove_diacritics 2");
"""
CHRONICLE = """
CREATE VIEW chronicle AS
  SELECT acts.act, acts.at, acts.kind, records.title, records.path, acts.version, acts.issuer
  FROM acts JOIN records ON records.kind = acts.record_kind AND records.id = acts.record
  ORDER BY acts.act DESC;
"""
Cells = dict[Kind, Callable[[Any], Any]]


def write_sqlite(snapshot: Snapshot, target: Path) -> None:
    """Write the file at *target*, a few rows at a time: memory stays flat."""
    base = sqlite3.connect(target, isolation_level=None)
    try:
        base.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        base.execute("BEGIN")
        _fill(base, ACTS, act_rows(snapshot))
        base.execute(RECORDS)
        base.execute(SEARCH)
        for type_name in snapshot.kinds():
            for table, flat in tables_of(type_name):
                _fill(base, table, rows_of(flat, snapshot.records(type_name)))
            _index(base, type_name, snapshot)
        base.execute(CHRONICLE)
        base.execute("COMMIT")
        base.execute("INSERT INTO search(search) VALUES('optimize')")
        base.execute(f"PRAGMA user_version = {snapshot.size % 2**31}")
        base.execute("VACUUM")
    finally:
        base.close()


def _fill(base: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    base.execute(_create(table))
    marks = ", ".join("?" * len(table.columns))
    insert = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"  # noqa: S608  # names from our own schemas
    for chunk in _chunks(rows):
        base.executemany(insert, _cells(table, chunk))


def _create(table: Table) -> str:
    links = {link.column: link for link in table.links}
    lines = []
    for column in table.columns:
        line = f"{_quoted(column.name)} {TYPES.get(column.kind, 'TEXT')}"
        if column.name in links:
            link = links[column.name]
            line += f" REFERENCES {_quoted(link.table)}({_quoted(link.target)})"
        lines.append(line)
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _cells(table: Table, rows: list[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield tuple(_cell(column, cell) for column, cell in zip(table.columns, row, strict=True))


def _cell(column: Column, cell: Any) -> Any:
    if cell is None or cell == "":
        return None
    if column.kind is Kind.LIST:
        return list_cell(cell)
    if column.kind in JSON_CELLS:
        return JSON_CELLS[column.kind]((cell,))[0]
    return cell


def _index(base: sqlite3.Connection, type_name: str, snapshot: Snapshot) -> None:
    """The records of a kind, whole, and the words by which they are found."""
    for record in snapshot.records(type_name):
        public = KINDS[type_name].from_public(record.data)
        data = json.dumps(record.data, ensure_ascii=False, sort_keys=True)
        on = public.occurred_on()
        base.execute(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                type_name, public.id, record.title, public.summary(), record.path,
                on.isoformat() if on else None, record.act, record.version, data,
            ),
        )  # fmt: skip
        words = (record.title, public.summary(), public.search_text(), type_name, public.id)
        base.execute("INSERT INTO search VALUES (?, ?, ?, ?, ?)", words)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
