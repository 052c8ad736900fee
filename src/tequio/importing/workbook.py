"""The template, empty or with what is registered, and the file that comes back with the reasons beside each row."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tequio.importing.cells import as_text, written
from tequio.importing.columns import Column, Format, Sheet, letters
from tequio.importing.kinds import KINDS
from tequio.importing.models import REFUSED_ROWS, Import, ImportRow, RowState
from tequio.importing.reading import RawSheet, read
from tequio.importing.sheets import SHEETS

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_WITH_LISTS = 2_000
NOTES = "Revisión"
STEPS = (
    "Cómo usar esta plantilla",
    "1. Cada hoja es una clase de registro. Llena solo las que necesites.",
    "2. No cambies los encabezados. Los que llevan asterisco son obligatorios.",
    "3. Escribe un registro por fila. Deja vacío lo que no conste: no inventes nada.",
    "4. Las fechas se escriben 14/04/2026 o 14 de abril de 2026.",
    "5. Donde hay una lista, elige una de sus opciones.",
    "6. Sube el archivo. Verás qué filas se aceptan y por qué se rechazan las demás.",
    "7. Nada se publica hasta que confirmes. Lo publicado ya no se borra.",
    "8. Subir dos veces el mismo archivo no repite nada.",
)


def template() -> bytes:
    """The empty template."""
    return _book({sheet.name: [] for sheet in SHEETS})


def filled() -> bytes:
    """The template with everything that is registered, names of people included: for the staff only."""
    return _book(registered())


def registered() -> dict[str, list[list[Any]]]:
    """The rows of each sheet that describe what is public today."""
    rows: dict[str, list[list[Any]]] = {sheet.name: [] for sheet in SHEETS}
    for kind in KINDS.values():
        for record in kind.every():
            rows[kind.sheet.name].append(_cells(kind.sheet, kind.current(record)))
            for sheet, values in kind.current_parts(record):
                rows[sheet.name].append(_cells(sheet, values))
    return rows


def _cells(sheet: Sheet, values: dict[str, Any]) -> list[Any]:
    return [written(values.get(column.name), column) for column in sheet.columns]


def template_csv(sheet: Sheet) -> bytes:
    """The headings of one sheet as CSV, in UTF-8 with the mark that Excel needs to see it."""
    text = StringIO()
    csv.writer(text).writerow([heading(column) for column in sheet.columns])
    return text.getvalue().encode("utf-8-sig")


def heading(column: Column) -> str:
    """The heading as it is written: with an asterisk where the column is required."""
    return f"{column.heading}*" if column.required else column.heading


def _book(rows: dict[str, list[list[Any]]]) -> bytes:
    output = BytesIO()
    with _open(output) as book:
        styles = _Styles(book)
        _instructions(book.add_worksheet("Instrucciones"), styles)
        sheets = {sheet.name: book.add_worksheet(sheet.name) for sheet in SHEETS}
        lists = _lists(book.add_worksheet("Listas"), styles)
        for sheet in SHEETS:
            _records(sheets[sheet.name], sheet, rows[sheet.name], lists, styles)
    return output.getvalue()


def _open(output: BytesIO) -> Workbook:
    # Nothing that somebody typed becomes a formula or a link.
    safe = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    return xlsxwriter.Workbook(output, safe)


class _Styles:
    def __init__(self, book: Workbook) -> None:
        self.title: Style = book.add_format({"bold": True, "font_size": 16})
        self.head: Style = book.add_format({"bold": True, "bg_color": "#1B3A6B", "font_color": "#FFFFFF"})
        self.text: Style = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.wrapped: Style = book.add_format({"text_wrap": True, "valign": "top"})
        self.bad: Style = book.add_format({"bg_color": "#FFD9CC", "text_wrap": True, "valign": "top"})


def _instructions(page: Worksheet, styles: _Styles) -> None:
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 34)
    page.set_column(2, 3, 48)
    page.set_column(4, 4, 40)
    page.write_string(0, 0, STEPS[0], styles.title)
    for line, text in enumerate(STEPS[1:], start=1):
        page.write_string(line, 0, text)
    line = len(STEPS) + 1
    for place, name in enumerate(("Hoja", "Columna", "Qué se escribe", "Cómo se escribe", "Ejemplo")):
        page.write_string(line, place, name, styles.head)
    for sheet in SHEETS:
        for column in sheet.columns:
            line += 1
            cells = (sheet.name, heading(column), column.means, how(column), column.example)
            for place, text in enumerate(cells):
                page.write_string(line, place, text, styles.wrapped)


def how(column: Column) -> str:
    """How a cell of the column is written."""
    if column.many and column.format is Format.CHOICE:
        return "Opciones de la lista, separadas por punto y coma"
    if column.refers and not column.many:
        return f"{Format.REFERENCE.value}: {KINDS[column.refers].sheet.name}"
    return column.format.value


def _lists(page: Worksheet, styles: _Styles) -> dict[str, str]:
    """Write each list of options once; give the range of each, by its options."""
    ranges: dict[str, str] = {}
    for sheet in SHEETS:
        for column in sheet.columns:
            options = column.allowed()
            name = "|".join(options)
            if not options or name in ranges:
                continue
            place = len(ranges)
            page.set_column(place, place, 30)
            page.write_string(0, place, column.heading, styles.head)
            for line, option in enumerate(options, start=1):
                page.write_string(line, place, option)
            letter = letters(place)
            ranges[name] = f"=Listas!${letter}$2:${letter}${len(options) + 1}"
    return ranges


def _records(
    page: Worksheet, sheet: Sheet, rows: list[list[Any]], lists: dict[str, str], styles: _Styles
) -> None:
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        wide = column.format in {Format.LONG_TEXT, Format.LINK} or column.name in {"name", "title"}
        page.set_column(place, place, 40 if wide else 22, styles.text)
        page.write_string(0, place, heading(column), styles.head)
        page.write_comment(0, place, f"{column.means}\n{how(column)}", {"author": "Tequio"})
        options = "|".join(column.allowed())
        if options and not column.many:
            rule = {"validate": "list", "source": lists[options], "error_type": "warning"}
            page.data_validation(1, place, ROWS_WITH_LISTS, place, rule)
    for line, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            if cell != "":
                page.write_string(line, place, as_text(cell), styles.text)


def annotated(job: Import, *, only_refused: bool = False) -> bytes:
    """The file as it came, with what was found of each row in a last column; or only the rows to be corrected."""
    found: dict[tuple[str, int], ImportRow] = {(row.sheet, row.number): row for row in job.rows.all()}
    output = BytesIO()
    with _open(output) as book:
        styles = _Styles(book)
        written_any = False
        for raw in read(bytes(job.content), job.name).sheets:
            rows = list(_wanted(raw, found, only_refused=only_refused))
            if rows or not only_refused:
                written_any = True
                _annotate(book.add_worksheet(raw.sheet.name), raw, rows, styles)
        if not written_any:
            book.add_worksheet("Sin filas rechazadas")
    return output.getvalue()


def _wanted(
    raw: RawSheet, found: dict[tuple[str, int], ImportRow], *, only_refused: bool
) -> Iterator[tuple[list[Any], ImportRow | None]]:
    for number, cells in raw.rows:
        row = found.get((raw.sheet.name, number))
        if not only_refused or (row and row.state in REFUSED_ROWS):
            yield cells, row


def _annotate(
    page: Worksheet, raw: RawSheet, rows: list[tuple[list[Any], ImportRow | None]], styles: _Styles
) -> None:
    columns = [column for column in raw.sheet.columns if column.name in raw.places]
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, 24)
        page.write_string(0, place, heading(column), styles.head)
    page.set_column(len(columns), len(columns), 70)
    page.write_string(0, len(columns), NOTES, styles.head)
    for line, (cells, row) in enumerate(rows, start=1):
        bad = _bad_letters(row)
        for place, column in enumerate(columns):
            index = raw.places[column.name]
            text = as_text(cells[index]) if index < len(cells) and cells[index] is not None else ""
            page.write_string(
                line, place, text[:32_767], styles.bad if letters(index) in bad else styles.wrapped
            )
        page.write_string(line, len(columns), note(row)[:32_767], styles.wrapped)


def _bad_letters(row: ImportRow | None) -> set[str]:
    """The columns of the cells to blame, by their letters in the file."""
    cells = [problem["cell"].rpartition("!")[2] for problem in row.problems] if row else []
    return {cell.rstrip("0123456789") for cell in cells}


def note(row: ImportRow | None) -> str:
    """What was found of a row, in one cell."""
    if row is None:
        return ""
    lines = [str(RowState(row.state).label)]
    lines += [f"{problem['cell']}: {problem['message']}" for problem in row.problems]
    lines += [f"{each['heading']}: “{each['before']}” → “{each['after']}”" for each in row.differences]
    return "\n".join(lines)
