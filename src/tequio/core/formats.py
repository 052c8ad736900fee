"""Dates, money, weights and telephones as people in México write them."""

from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

LONG = {"es": r"l j \d\e F \d\e Y", "en": "l j F Y"}


def _local(moment: date) -> date:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _time(moment: date | None, pattern: str) -> SafeString:
    if moment is None:
        return SafeString("")
    local = _local(moment)
    words = formats.date_format(local, pattern)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


def _long() -> str:
    return LONG["en"] if (get_language() or "").startswith("en") else LONG["es"]


def date_long(moment: date | None) -> SafeString:
    """martes 14 de abril de 2026"""
    return _time(moment, _long())


def date_short(moment: date | None) -> SafeString:
    """14 abr 2026"""
    return _time(moment, "j M Y" if _long() == LONG["en"] else "j b Y")


def date_time(moment: datetime | None) -> SafeString:
    """martes 14 de abril de 2026, 10:30 h"""
    return _time(moment, _long() + r", H:i \h")


def money(amount: Decimal | int | None) -> str:
    """$1,250,000 pesos; cents only where there are some."""
    if amount is None:
        return ""
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return gettext("$%(amount)s pesos") % {"amount": figure}


def thousands(number: int) -> str:
    """1,284: the way México groups digits."""
    return f"{number:,}"


def file_weight(size: int) -> str:
    """403 KB, 2.1 MB: bytes in thousands, as telephone companies count them."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def tel(phone: str) -> str:
    """The number of a telephone as a ``tel:`` link wants it (RFC 3966); without a country it is Mexican."""
    first = phone.split(" ext")[0].split(",")[0]
    digits = "".join(sign for sign in first if sign.isdigit())
    return f"+{digits}" if first.strip().startswith("+") or len(digits) > 10 else f"+52{digits}"


def host(url: str) -> str:
    """The name of the site that an address leads to."""
    return urlsplit(url).netloc
