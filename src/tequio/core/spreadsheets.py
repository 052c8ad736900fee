"""CSV cells that no spreadsheet takes for a formula, and the way back to what they said."""

import re
from typing import Any

# What Excel, LibreOffice and Google Sheets read as the start of a formula, in narrow and full width (OWASP, CSV
# injection; ASVS 1.2.10).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
# Apostrophes before such a sign count too: without one more of ours, the way back could not tell theirs from ours.
GUARDED = re.compile(f"'*[{re.escape(''.join(FORMULA))}]")
SUSPECT = frozenset((*FORMULA, "'"))
"""First letters of the texts that need a second look."""


def harmless(value: Any) -> Any:
    """The value with an apostrophe before it when it is a text that begins like a formula; numbers stay as they are.

    :func:`original` undoes it.
    """
    if not isinstance(value, str) or not GUARDED.match(value) or NUMBER.fullmatch(value):
        return value
    return f"'{value}"


def original(cell: str) -> str:
    """What a cell said before :func:`harmless`: one apostrophe less where it guards a sign, else the same."""
    return cell[1:] if cell.startswith("'") and GUARDED.match(cell) else cell
