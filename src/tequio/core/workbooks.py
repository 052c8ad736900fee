"""A table as a spreadsheet (.xlsx), row by row: what Excel, LibreOffice and Google Sheets open."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tequio.core.spreadsheets import GUARDED
from tequio.core.tables import Kind, Row, Table, as_date, as_datetime, list_cell

ROWS_OF_A_SHEET = 1_048_576
LETTERS_OF_A_CELL = 32_767
CUT = " […]"
MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
"""Written inside instead of the moment, so that the same rows give the same bytes."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
Write = Callable[[Worksheet, int, int, Any], object]


def write_workbook(table: Table, rows: Iterable[Row], target: IO[bytes]) -> None:
    """Write the rows in as many sheets as they need, and the dictionary in the last one.

    No cell is a formula: a text that begins like one is marked as text, as the apostrophe of Excel does, and reads the
    same. A text longer than a cell can hold (32,767 letters) ends in "[…]"; the other formats bring it whole.
    """
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": str(table.title), "created": MADE_ON})
    writers = _writers(book)
    head = book.add_format({"bold": True, "bottom": 1})
    sheet, line, number = _new_sheet(book, table, head, 1), 1, 1
    for row in rows:
        if line == ROWS_OF_A_SHEET:
            number += 1
            sheet, line = _new_sheet(book, table, head, number), 1
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if cell is not None and cell != "":
                writers[column.kind](sheet, line, place, cell)
        line += 1
    _dictionary(book, table, head)
    book.close()


def _new_sheet(book: Workbook, table: Table, head: Format, number: int) -> Worksheet:
    sheet = book.add_worksheet(_("Datos") if number == 1 else f"{_('Datos')} {number}")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.columns) - 1, 22)
    for place, name in enumerate(table.names):
        sheet.write_string(0, place, name, head)
    return sheet


def _dictionary(book: Workbook, table: Table, head: Format) -> None:
    sheet = book.add_worksheet(_("Diccionario"))
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 2, 90)
    for place, name in enumerate((_("columna"), _("nombre"), _("qué significa"))):
        sheet.write_string(0, place, name, head)
    for line, column in enumerate(table.columns, start=1):
        words = "; ".join(f"{code} = {word}" for code, word in column.words)
        meaning = ". ".join(part for part in (str(column.description).rstrip("."), words) if part)
        for place, text in enumerate((column.name, str(column.label), meaning)):
            sheet.write_string(line, place, text)


def _writers(book: Workbook) -> dict[Kind, Write]:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    hour = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    as_text = book.add_format({"quote_prefix": True})

    def text(sheet: Worksheet, line: int, place: int, cell: Any) -> None:
        said = str(cell)
        if len(said) > LETTERS_OF_A_CELL:
            said = said[: LETTERS_OF_A_CELL - len(CUT)] + CUT
        sheet.write_string(line, place, said, as_text if GUARDED.match(said) else None)

    def items(sheet: Worksheet, line: int, place: int, cell: Any) -> None:
        text(sheet, line, place, list_cell(cell))

    def number(sheet: Worksheet, line: int, place: int, cell: int | Decimal | str) -> None:
        sheet.write_number(line, place, Decimal(cell))

    def yes_or_no(sheet: Worksheet, line: int, place: int, cell: Any) -> None:
        sheet.write_boolean(line, place, bool(cell))

    def on(sheet: Worksheet, line: int, place: int, cell: date | str) -> None:
        sheet.write_datetime(line, place, as_date(cell), day)

    def at(sheet: Worksheet, line: int, place: int, cell: datetime | str) -> None:
        moment = as_datetime(cell)
        moment = localtime(moment) if is_aware(moment) else moment
        sheet.write_datetime(line, place, moment.replace(tzinfo=None), hour)

    return {
        Kind.TEXT: text,
        Kind.LIST: items,
        Kind.INTEGER: number,
        Kind.NUMBER: number,
        Kind.BOOLEAN: yes_or_no,
        Kind.DATE: on,
        Kind.INSTANT: at,
    }
