from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.law.day_lines import DayLine, parse

JUST_ONE = DayLine(date(2026, 4, 2), date(2026, 4, 2), "Semana Santa")
TWO = DayLine(date(2026, 4, 2), date(2026, 4, 3), "Semana Santa")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2/4/2026: Semana Santa", JUST_ONE),
        ("2026-04-02: Semana Santa", JUST_ONE),
        ("02-04-2026 : Semana Santa  ", JUST_ONE),
        ("2/4/2026 al 3/4/2026: Semana Santa", TWO),
        ("2/4/2026 a 3/4/2026: Semana Santa", TWO),
        ("2026-04-02 – 2026-04-03: Semana Santa", TWO),
    ],
)
def test_a_line_says_its_days_and_its_reason(text: str, line: DayLine) -> None:
    assert parse(f"\n{text}\n\n") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2/4/2026",
        "2/4/2026 Semana Santa",
        "Semana Santa: 2/4/2026",
        "30/2/2026: No",
        f"2/4/2026: {'x' * 161}",
    ],
)
def test_a_line_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Línea 2"):
        parse(f"1/1/2026: Año Nuevo\n{text or 'x'}")


@given(st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(0, 90))))
def test_days_written_are_read_back(days: list[tuple[date, int]]) -> None:
    wanted = [DayLine(first, date.fromordinal(first.toordinal() + more), "Acuerdo") for first, more in days]
    text = "\n".join(f"{line.first_on:%d/%m/%Y} al {line.last_on:%d/%m/%Y}: Acuerdo" for line in wanted)
    assert parse(text) == wanted
