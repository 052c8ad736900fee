"""RFC 6238's own test vectors, and the window that drifting clocks need."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest

from tequio.accounts import totp

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "eight_digits"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_codes_are_those_of_the_standard(at: int, eight_digits: str) -> None:
    assert totp.code(SECRET, at // totp.PERIOD) == eight_digits[-6:]


@pytest.mark.parametrize(("drift", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_counts_one_period_early_or_late(drift: int, counts: bool) -> None:
    now = 1_776_000_000
    given = totp.code(SECRET, now // totp.PERIOD + drift)
    assert (totp.matching_counter(SECRET, given, now) is not None) is counts


@pytest.mark.parametrize("given", ["", "12345", "abcdef", "١٢٣٤٥٦", "0" * 100])
def test_what_is_no_code_matches_nothing(given: str) -> None:
    assert totp.matching_counter(SECRET, given, 59) is None


def test_secrets_are_160_random_bits() -> None:
    first, second = totp.new_secret(), totp.new_secret()
    assert first != second
    assert len(base64.b32decode(first)) == 20


def test_the_qr_code_names_the_town_and_the_account() -> None:
    parts = urlsplit(totp.setup_uri(SECRET, "ana", "San Prueba"))
    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/San%20Prueba%3Aana")
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["San Prueba"]}
