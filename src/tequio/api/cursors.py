"""Opaque marks of how far a reader has come in a list; signed, so that nobody writes one by hand."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core import signing

SALT = "tequio.api.cursor"


class BadCursorError(ValueError):
    """The cursor was not made here, or belongs to another question."""


def question(path: str, asked: Mapping[str, Any]) -> str:
    """A short fingerprint of what was asked, so that a cursor only continues its own list."""
    told = repr((path, sorted((name, str(value)) for name, value in asked.items() if value is not None)))
    return sha256(told.encode()).hexdigest()[:16]


def write(asked: str, key: list[Any]) -> str:
    """The cursor after the row whose sort key is *key*."""
    return signing.Signer(salt=SALT).sign_object([asked, *key])


def read(cursor: str, asked: str) -> list[Any]:
    """The sort key in *cursor*; raises :class:`BadCursorError`."""
    try:
        about, *key = signing.Signer(salt=SALT).unsign_object(cursor)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadCursorError from error
    if about != asked:
        raise BadCursorError
    return list(key)
