"""Standard Base64 (RFC 4648, section 4), accepting only the one spelling of each value."""

import base64
import binascii

from tequio.ledger.errors import FormatError


def encode(data: bytes) -> str:
    """Return the Base64 text of some bytes."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Return the bytes of a Base64 text; refuse spaces, missing padding and stray bits."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise FormatError(f"not Base64: {text[:80]!r}") from error
    if encode(data) != text:
        raise FormatError(f"not the canonical Base64 spelling: {text[:80]!r}")
    return data
