"""What a cell says: from what somebody typed to a value, or the reason why it cannot be one. Pure functions."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from rapidfuzz import process

from tequio.core.spreadsheets import FORMULA
from tequio.importing.columns import Column, Format
from tequio.meetings.rules import DatePrecision
from tequio.search.folding import fold

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00)?)?")
WORDS_DAY = re.compile(
    r"(?:[a-z]+,? +)?(\d{1,2})(?:o|ro|\.)?(?: +de +| +|[-/])([a-z]+)\.?(?: +del? +| +|[-/])(\d{4})"
)
WORDS_MONTH = re.compile(r"([a-z]+)\.?(?: +del? +| +|[-/])(\d{4})")
MONTH = re.compile(r"(\d{1,2})[/-](\d{4})")
SHORT_YEAR = re.compile(r"\d{1,2}[/.-](?:\d{1,2}|[a-z]{3,10})[/.-]\d{2}")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?(?: ?(am|pm|a\. ?m\.|p\. ?m\.|h|hrs?\.?|horas))?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


class CellError(ValueError):
    """The cell cannot be taken; the message says why and how to write it."""


class LooseDate(NamedTuple):
    """A date as far as it is known."""

    precision: DatePrecision
    on: date | None = None
    year: int | None = None


def value_of(cell: Any, column: Column) -> Any:
    """The value of *cell* for *column*; ``None`` when it is empty. Raises :class:`CellError`."""
    if is_empty(cell):
        return None
    if column.many:
        parts = [part.strip() for part in re.split(r"[;\n]", as_text(cell)) if part.strip()]
        values = [READERS[column.format](part, column) for part in parts]
        return list(dict.fromkeys(values)) or None
    value = READERS[column.format](cell, column)
    return None if value == "" else value


def is_empty(cell: Any) -> bool:
    """Whether there is nothing in it but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Any) -> str:
    """What somebody sees in the cell, without characters that do not show."""
    if isinstance(cell, bool):
        return "Sí" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M").removesuffix(" 00:00")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    text = (
        SURROGATE.sub("\ufffd", CONTROL.sub("", str(cell))).replace("\r\n", "\n").replace("\r", "\n").strip()
    )
    # Our own CSV files put an apostrophe before what a spreadsheet would take for a formula.
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _text(cell: Any, column: Column) -> str:
    text = " ".join(as_text(cell).split())
    return _within(text, column)


def _long_text(cell: Any, column: Column) -> str:
    return _within("\n".join(line.rstrip() for line in as_text(cell).split("\n")), column)


def _within(text: str, column: Column) -> str:
    if len(text) > column.limit:
        raise CellError(
            _("Tiene %(length)d caracteres. Déjalo en %(limit)d o menos.")
            % {"length": len(text), "limit": column.limit}
        )
    return text


def _date(cell: Any, _column: Column) -> date:
    known = read_date(cell)
    if known.precision != DatePrecision.DAY or known.on is None:
        raise CellError(_("Escribe el día completo, como 14/04/2026."))
    return known.on


def _loose_date(cell: Any, _column: Column) -> LooseDate:
    return read_date(cell)


