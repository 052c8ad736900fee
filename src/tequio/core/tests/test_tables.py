"""Tables as files: what comes out is what went in, and no cell is a formula."""

import csv
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tequio.core.spreadsheets import FORMULA, NUMBER, harmless, original
from tequio.core.tables import Column, Kind, Table, csv_parts, json_lines_parts, json_parts, table_schema
from tequio.core.workbooks import write_workbook

TABLE = Table(
    "pruebas",
    "Pruebas",
    (
        Column("clave", "Clave", "La clave."),
        Column("texto", "Texto", words=(("a", "Alfa"),)),
        Column("numero", "Número", kind=Kind.INTEGER),
        Column("pesos", "Pesos", kind=Kind.NUMBER),
        Column("dia", "Día", kind=Kind.DATE),
        Column("momento", "Momento", kind=Kind.INSTANT),
        Column("cierto", "Cierto", kind=Kind.BOOLEAN),
        Column("lista", "Lista", kind=Kind.LIST),
    ),
    key=("clave",),
)
MOMENT = datetime(2026, 4, 14, 16, 30, tzinfo=UTC)
ROWS = [
    (
        "1",
        "Comisión, “ñandú”\ncon renglones",
        -5,
        Decimal("1250000.50"),
        date(2026, 4, 14),
        MOMENT,
        True,
        ["á", 2],
    ),
    ("2", None, None, None, None, None, None, None),
    ("3", "=1+1", 0, Decimal("-0.10"), date(1999, 1, 1), MOMENT, False, []),
]
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
risky = st.tuples(st.sampled_from(["", "'", "''", *FORMULA]), st.sampled_from(FORMULA), texts).map("".join)


def csv_of(rows: list, table: Table = TABLE) -> str:
    return b"".join(csv_parts(table, rows)).decode("utf-8-sig")


def sheet_of(rows: list, table: Table = TABLE) -> list[list]:
    target = BytesIO()
    write_workbook(table, rows, target)
    target.seek(0)
    return CalamineWorkbook.from_filelike(target).get_sheet_by_index(0).to_python()


@given(texts | risky)
def test_what_a_cell_said_can_be_had_back(text: str) -> None:
    assert original(harmless(text)) == text


@given(texts | risky)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(FORMULA) or NUMBER.fullmatch(cell)


@pytest.mark.parametrize("number", ["-5", "+3", "-1,250.75", "0"])
def test_numbers_keep_their_sign(number: str) -> None:
    assert harmless(number) == original(number) == number


@given(st.lists(texts | risky, min_size=1, max_size=5))
def test_a_csv_gives_back_every_text(cells: list[str]) -> None:
    table = Table("t", "T", (Column("texto", "Texto"),))
    read = list(csv.DictReader(StringIO(csv_of([(cell,) for cell in cells], table), newline="")))
    assert [original(row["texto"]) for row in read if row["texto"]] == [cell for cell in cells if cell]


def test_excel_reads_the_accents_of_the_csv() -> None:
    assert b"".join(csv_parts(TABLE, ROWS)).startswith(b"\xef\xbb\xbfclave,")
    assert b"".join(csv_parts(TABLE, [])).decode("utf-8-sig") == ",".join(TABLE.names) + "\r\n"


def test_a_csv_says_each_type_as_table_schema_does() -> None:
    first, empty, third = csv.DictReader(StringIO(csv_of(ROWS), newline=""))
    assert first == {
        "clave": "1",
        "texto": "Comisión, “ñandú”\ncon renglones",
        "numero": "-5",
        "pesos": "1250000.50",
        "dia": "2026-04-14",
        "momento": "2026-04-14T10:30:00-06:00",
        "cierto": "true",
        "lista": '["á", 2]',
    }
    assert set(empty.values()) == {"2", ""}
    assert (third["texto"], third["pesos"], third["cierto"]) == ("'=1+1", "-0.10", "false")


def test_json_and_json_lines_hold_the_same_objects() -> None:
    whole = json.loads(b"".join(json_parts(TABLE, ROWS, {"pagina": "https://a.example/"})))
    lines = [json.loads(line) for line in b"".join(json_lines_parts(TABLE, ROWS)).splitlines()]
    assert whole["pruebas"] == lines
    assert whole["pagina"] == "https://a.example/"
    assert lines[0]["texto"] == ROWS[0][1]
    assert lines[0]["lista"] == ["á", 2]
    assert lines[0]["pesos"] == "1250000.50"
    assert lines[1]["cierto"] is None
    assert lines[2]["texto"] == "=1+1"
    assert json.loads(b"".join(json_parts(TABLE, [], {}))) == {"pruebas": []}


def test_a_spreadsheet_holds_texts_numbers_and_dates_as_such() -> None:
    head, first, empty, third = sheet_of(ROWS)
    assert head == TABLE.names
    assert first == [
        "1",
        ROWS[0][1],
        -5.0,
        1250000.5,
        date(2026, 4, 14),
        datetime(2026, 4, 14, 10, 30),
        True,
        '["á", 2]',
    ]
    assert empty[0] == "2"
    assert set(empty[1:]) == {""}
    assert third[1] == "=1+1"


def test_a_spreadsheet_has_no_formula_and_explains_its_columns() -> None:
    target = BytesIO()
    write_workbook(TABLE, ROWS, target)
    target.seek(0)
    book = CalamineWorkbook.from_filelike(target)
    assert [cell for row in book.get_sheet_by_index(0).to_python() for cell in row].count("=1+1") == 1
    assert ["clave", "Clave", "La clave"] in book.get_sheet_by_name("Diccionario").to_python()


def test_the_same_rows_give_the_same_spreadsheet() -> None:
    one, other = BytesIO(), BytesIO()
    write_workbook(TABLE, ROWS, one)
    write_workbook(TABLE, ROWS, other)
    assert one.getvalue() == other.getvalue()


def test_a_long_text_says_that_it_was_cut() -> None:
    cell = sheet_of([("x" * 40_000, *[None] * 7)])[1][0]
    assert len(cell) == 32_767
    assert cell.endswith("[…]")


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="8 columns"):
        b"".join(csv_parts(TABLE, [("1", "2")]))


def test_the_schema_names_types_key_and_words() -> None:
    schema = table_schema(TABLE)
    assert schema["primaryKey"] == ["clave"]
    kinds = ["string", "string", "integer", "number", "date", "datetime", "boolean", "array"]
    assert [field["type"] for field in schema["fields"]] == kinds
    assert schema["fields"][1]["categories"] == [{"value": "a", "label": "Alfa"}]


def many(number: int) -> Iterator[tuple]:
    return ((str(place), "Acuerdo de prueba", place, None, None, MOMENT, True, []) for place in range(number))


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts", [csv_parts, json_lines_parts, lambda table, rows: json_parts(table, rows, {})]
)
def test_memory_is_flat_however_many_rows(parts) -> None:
    peaks = []
    for number in (2_000, 100_000):
        tracemalloc.start()
        size = sum(len(part) for part in parts(TABLE, many(number)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert size > number * 30
    assert peaks[1] < peaks[0] * 1.5 + 500_000  # what the process does beside it; all the rows would be 20 MB
