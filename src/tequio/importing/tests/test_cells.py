"""Every column of the template takes its own example and refuses what is none; no cell breaks the reader."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.importing.cells import CellError, LooseDate, as_text, did_you_mean, read_date, value_of, written
from tequio.importing.columns import Column, Format, Sheet, letters
from tequio.importing.sheets import SHEETS
from tequio.meetings.rules import DatePrecision

COLUMNS = [
    pytest.param(sheet, column, id=f"{sheet.name}-{column.heading}")
    for sheet in SHEETS
    for column in sheet.columns
]
BAD = {
    Format.DATE: "pronto",
    Format.LOOSE_DATE: "hace mucho",
    Format.TIME: "a mediodía",
    Format.CHOICE: "ninguna de estas",
    Format.YES_NO: "tal vez",
    Format.NUMBER: "tres",
    Format.MONEY: "mucho",
    Format.LINK: "javascript:alert(1)",
}


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_column_takes_its_example(sheet: Sheet, column: Column):
    example = column.example or "Un texto."
    value = value_of(example, column)
    assert value is not None
    assert value_of(written(value, column), column) == value


@pytest.mark.parametrize(("sheet", "column"), COLUMNS)
def test_a_column_refuses_a_bad_cell(sheet: Sheet, column: Column):
    bad = BAD.get(column.format, "x" * (column.limit + 1))
    with pytest.raises(CellError) as refused:
        value_of(bad, column)
    assert str(refused.value).endswith((".", "?"))


@pytest.mark.parametrize(
    "text",
    ["14/04/2026", "14-4-2026", "14.04.2026", "2026-04-14", "14 de abril de 2026", "Martes 14 de Abril de 2026",
     "martes, 14 de abril del 2026", "14 abr 2026", "14-abr-2026", date(2026, 4, 14), datetime(2026, 4, 14, 0, 0)],
)  # fmt: skip
def test_a_date_is_read_in_every_mexican_way(text):
    assert read_date(text) == LooseDate(DatePrecision.DAY, date(2026, 4, 14), 2026)


@pytest.mark.parametrize("text", ["abril de 2026", "Abril 2026", "04/2026", "abr-2026"])
def test_a_month_is_read(text):
    assert read_date(text) == LooseDate(DatePrecision.MONTH, date(2026, 4, 1), 2026)


@pytest.mark.parametrize(
    "text", ["31/02/2026", "14/04/26", "13/13/2026", "01/01/1492", "46126", "0/0/0000", "2026-13-01"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(CellError):
        read_date(text)


def test_numbers_times_and_money_as_a_spreadsheet_gives_them():
    assert value_of(3.0, Column("n", "N", "", Format.NUMBER)) == 3
    assert value_of(time(10, 30, 5), Column("t", "T", "", Format.TIME)) == time(10, 30)
    assert value_of("4:15 p.m.", Column("t", "T", "", Format.TIME)) == time(16, 15)
    assert value_of("$1,250,000.5 pesos", Column("m", "M", "", Format.MONEY)) == Decimal("1250000.50")
    assert value_of(True, Column("b", "B", "", Format.YES_NO)) is True


@pytest.mark.parametrize("text", ["1e999999", "-5", "1" * 5000, "٣", "NaN", "0x10", "3.5"])
def test_a_strange_number_is_refused(text):
    with pytest.raises(CellError):
        value_of(text, Column("n", "N", "", Format.NUMBER))


def test_what_does_not_show_is_left_out_and_our_apostrophe_too():
    assert as_text("a\u202eb\x00c\u200b\x1b") == "abc"
    assert as_text("'=1+1") == "=1+1"
    assert as_text("'así'") == "'así'"


def test_a_near_miss_is_suggested_and_nonsense_is_not():
    names = ["Tesorería Municipal", "Contraloría Municipal"]
    assert did_you_mean("tesoreria munisipal", names) == "¿Quisiste decir “Tesorería Municipal”?"
    assert did_you_mean("zzzz", names) == ""


def test_the_letters_of_a_column():
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


CELLS = st.one_of(
    st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.none(),
    st.decimals(allow_nan=True).map(str), st.text(alphabet="0123456789/-:. deabril"),
)  # fmt: skip


@given(cell=CELLS, column=st.sampled_from([column for sheet in SHEETS for column in sheet.columns]))
def test_any_cell_is_a_value_or_a_message(cell, column):
    try:
        value = value_of(cell, column)
    except CellError:
        return
    if value is not None:
        assert value_of(written(value, column), column) == value
