import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.ledger.checkpoint import Checkpoint, sign_checkpoint
from tequio.ledger.errors import FormatError, LedgerError, ProofError, SignatureError
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import inclusion_proof, tree_root
from tequio.ledger.proof import LogProof
from tequio.ledger.tests.naive import NaiveSource

LOG = Signer("transparencia.example.mx/registro", b"1" * 32)
ENTRIES = [f"entry {i}".encode() for i in range(11)]
SOURCE = NaiveSource(ENTRIES)
CHECKPOINT = sign_checkpoint(Checkpoint(LOG.name, 11, tree_root(11, SOURCE)), LOG)
PROOF = LogProof(3, tuple(inclusion_proof(3, 11, SOURCE)), CHECKPOINT, ENTRIES[3])
DATA = PROOF.to_bytes()


def test_a_proof_is_written_as_the_standard_says():
    lines = DATA.split(b"\n")
    assert lines[0] == b"c2sp.org/tlog-proof@v1"
    assert lines[1] == b"extra " + base64.b64encode(ENTRIES[3])
    assert lines[2] == b"index 3"
    assert [base64.b64decode(line) for line in lines[3:7]] == list(PROOF.path)
    assert lines[7] == b""
    assert DATA.endswith(b"\n\n" + CHECKPOINT.encode())


@pytest.mark.parametrize("index", range(11))
def test_every_entry_is_proved_offline(index):
    path = tuple(inclusion_proof(index, 11, SOURCE))
    parsed = LogProof.parse(LogProof(index, path, CHECKPOINT, ENTRIES[index]).to_bytes())
    checkpoint, note = parsed.verify(LOG.verifier)
    assert checkpoint.size == 11
    assert [item.name for item in note.verified] == [LOG.name]


def test_the_only_entry_of_a_log_has_an_empty_path():
    checkpoint = sign_checkpoint(Checkpoint(LOG.name, 1, tree_root(1, SOURCE)), LOG)
    data = LogProof(0, (), checkpoint, ENTRIES[0]).to_bytes()
    assert LogProof.parse(data).to_bytes() == data
    LogProof.parse(data).verify(LOG.verifier)


def test_a_proof_without_entry_needs_it_from_the_reader():
    bare = LogProof.parse(LogProof(3, PROOF.path, CHECKPOINT).to_bytes())
    assert bare.entry is None
    bare.verify(LOG.verifier, entry=ENTRIES[3])
    with pytest.raises(ProofError):
        bare.verify(LOG.verifier, entry=ENTRIES[4])
    with pytest.raises(FormatError):
        bare.verify(LOG.verifier)


def test_an_entry_other_than_the_carried_one_is_refused():
    PROOF.verify(LOG.verifier, entry=ENTRIES[3])
    with pytest.raises(ProofError):
        PROOF.verify(LOG.verifier, entry=ENTRIES[4])


def test_another_entry_index_or_key_is_refused():
    with pytest.raises(ProofError):
        LogProof(3, PROOF.path, CHECKPOINT, ENTRIES[4]).verify(LOG.verifier)
    with pytest.raises(ProofError):
        LogProof(2, PROOF.path, CHECKPOINT, ENTRIES[3]).verify(LOG.verifier)
    with pytest.raises(SignatureError):
        PROOF.verify(Signer(LOG.name, b"2" * 32).verifier)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        DATA.replace(b"@v1", b"@v2"),
        b"\n" + DATA,
        DATA.replace(b"index 3\n", b""),
        DATA.replace(b"index 3", b"index 03"),
        DATA.replace(b"index 3", b"index -3"),
        DATA.replace(b"index 3", b"index"),
        DATA.replace(b"index 3", b"extra AAAA\nindex 3"),
        DATA.replace(b"index 3", b"index 3\nindex 3"),
        DATA.replace(b"extra ", b"extra  "),
        DATA.replace(b"extra ", b"Extra "),
        DATA.replace(b"extra ", b"extra \xc3\xa1"),
        DATA.replace(b"index 3\n", b"index 3\nAAAA\n"),
        DATA.replace(b"index 3\n", b"index 3\n" + b"A" * 43 + b"=\n" * 1 + (b"A" * 43 + b"=\n") * 63),
        DATA.replace(b"\n", b"\r\n"),
        DATA.partition(b"\n\n")[0],
        DATA + b"x" * 2_000_000,
    ],
)
def test_another_spelling_of_a_proof_is_refused(data):
    with pytest.raises(FormatError):
        LogProof.parse(data)


@given(st.integers(0, len(DATA) - 1), st.integers(0, 7))
@settings(max_examples=300)
def test_one_flipped_bit_anywhere_is_noticed(position, bit):
    damaged = bytearray(DATA)
    damaged[position] ^= 1 << bit
    with pytest.raises(LedgerError):
        LogProof.parse(bytes(damaged)).verify(LOG.verifier)


@given(st.integers(0, len(DATA) - 1))
def test_a_proof_cut_anywhere_is_noticed(end):
    with pytest.raises(LedgerError):
        LogProof.parse(DATA[:end]).verify(LOG.verifier)
