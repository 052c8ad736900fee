"""Time-based one-time passwords (RFC 6238, with RFC 4226's truncation): six digits, thirty seconds, SHA-1."""

import base64
import hashlib
import hmac
import secrets
import struct
from urllib.parse import quote, urlencode

PERIOD = 30
DIGITS = 6
TOLERANCE = 1
"""Periods before and after the current one that still count: clocks of telephones drift."""


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(secret: str, counter: int) -> str:
    """The digits of one period."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_counter(secret: str, given: str, at: float) -> int | None:
    """The period whose code *given* is, near the time *at* (seconds since 1970); None when it is no code of now."""
    now = int(at // PERIOD)
    matches = [
        counter
        for counter in range(now - TOLERANCE, now + TOLERANCE + 1)
        if hmac.compare_digest(code(secret, counter).encode(), given.encode())
    ]
    return matches[0] if matches else None


def setup_uri(secret: str, account: str, issuer: str) -> str:
    """What the QR code of the set-up holds (Key URI format)."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{query}"
