"""Days off as people type them, one per line: ``2/4/2026 al 3/4/2026: Semana Santa``."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

LINE = re.compile(r"(?P<first>\d\S*)(?:\s+(?:al?|-|–)\s+(?P<last>\d\S*?))?\s*:\s*(?P<reason>\S.*)")
FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d")
MAX_REASON = 160


@dataclass(frozen=True)
class DayLine:
    first_on: date
    last_on: date
    reason: str


def parse(text: str) -> list[DayLine]:
    """The days that *text* lists. Raises ``ValueError`` with a message for whoever typed it, naming the line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    return [_line(number, line) for number, line in lines if line]


def _line(number: int, line: str) -> DayLine:
    match = LINE.fullmatch(line)
    if match is None:
        example = "2/4/2026 al 3/4/2026: Semana Santa"
        raise ValueError(_("Línea %(n)d: escríbela así: %(example)s.") % {"n": number, "example": example})
    first = _date(number, match["first"].rstrip(":"))
    last = _date(number, match["last"]) if match["last"] else first
    if last < first:
        raise ValueError(_("Línea %(n)d: el último día va después del primero.") % {"n": number})
    if len(match["reason"]) > MAX_REASON:
        raise ValueError(_("Línea %(n)d: acorta el motivo a 160 letras.") % {"n": number})
    return DayLine(first, last, match["reason"])


def _date(number: int, text: str) -> date:
    for pattern in FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # a calendar date has no time zone
        except ValueError:
            continue
    raise ValueError(_("Línea %(n)d: la fecha %(date)s no existe.") % {"n": number, "date": text})
