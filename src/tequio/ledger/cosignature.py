"""Cosignatures (C2SP tlog-cosignature, Ed25519): a witness says what it saw of a log, and when."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from tequio.ledger.errors import FormatError
from tequio.ledger.keys import (
    Signer,
    ed25519_sign,
    ed25519_verifies,
    format_vkey,
    key_id,
    parse_vkey,
    require_key,
    require_name,
)

COSIGNATURE_V1 = 0x04
_TIME_SIZE = 8
_SIGNATURE_SIZE = 64
MAX_TIME = 2**63 - 1


@dataclass(frozen=True)
class CosignatureVerifier:
    """A witness's public key."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        require_name(self.name)
        require_key(self.public_key)

    @classmethod
    def from_vkey(cls, vkey: str) -> Self:
        """Read a witness's public key; refuse any other type of key and any damaged one."""
        return cls(*parse_vkey(vkey, COSIGNATURE_V1))

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        return key_id(self.name, COSIGNATURE_V1, self.public_key)

    @property
    def vkey(self) -> str:
        """The public key's text."""
        return format_vkey(self.name, COSIGNATURE_V1, self.public_key)

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this witness cosigned this checkpoint's text."""
        if len(signature) != _TIME_SIZE + _SIGNATURE_SIZE:
            return False
        at = int.from_bytes(signature[:_TIME_SIZE], "big")
        if at > MAX_TIME:
            return False
        return ed25519_verifies(self.public_key, signature[_TIME_SIZE:], _message(text, at))


@dataclass(frozen=True)
class CosignatureSigner:
    """A witness's private key. The same key may not serve a second witness or a log.

    ``clock`` returns the POSIX time in seconds.
    """

    name: str
    seed: bytes = field(repr=False)
    clock: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        require_name(self.name)
        require_key(self.seed)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a private key in the form that :class:`~tequio.ledger.keys.Signer` writes."""
        signer = Signer.from_text(text)
        return cls(signer.name, signer.seed)

    @property
    def verifier(self) -> CosignatureVerifier:
        """The public half."""
        return CosignatureVerifier(self.name, Signer(self.name, self.seed).public_key)

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        return self.verifier.key_id

    @property
    def vkey(self) -> str:
        """The public key's text."""
        return self.verifier.vkey

    def sign(self, text: str) -> bytes:
        """Return the cosignature on a checkpoint's text, as of now."""
        at = int(self.clock())
        return at.to_bytes(_TIME_SIZE, "big") + ed25519_sign(self.seed, _message(text, at))


def cosigned_at(signature: bytes) -> int:
    """Return the POSIX time, in seconds, that a cosignature carries."""
    if len(signature) != _TIME_SIZE + _SIGNATURE_SIZE:
        raise FormatError("not a cosignature")
    return int.from_bytes(signature[:_TIME_SIZE], "big")


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
