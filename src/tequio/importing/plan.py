"""What a file asks for: its rows read cell by cell and gathered into records, in the order in which they can be made.

Pure of the database: the same bytes always give the same plan, so that a job cut short finds its place again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tequio.importing.cells import CellError, value_of
from tequio.importing.columns import Sheet, letters
from tequio.importing.keys import Keys
from tequio.importing.reading import Book, RawSheet
from tequio.importing.sheets import BODIES, ORGANIZATIONS, SHEETS


@dataclass(frozen=True)
class Problem:
    """Why a row is not taken: the cell, and what to do. Without column it is the whole row."""

    message: str
    column: str = ""


@dataclass
class Row:
    """One row of a sheet, its cells read."""

    sheet: Sheet
    number: int
    places: dict[str, int]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a column, or *default* where the cell is empty."""
        return self.values.get(name, default)

    def refuse(self, message: str, column: str = "") -> None:
        """Note why the row is not taken."""
        self.problems.append(Problem(str(message), column if column in self.places else ""))

    def cell(self, column: str = "") -> str:
        """The address that a spreadsheet shows: ``Acuerdos!C14``, or the row when no column is meant."""
        place = f"{letters(self.places[column])}{self.number}" if column in self.places else _row(self.number)
        return f"{self.sheet.name}!{place}"


def _row(number: int) -> str:
    return _("fila %(number)d") % {"number": number}


@dataclass
class Item:
    """One record with its parts: it is published whole or not at all. ``main`` is absent when the file only adds parts
    to a record that exists."""

    kind: str
    key: str
    main: Row | None = None
    parts: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """Its own row first, then those of its parts."""
        first = [self.main] if self.main else []
        return first + [row for rows in self.parts.values() for row in rows]

    @property
    def is_sound(self) -> bool:
        """Whether no row of it was refused."""
        return not any(row.problems for row in self.rows)

    def of(self, sheet: Sheet) -> list[Row]:
        """Its parts from one sheet."""
        return self.parts.get(sheet.name, [])


@dataclass
class Plan:
    """Every record of a file, in an order in which each finds what it refers to."""

    items: list[Item]
    loose: list[Row] = field(default_factory=list)  # rows that name no record: they always have a problem

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row with the number of its record; −1 for those that name none."""
        for number, item in enumerate(self.items):
            for row in item.rows:
                yield number, row
        for row in self.loose:
            yield -1, row


def make_plan(book: Book, keys: Keys) -> Plan:
    """Read every cell, gather the parts with their records and put first what others refer to.

    *keys* knows the names of what exists; those that the file brings are added to it.
    """
    rows = [row for raw in sorted(book.sheets, key=lambda raw: SHEETS.index(raw.sheet)) for row in _rows(raw)]
    for row in rows:
        _learn(keys, row)
    found: dict[tuple[str, str], Item] = {}
    loose: list[Row] = []
    for row in rows:
        kind = row.sheet.kind
        key = keys.parent(row.sheet, row.values) if row.sheet.parent else keys.of(kind, row.values)
        if key is None:
            if not row.problems:
                row.refuse(_("No se reconoce de qué registro es esta fila."), row.sheet.parent)
            loose.append(row)
            continue
        _gather(found.setdefault((kind, key), Item(kind, key)), row)
    return Plan(_in_order(list(found.values()), keys), loose)


def _learn(keys: Keys, row: Row) -> None:
    if row.sheet is BODIES and row.get("name"):
        keys.learn_body(row.values["name"], row.get("short_name", ""), row.get("kind", ""))
    elif row.sheet is ORGANIZATIONS and row.get("name"):
        keys.learn_organization(row.values["name"], row.get("short_name"), row.get("former_name"))


def _rows(raw: RawSheet) -> Iterator[Row]:
    for number, cells in raw.rows:
        row = Row(raw.sheet, number, raw.places)
        for column in raw.missing:
            row.refuse(_("Falta la columna “%(heading)s” en la hoja.") % {"heading": column.heading})
        for column in raw.sheet.columns:
            _read_cell(row, column.name, cells)
        yield row


def _read_cell(row: Row, name: str, cells: list[Any]) -> None:
    column = row.sheet.column(name)
    place = row.places.get(name)
    if place is None:
        return
    try:
        value = value_of(cells[place] if place < len(cells) else None, column)
    except CellError as refused:
        row.refuse(str(refused), name)
        return
    if value is not None:
        row.values[name] = value
    elif column.required:
        row.refuse(_("Falta “%(heading)s”.") % {"heading": column.heading}, name)


def _gather(item: Item, row: Row) -> None:
    if row.sheet.parent:
        item.parts.setdefault(row.sheet.name, []).append(row)
    elif item.main is None:
        item.main = row
    else:
        row.refuse(
            _("Este registro ya está en la fila %(number)d. Deja una sola.") % {"number": item.main.number}
        )
        item.parts.setdefault(row.sheet.name, []).append(row)


def _in_order(items: list[Item], keys: Keys) -> list[Item]:
    """Parents before children, earlier periods before later ones; otherwise as they come."""
    kinds = list(dict.fromkeys(sheet.kind for sheet in SHEETS))
    ordered = sorted(items, key=lambda item: (kinds.index(item.kind), _earliest(item)))
    return _parents_first(ordered, keys)


def _earliest(item: Item) -> str:
    if item.kind != "period" or item.main is None:
        return ""
    first = item.main.get("since_on") or item.main.get("installed_on")
    return first.isoformat() if first else "9999"


def _parents_first(items: list[Item], keys: Keys) -> list[Item]:
    """Organizations after the one they belong to; in a circle they stay as they come, and its rule says so."""
    by_key = {item.key: item for item in items if item.kind == "organization"}
    done: dict[tuple[str, str], Item] = {}
    for item in items:
        chain = [item]
        while (parent := chain[-1].main and chain[-1].main.get("parent")) and item.kind == "organization":
            above = by_key.get(keys.reference("organization", parent, {}))
            if above is None or above in chain:
                break
            chain.append(above)
        for each in reversed(chain):
            done.setdefault((each.kind, each.key), each)
    return list(done.values())
