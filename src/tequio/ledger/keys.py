"""Keys of signed notes (C2SP signed-note): Ed25519, and the texts in which keys are written down.

A public key travels as a *vkey*, ``name+id+base64(type || key)``. A private key is kept as
``PRIVATE+KEY+name+id+base64(type || seed)``, the form of Go's ``golang.org/x/mod/sumdb/note``.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tequio.ledger import base64_strict
from tequio.ledger.errors import FormatError

ED25519 = 0x01
KEY_SIZE = 32
_PRIVATE = "PRIVATE+KEY+"


class NoteVerifier(Protocol):
    """A known key that can check its signatures on a note."""

    @property
    def name(self) -> str:
        """The key's name."""
        ...

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        ...

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this key made this signature on this text."""
        ...


class NoteSigner(Protocol):
    """A private key that can sign a note."""

    @property
    def name(self) -> str:
        """The key's name."""
        ...

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        ...

    def sign(self, text: str) -> bytes:
        """Return the signature on this text."""
        ...


@dataclass(frozen=True)
class Verifier:
    """A public key that signs notes with plain Ed25519: a town's key."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        require_name(self.name)
        require_key(self.public_key)

    @classmethod
    def from_vkey(cls, vkey: str) -> Self:
        """Read a public key; refuse any other type of key and any damaged one."""
        return cls(*parse_vkey(vkey, ED25519))

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        return key_id(self.name, ED25519, self.public_key)

    @property
    def vkey(self) -> str:
        """The public key's text."""
        return format_vkey(self.name, ED25519, self.public_key)

    def verifies(self, text: str, signature: bytes) -> bool:
        """Say whether this key made this signature on this text."""
        return ed25519_verifies(self.public_key, signature, text.encode())


@dataclass(frozen=True)
class Signer:
    """A private key that signs notes with plain Ed25519."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        require_name(self.name)
        require_key(self.seed)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Make a new key from the system's randomness."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read a private key as :meth:`to_text` writes it."""
        if not text.startswith(_PRIVATE):
            raise FormatError("not the text of a private key")
        name, claimed_id, material = _split_key(text.removeprefix(_PRIVATE), ED25519)
        signer = cls(name, material)
        if signer.key_id != claimed_id:
            raise FormatError("the private key's text is damaged: its ID does not match")
        return signer

    def to_text(self) -> str:
        """Return the private key's text. Keep it in a file that only its owner can read."""
        return _PRIVATE + _format_key(self.name, self.key_id, ED25519, self.seed)

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public key."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()

    @property
    def key_id(self) -> bytes:
        """The four bytes that tell this key and its algorithm from the others of the same name."""
        return key_id(self.name, ED25519, self.public_key)

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self.public_key)

    @property
    def vkey(self) -> str:
        """The public key's text."""
        return self.verifier.vkey

    def sign(self, text: str) -> bytes:
        """Return the signature on this text."""
        return ed25519_sign(self.seed, text.encode())


def key_id(name: str, kind: int, public_key: bytes) -> bytes:
    """Return the first four bytes of SHA-256(name || newline || type || public key)."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public_key).digest()[:4]


def format_vkey(name: str, kind: int, public_key: bytes) -> str:
    """Return the text of a public key of that type."""
    return _format_key(name, key_id(name, kind, public_key), kind, public_key)


def parse_vkey(vkey: str, kind: int) -> tuple[str, bytes]:
    """Return the name and the public key of a vkey of that type; refuse any other text."""
    name, claimed_id, public_key = _split_key(vkey, kind)
    if key_id(name, kind, public_key) != claimed_id:
        raise FormatError("the public key's text is damaged: its ID does not match")
    return name, public_key


def require_name(name: str) -> None:
    """Refuse a name that signed notes cannot carry: empty, with spaces, '+' or control characters."""
    is_text = name.isprintable() and not any(char.isspace() or char == "+" for char in name)
    if not name or not is_text:
        raise FormatError(f"not a key's name: {name!r}")


def require_key(key: bytes) -> None:
    """Refuse a key that does not have the size of Ed25519's."""
    if len(key) != KEY_SIZE:
        raise FormatError(f"an Ed25519 key has {KEY_SIZE} bytes, not {len(key)}")


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    """Return the 64 bytes of an Ed25519 signature (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def ed25519_verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether an Ed25519 signature holds, by OpenSSL's profile of the edge cases."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _format_key(name: str, identifier: bytes, kind: int, material: bytes) -> str:
    return f"{name}+{identifier.hex()}+{base64_strict.encode(bytes([kind]) + material)}"


def _split_key(text: str, kind: int) -> tuple[str, bytes, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise FormatError("a key's text is name+id+key")
    name, hex_id, encoded = parts
    require_name(name)
    material = base64_strict.decode(encoded)
    if material[:1] != bytes([kind]):
        raise FormatError(f"the key is not of type {kind:#04x}")
    try:
        identifier = bytes.fromhex(hex_id)
    except ValueError as error:
        raise FormatError("the key's ID is not hexadecimal") from error
    if identifier.hex() != hex_id:
        raise FormatError("the key's ID must be eight lower-case hexadecimal digits")
    return name, identifier, material[1:]
