"""A witness for tests, and a small log that it watches."""

from tequio.ledger.cosignature import CosignatureSigner
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import consistency_proof
from tequio.ledger.note import sign_note
from tequio.ledger.tests import logs
from tequio.ledger.witness import build_request

ITEMS = [b"entry %d" % i for i in range(40)]
SIGNER = CosignatureSigner("testigo.example/w1", b"\x05" * 32, clock=lambda: 1_700_000_000)
FORK = logs.Memory([b"forked", *ITEMS[1:12]])
STRANGER = Signer("otro.example/registro", b"\x01" * 32)
IMPOSTOR = Signer(logs.ORIGIN, b"\x01" * 32)


def at(size):
    return logs.Memory(ITEMS[:size])


def proof(old, new):
    return consistency_proof(old, new, at(new)) if old else []


def request(old, new, hashes=None, note=None):
    return build_request(old, proof(old, new) if hashes is None else hashes, note or at(new).note())


def signed(checkpoint, signer=logs.SIGNER):
    return sign_note(checkpoint.body(), [signer])


def size_of(witness):
    return witness.store.log(logs.ORIGIN).size
