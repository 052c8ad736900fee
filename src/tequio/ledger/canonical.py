"""Canonical JSON (RFC 8785) without fractions: one value, one sequence of bytes.

Numbers are whole and within ±(2**53 - 1), so that every JSON reader sees the same number. Amounts
of money are written in cents; anything else with a fraction is a string.
"""

import json
from typing import Any, Never

import rfc8785

from tequio.ledger.errors import FormatError

JsonValue = None | bool | int | str | list[Any] | dict[str, Any]


def canonical_bytes(value: JsonValue) -> bytes:
    """Return the one spelling of a JSON value; refuse floats and whatever is not JSON."""
    try:
        _require_no_float(value)
    except RecursionError as error:
        raise FormatError("this value is nested too deeply") from error
    return _dumps(value)


def parse_canonical(data: bytes) -> JsonValue:
    """Read canonical JSON; refuse duplicate keys, floats and any other spelling of the same value."""
    try:
        value: JsonValue = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique_keys,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError(f"not JSON: {error}") from error
    if _dumps(value) != data:
        raise FormatError("the JSON is not in its canonical form (RFC 8785)")
    return value


def _dumps(value: JsonValue) -> bytes:
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise FormatError(f"this value has no canonical JSON: {error}") from error


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise FormatError("a key is written twice in the same JSON object")
    return result


def _refuse_number(text: str) -> Never:
    raise FormatError(f"a number must be whole: {text}")


def _require_no_float(value: object) -> None:
    if isinstance(value, float):
        raise FormatError(f"a number must be whole: {value}")
    if isinstance(value, dict):
        for item in value.values():
            _require_no_float(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _require_no_float(item)
