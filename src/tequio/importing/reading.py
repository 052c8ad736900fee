"""From the bytes of a file to the cells of its sheets. Values only: no formula runs and no link is followed."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tequio.core.legal import RuleError
from tequio.importing import bounds
from tequio.importing.cells import as_text, did_you_mean, is_empty, shown
from tequio.importing.columns import Column, Sheet, folded_heading
from tequio.importing.sheets import SHEETS

EXPLANATIONS = frozenset({"instrucciones", "listas"})
"""Sheets of the template that hold no records."""
NOTES_COLUMN = "revision"
"""The column that the annotated file adds; it is skipped when that file comes back."""


@dataclass
class RawSheet:
    """The cells of one sheet of the template: where each column is, and every row that says something."""

    sheet: Sheet
    places: dict[str, int]
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)

    @property
    def missing(self) -> list[Column]:
        return [column for column in self.sheet.required if column.name not in self.places]


@dataclass
class Book:
    """What was read, and what the reader should know about how."""

    sheets: list[RawSheet] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read(content: bytes, name: str) -> Book:
    """Read a workbook or a CSV file. Raises :class:`RuleError` with what to do when it cannot be read."""
    if not content:
        raise RuleError(_("El archivo está vacío. Elige otro."))
    if len(content) > bounds.MAX_BYTES:
        raise RuleError(_("El archivo pesa más de 10 MB. Divídelo en varios."))
    book = Book()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _read_workbook(content, book)
    else:
        _read_csv(content, name, book)
    if not book.sheets:
        raise RuleError(_("No encontramos ninguna hoja de la plantilla. Descárgala y pega ahí tus datos."))
    if not any(raw.rows for raw in book.sheets):
        raise RuleError(_("Las hojas están vacías. Escribe al menos una fila debajo de los encabezados."))
    return book


def _read_workbook(content: bytes, book: Book) -> None:
    inside = bounds.inspect_workbook(content)
    book.notices += _notices(inside)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            for data in workbook.sheets_metadata:
                if data.visible != SheetVisibleEnum.Visible:
                    book.notices.append(_("La hoja “%(name)s” está oculta.") % {"name": shown(data.name)})
                sheet = _sheet_called(data.name)
                if sheet:
                    rows = workbook.get_sheet_by_name(data.name).to_python(skip_empty_area=False)
                    _keep(sheet, rows, book)
                elif folded_heading(data.name) not in EXPLANATIONS:
                    book.notices.append(_unknown_sheet(data.name))
    except (KeyboardInterrupt, SystemExit, RuleError):
        raise
    except BaseException as error:  # the reader is not Python: what breaks inside it is no Exception
        if isinstance(error, GeneratorExit):
            raise
        raise RuleError(
            _("El archivo está dañado. Ábrelo en Excel y guárdalo otra vez como .xlsx.")
        ) from None


def _notices(inside: bounds.Inside) -> Iterable[str]:
    if inside.hidden_rows:
        yield _("Hay filas ocultas. También se leen: revisa que deban publicarse.")
    if inside.hidden_columns:
        yield _("Hay columnas ocultas. También se leen: revisa que deban publicarse.")
    if inside.formulas:
        yield _("Hay fórmulas. No se ejecutan: se lee el resultado que guardó tu hoja de cálculo.")
    if inside.links:
        yield _("Hay vínculos a otros libros. No se siguen: se lee el valor guardado.")


def _sheet_called(name: str) -> Sheet | None:
    wanted = folded_heading(name)
    return next((sheet for sheet in SHEETS if folded_heading(sheet.name) == wanted), None)


def _unknown_sheet(name: str) -> str:
    message = _("No se lee la hoja “%(name)s”: no es de la plantilla.") % {"name": shown(name)}
    return f"{message} {did_you_mean(name, [sheet.name for sheet in SHEETS])}".strip()


def _read_csv(content: bytes, name: str, book: Book) -> None:
    text = _decoded(content, book)
    delimiter = _delimiter(text.split("\n", 1)[0])
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        raise RuleError(
            _("No se pudo leer el CSV. Revisa sus comillas, o usa la plantilla de Excel.")
        ) from None
    if len(rows) > bounds.MAX_ROWS or any(len(row) > bounds.MAX_COLUMNS for row in rows):
        raise RuleError(_("El archivo tiene demasiadas filas o columnas. Divídelo en varios."))
    sheet = _sheet_called(PurePath(name).stem) or _sheet_with(rows[0] if rows else [])
    if sheet:
        _keep(sheet, rows, book)


def _decoded(content: bytes, book: Book) -> str:
    if b"\x00" in content:
        raise RuleError(_("No es una hoja de cálculo. Usa la plantilla de Excel o sus archivos CSV."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        book.notices.append(
            _("El archivo no está en UTF-8; se leyó como Windows-1252. Revisa acentos y eñes.")
        )
        return content.decode("cp1252", errors="replace")


def _delimiter(first_line: str) -> str:
    return max(",;\t", key=first_line.count)


def _sheet_with(headings: list[str]) -> Sheet | None:
    """The sheet whose headings these are: the one with most of them, if it has all that it requires."""
    given = {folded_heading(as_text(heading)) for heading in headings}
    fitting = [sheet for sheet in SHEETS if all(column.folded in given for column in sheet.required)]
    return max(
        fitting, key=lambda sheet: sum(column.folded in given for column in sheet.columns), default=None
    )


def _keep(sheet: Sheet, rows: list[list[Any]], book: Book) -> None:
    if any(raw.sheet is sheet for raw in book.sheets):
        book.notices.append(_("La hoja “%(name)s” está dos veces. Se lee la primera.") % {"name": sheet.name})
        return
    headings = rows[0] if rows else []
    raw = RawSheet(sheet, _places(sheet, headings, book))
    raw.rows = [
        (number, row)
        for number, row in enumerate(rows[1:], start=2)
        if any(not is_empty(row[place]) for place in raw.places.values() if place < len(row))
    ]
    book.sheets.append(raw)


def _places(sheet: Sheet, headings: list[Any], book: Book) -> dict[str, int]:
    """Column → its index in the file."""
    columns = {column.folded: column for column in sheet.columns}
    places: dict[str, int] = {}
    for index, heading in enumerate(headings):
        folded = folded_heading(as_text(heading)) if not is_empty(heading) else ""
        column = columns.get(folded)
        if column and column.name not in places:
            places[column.name] = index
        elif folded and folded != NOTES_COLUMN:
            message = _("No se lee la columna “%(heading)s” de la hoja %(sheet)s.") % {
                "heading": shown(heading),
                "sheet": sheet.name,
            }
            free = [known.heading for known in sheet.columns if known.name not in places]
            book.notices.append(f"{message} {did_you_mean(as_text(heading), free)}".strip())
    return places
