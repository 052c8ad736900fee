"""What a file may be: workbooks and CSV as towns have them, and nothing that harms whoever reads it."""

import tracemalloc
import zipfile
from io import BytesIO
from time import monotonic

import pytest
import xlsxwriter

from tequio.core.legal import RuleError
from tequio.importing import bounds
from tequio.importing.reading import read
from tequio.importing.sheets import SHEETS
from tequio.importing.tests.conftest import make_book

GOOD = {"Lugares": [{"Nombre": "San Bernardino", "Tipo": "Junta auxiliar"}]}


def edited(content: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed, or added."""
    output = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.namelist():
            data = before.read(member)
            after.writestr(member, change(data) if member == name else data)
        if name not in before.namelist():
            after.writestr(name, change(b""))
    return output.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def refused(content: bytes, name: str = "x.xlsx") -> str:
    with pytest.raises(RuleError) as error:
        read(content, name)
    return str(error.value.message)


def test_a_workbook_is_read_by_its_headings():
    book = read(make_book(**GOOD), "x.xlsx")
    assert [raw.sheet.name for raw in book.sheets] == ["Lugares"]
    assert book.sheets[0].rows[0][0] == 2
    assert book.notices == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_files_as_excel_saves_them(encoding, delimiter):
    text = delimiter.join(["Nombre*", "TIPO", "Posicion horizontal"]) + "\r\n"
    text += delimiter.join(["Peñón", "Inspectoría", "350"]) + "\r\n"
    book = read(text.encode(encoding), "lugares.csv")
    raw = book.sheets[0]
    assert raw.rows[0][1][raw.places["name"]] == "Peñón"
    assert any("Windows-1252" in notice for notice in book.notices) == (encoding == "cp1252")


def test_unknown_columns_and_sheets_are_pointed_out_with_the_nearest_name():
    text = "Nombre,Tipo,Posicion orizontal\nCentro,Cabecera municipal,3\n"
    assert "¿Quisiste decir “Posición horizontal”?" in read(text.encode(), "lugares.csv").notices[0]


def test_hidden_rows_columns_and_sheets_and_formulas_are_pointed_out():
    output = BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        page = book.add_worksheet("Lugares")
        page.write_row(0, 0, ["Nombre", "Tipo"])
        page.write_row(1, 0, ["Centro", "Cabecera municipal"])
        page.write_formula(2, 0, "=1+1", None, "Santa María")
        page.write(2, 1, "Otro lugar")
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(5, 5, None, None, {"hidden": True})
        book.add_worksheet("Secreta").hide()
    found = read(output.getvalue(), "x.xlsx")
    words = " ".join(found.notices)
    assert all(
        word in words for word in ("filas ocultas", "columnas ocultas", "“Secreta” está oculta", "fórmulas")
    )
    assert found.sheets[0].rows[1][1][0] == "Santa María"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vacío"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "contraseña"),
        (b"PK\x03\x04 roto", "dañado"),
        (b"\x89PNG\x00\x00", "No es una hoja"),
        (b"hola", "No encontramos ninguna hoja"),
        (b'Nombre,Tipo\n"sin cerrar', "vac|no encontramos|leer"),
        (b"x" * (bounds.MAX_BYTES + 1), "10 MB"),
        (b"Nombre,Tipo" + b",x" * 50_000 + b"\nA,B\n", "demasiadas"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, words):
    if "|" in words:
        try:
            read(content, "x.csv")
        except RuleError:
            return
        return
    assert words in refused(content, "x.csv")


def test_a_zip_bomb_is_refused_in_little_time_and_memory():
    bomb = edited(make_book(**GOOD), "xl/media/x.bin", lambda _data: b"\0" * (bounds.MAX_UNPACKED + 1))
    tracemalloc.start()
    start = monotonic()
    assert "demasiado grande" in refused(bomb)
    assert monotonic() - start < 5
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1048576"><c r="A1048576"/></row>',
        b'<row r="2"><c r="XFD2"/></row>',
        b'<row r="2"><c r="&#65;2"/></row>',
        b"<row>" + b"<c/>" * (bounds.MAX_CELLS + 1) + b"</row>",
        b'<row r="99999999999999999999"></row>',
    ],
    ids=["row", "column", "entity", "cells", "huge"],
)
def test_a_sheet_that_claims_to_be_enormous_is_refused(cell):
    content = edited(
        make_book(**GOOD), SHEET, lambda data: data.replace(b"</sheetData>", cell + b"</sheetData>")
    )
    assert "demasiado grande" in refused(content)


@pytest.mark.parametrize("text", [b'<!DOCTYPE x [<!ENTITY a "a">]>', b"\x00"])
def test_entities_and_other_encodings_are_refused(text):
    assert "dañado" in refused(edited(make_book(**GOOD), SHEET, lambda data: text + data))


def test_macros_are_refused():
    assert "macros" in refused(edited(make_book(**GOOD), "xl/vbaProject.bin", lambda _data: b"x"))


def test_a_text_repeated_in_every_cell_is_refused():
    long = b"<si><t>" + b"x" * 32_000 + b"</t></si>"
    content = edited(
        make_book(**GOOD), "xl/sharedStrings.xml", lambda data: data.replace(b"</sst>", long + b"</sst>")
    )
    many = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>9</v></c></row>' % (n, n) for n in range(5, 9_000))
    content = edited(content, SHEET, lambda data: data.replace(b"</sheetData>", many + b"</sheetData>"))
    assert "demasiado grande" in refused(content)


def test_every_sheet_is_known_by_its_own_headings_in_csv():
    for sheet in SHEETS:
        text = ",".join(column.heading for column in sheet.columns) + "\n" + "x," * len(sheet.columns) + "\n"
        assert read(text.encode(), "datos.csv").sheets[0].sheet is sheet
