"""CSV cells that no spreadsheet takes for a formula."""

import re
from typing import Any

# What Excel, LibreOffice and Google Sheets read as the start of a formula, in narrow and full width (OWASP, CSV
# injection; ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")


def harmless(value: Any) -> Any:
    """The value with an apostrophe before it when it is a text that begins like a formula; numbers stay as they are."""
    if not isinstance(value, str) or not value.startswith(FORMULA) or NUMBER.fullmatch(value):
        return value
    return f"'{value}"
