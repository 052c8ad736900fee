"""Ed25519's edge cases, so that a change of the library's rules is seen.

The classes are those of C2SP/CCTV's ed25519vectors (keys and nonces of low order, alone or beside a part
of prime order, in canonical and other encodings, with and without a residue of low order), made again
here by arithmetic of our own rather than copied: that file is not in this repository. It has 914 vectors,
because it adds for some of these classes signatures whose challenge hashes a re-encoded point; those are
left out here.

The profile is OpenSSL's and Go's: refuse a nonce that is not canonical and a residue of low order,
accept the rest.
"""

import pytest

from tequio.ledger.keys import Signer, Verifier
from tequio.ledger.tests import edwards

SECRET = 0x1234567890ABCDEF1234567890ABCDEF
NONCE = 0xFEDCBA0987654321FEDCBA0987654321


def points(scalar):
    """(index of the low-order part, scalar of the prime-order part, encoding, is canonical)."""
    beside = edwards.multiply(scalar, edwards.BASE)
    for index, low in enumerate(edwards.low_order_points()):
        yield index, 0, edwards.encode(low), True
        yield index, scalar, edwards.encode(edwards.add(low, beside)), True
        for encoding in edwards.other_encodings(low):
            yield index, 0, encoding, False


def vectors():
    """Yield (key, text, signature, must be accepted) for every class that can exist."""
    for key_low, key_scalar, key, _ in points(SECRET):
        for nonce_low, nonce_scalar, nonce, is_canonical in points(NONCE):
            for wants_residue in (False, True):
                found = find_text(key, nonce, key_low, nonce_low, wants_residue)
                if found is not None:
                    text, k = found
                    s = (nonce_scalar + k * key_scalar) % edwards.L
                    signature = nonce + s.to_bytes(32, "little")
                    yield key, text, signature, is_canonical and not wants_residue


def find_text(key, nonce, key_low, nonce_low, wants_residue):
    """A text whose challenge leaves, or cancels, the low-order parts: R = [s]B - [k]A fails by them alone."""
    for number in range(200):
        text = f"texto {number}\n"
        k = edwards.challenge(nonce, key, text.encode())
        has_residue = (nonce_low + k * key_low) % 8 != 0
        if has_residue == wants_residue:
            return text, k
    return None


def test_the_curve_is_the_one_of_the_library():
    assert edwards.multiply(edwards.L, edwards.BASE) == edwards.IDENTITY
    assert edwards.encode(edwards.BASE).hex() == "58" + "66" * 31
    low = edwards.low_order_points()
    assert len(set(low)) == 8
    assert all(edwards.multiply(8, point) == edwards.IDENTITY for point in low)
    assert sum(len(edwards.other_encodings(point)) for point in low) == 6


def test_edge_cases_follow_the_profile_of_openssl_and_go():
    accepted = refused = 0
    for key, text, signature, expected in vectors():
        assert Verifier("prueba", key).verifies(text, signature) is expected, (
            key.hex(),
            signature.hex(),
            text,
        )
        accepted += expected
        refused += not expected
    # 43 pairs of low-order parts can cancel out, each in four ways; 13 more with another encoding of
    # the key, each in two. (Of the published file 208 are accepted: these and ten re-encoded ones.)
    assert accepted == 43 * 4 + 13 * 2
    assert refused == 570


@pytest.mark.parametrize("multiple", [1, 2, 3, 7])
def test_a_scalar_that_is_not_reduced_is_refused(multiple):
    signer = Signer("prueba", b"3" * 32)
    signature = signer.sign("texto\n")
    s = int.from_bytes(signature[32:], "little")
    assert signer.verifier.verifies("texto\n", signature)
    larger = s + multiple * edwards.L
    assert not signer.verifier.verifies("texto\n", signature[:32] + larger.to_bytes(32, "little"))


@pytest.mark.parametrize("size", [0, 1, 32, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(size):
    signer = Signer("prueba", b"3" * 32)
    signature = (signer.sign("texto\n") * 2)[:size]
    assert not signer.verifier.verifies("texto\n", signature)


def test_a_key_that_is_not_a_point_verifies_nothing():
    key = next(y for y in range(2, 100) if edwards.x_of(y) is None).to_bytes(32, "little")
    assert not Verifier("prueba", key).verifies("texto\n", bytes(64))