def read_date(cell: Any) -> LooseDate:
    """A date in any of the ways in which México writes it; a month or a year alone when that is all there is."""
    if isinstance(cell, datetime | date):
        return _day(cell.year, cell.month, cell.day)
    text = fold(as_text(cell)).strip(" .")
    if found := DAY.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := ISO_DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := WORDS_DAY.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := WORDS_MONTH.fullmatch(text):
        return _only_month(int(found[2]), _month(found[1]))
    if found := MONTH.fullmatch(text):
        return _only_month(int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{4}", text):
        return LooseDate(DatePrecision.YEAR, None, _year(int(text)))
    if SHORT_YEAR.fullmatch(text):
        raise CellError(_("Escribe el año con cuatro cifras, como 14/04/2026."))
    raise CellError(_("“%(text)s” no es una fecha. Escríbela como 14/04/2026.") % {"text": shown(cell)})


def _day(year: int, month: int, day: int) -> LooseDate:
    try:
        return LooseDate(DatePrecision.DAY, date(_year(year), month, day), year)
    except CellError:
        raise
    except ValueError:
        raise CellError(_("Ese día no existe. Escribe día, mes y año, como 14/04/2026.")) from None


def _only_month(year: int, month: int) -> LooseDate:
    if not 1 <= month <= 12:
        raise CellError(_("Ese mes no existe. Escríbelo como “abril de 2026”."))
    return LooseDate(DatePrecision.MONTH, date(_year(year), month, 1), year)


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(_("Revisa el año: está fuera de lo que se puede registrar."))
    return year


def _month(word: str) -> int:
    name = "septiembre" if word in {"setiembre", "sept", "set"} else word
    found = [
        number for number, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.startswith(name)
    ]
    if not found:
        raise CellError(_("“%(word)s” no es un mes.") % {"word": shown(word)})
    return found[0]


def _time(cell: Any, _column: Column) -> time:
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    found = CLOCK.fullmatch(fold(as_text(cell)).strip())
    if found:
        hour, minute = int(found[1]), int(found[2])
        if (found[3] or "").startswith("p") and hour < 12:
            hour += 12
        if (found[3] or "").startswith("a") and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise CellError(_("“%(text)s” no es una hora. Escríbela como 10:30.") % {"text": shown(cell)})


def _choice(cell: Any, column: Column) -> Any:
    wanted = fold(as_text(cell))
    options = {fold(str(label)): value for value, label in (column.choices.choices if column.choices else ())}
    if wanted in options:
        return options[wanted]
    message = _("“%(text)s” no está en la lista.") % {"text": shown(cell)}
    raise CellError(f"{message} {did_you_mean(as_text(cell), column.allowed()) or _options(column)}")


def _options(column: Column) -> str:
    return _("Escribe: %(options)s.") % {"options": ", ".join(column.allowed())}


def _yes_no(cell: Any, _column: Column) -> bool:
    word = fold(as_text(cell))
    if word in {"si", "s", "x", "1", "verdadero", "true"}:
        return True
    if word in {"no", "n", "0", "falso", "false"}:
        return False
    raise CellError(_("Escribe Sí o No."))


def _number(cell: Any, column: Column) -> int:
    text = as_text(cell).removesuffix("ª").removesuffix("º").strip()
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise CellError(_("“%(text)s” no es un número entero.") % {"text": shown(cell)})
    number = int(text)
    if number > column.limit:
        raise CellError(_("Escribe un número de 0 a %(limit)d.") % {"limit": column.limit})
    return number


def _money(cell: Any, _column: Column) -> Decimal:
    text = re.sub(r"(?i)[$\s]|mxn|pesos|m\.n\.", "", as_text(cell))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", text, re.ASCII):
        text = text.replace(",", "")
    if not re.fullmatch(r"\d{1,12}(\.\d+)?", text, re.ASCII):
        raise CellError(
            _("“%(text)s” no es una cantidad en pesos. Escríbela como 125000.50.") % {"text": shown(cell)}
        )
    try:
        return Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise CellError(_("Esa cantidad es demasiado grande.")) from None


def _link(cell: Any, column: Column) -> str:
    text = _within(as_text(cell), column)
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        raise CellError(
            _("“%(text)s” no es una dirección. Empieza con https://.") % {"text": shown(cell)}
        ) from None
    return text


READERS: dict[Format, Callable[[Any, Column], Any]] = {
    Format.TEXT: _text,
    Format.LONG_TEXT: _long_text,
    Format.DATE: _date,
    Format.LOOSE_DATE: _loose_date,
    Format.TIME: _time,
    Format.CHOICE: _choice,
    Format.YES_NO: _yes_no,
    Format.NUMBER: _number,
    Format.MONEY: _money,
    Format.LINK: _link,
    Format.REFERENCE: _text,
}


def shown(cell: Any) -> str:
    """The cell in a message: short."""
    text = " ".join(as_text(cell).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def did_you_mean(text: str, known: list[str]) -> str:
    """ "¿Quisiste decir “…”?", when something known is nearly the same; else nothing."""
    best = process.extractOne(fold(text), {name: fold(name) for name in known}, score_cutoff=70)
    return _("¿Quisiste decir “%(name)s”?") % {"name": best[2]} if best else ""


def written(value: Any, column: Column) -> Any:
    """The value as somebody types it in the template; the opposite of :func:`value_of`."""
    if value is None or value == "":
        return ""
    if column.many:
        one = Column(**(vars(column) | {"many": False}))
        return "; ".join(str(written(part, one)) for part in value)
    if isinstance(value, LooseDate):
        return _loosely(value)
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if column.choices is not None and column.format is Format.CHOICE:
        return str(column.choices(value).label)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return as_text(value) if isinstance(value, date | Decimal) else value


def _loosely(known: LooseDate) -> str:
    if known.precision == DatePrecision.YEAR:
        return str(known.year)
    if known.on is None:
        return ""
    if known.precision == DatePrecision.MONTH:
        return f"{MONTHS[known.on.month - 1]} de {known.on.year}"
    return known.on.strftime("%d/%m/%Y")
