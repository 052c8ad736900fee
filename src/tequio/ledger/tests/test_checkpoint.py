from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ledger.checkpoint import Checkpoint, open_checkpoint, parse_decimal, sign_checkpoint
from tequio.ledger.cosignature import CosignatureSigner, CosignatureVerifier, cosigned_at
from tequio.ledger.errors import FormatError, SignatureError
from tequio.ledger.keys import Signer, Verifier
from tequio.ledger.note import open_note, sign_note
from tequio.ledger.tests import vectors

ORIGIN = "transparencia.example.mx/registro"
ROOT = bytes(range(32))
LOG = Signer(ORIGIN, b"1" * 32)
WITNESS = CosignatureSigner("testigo.example/w1", b"2" * 32, clock=lambda: 1_679_315_147.9)
# The example of C2SP tlog-checkpoint and tlog-cosignature. Its keys are not published.
EXAMPLE = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_a_body_is_written_as_the_standard_says():
    checkpoint = Checkpoint(ORIGIN, 70_000, ROOT)
    assert checkpoint.body() == f"{ORIGIN}\n70000\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.parse(EXAMPLE).body() == EXAMPLE
    assert Checkpoint.parse(EXAMPLE).size == 20_852_163


@given(st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_body_comes_back(size, root):
    checkpoint = Checkpoint(ORIGIN, size, root)
    assert Checkpoint.parse(checkpoint.body()) == checkpoint


@pytest.mark.parametrize("size", [0, 2**63 - 1])
def test_the_smallest_and_the_largest_log_come_back(size):
    assert Checkpoint.parse(Checkpoint(ORIGIN, size, ROOT).body()).size == size


@pytest.mark.parametrize(
    ("size", "root", "extensions"),
    [(-1, ROOT, ()), (2**63, ROOT, ()), (1, ROOT[:-1], ()), (1, ROOT, ("",)), (1, ROOT, ("two\nlines",))],
)
def test_what_is_not_a_checkpoint_is_not_made(size, root, extensions):
    with pytest.raises(FormatError):
        Checkpoint(ORIGIN, size, root, extensions)


def test_extension_lines_of_other_logs_are_kept():
    body = EXAMPLE + "otra línea\n"
    assert Checkpoint.parse(body).extensions == ("otra línea",)
    assert Checkpoint.parse(body).body() == body


@pytest.mark.parametrize(
    "body",
    [
        "",
        EXAMPLE[:-1],
        EXAMPLE + "\n",
        EXAMPLE + "extension\n\n",
        "\n" + EXAMPLE,
        EXAMPLE.replace("20852163\n", ""),
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "+20852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "20852163 "),
        EXAMPLE.replace("20852163", "2e7"),
        EXAMPLE.replace("20852163", "٢"),
        EXAMPLE.replace("20852163", "²"),
        EXAMPLE.replace("20852163", "9223372036854775808"),
        EXAMPLE.replace("20852163", "9" * 5000),
        EXAMPLE.replace("q2I=", "q2J="),
        EXAMPLE.replace("q2I=", "q2I"),
        EXAMPLE.replace("CsUY", ""),
        EXAMPLE.replace("example", "exam ple"),
        EXAMPLE.replace("example", "exam+ple"),
        EXAMPLE.replace("example", "exam\tple"),
    ],
)
def test_another_spelling_of_a_body_is_refused(body):
    with pytest.raises(FormatError):
        Checkpoint.parse(body)


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("10", 10), ("9223372036854775807", 2**63 - 1)])
def test_whole_numbers_have_one_spelling(text, number):
    assert parse_decimal(text) == number


def test_a_signed_checkpoint_opens_with_its_own_key():
    checkpoint = Checkpoint(ORIGIN, 5, ROOT)
    opened, note = open_checkpoint(sign_checkpoint(checkpoint, LOG), LOG.verifier)
    assert opened == checkpoint
    assert [item.name for item in note.verified] == [ORIGIN]


def test_a_key_signs_only_for_its_own_log():
    with pytest.raises(FormatError):
        sign_checkpoint(Checkpoint("otro.example", 5, ROOT), LOG)
    data = sign_note(Checkpoint("otro.example", 5, ROOT).body(), [LOG])
    with pytest.raises(SignatureError):
        open_checkpoint(data, LOG.verifier)


def test_a_cosignature_does_not_replace_the_signature_of_the_log():
    data = sign_note(Checkpoint(ORIGIN, 5, ROOT).body(), [WITNESS])
    assert open_note(data, [WITNESS.verifier])
    with pytest.raises(SignatureError):
        open_checkpoint(data, LOG.verifier, [WITNESS.verifier])


def test_cosignatures_join_the_signature_of_the_log():
    body = Checkpoint(ORIGIN, 5, ROOT).body()
    cosignature = open_note(sign_note(body, [WITNESS]), [WITNESS.verifier]).verified
    data = sign_checkpoint(Checkpoint(ORIGIN, 5, ROOT), LOG, cosignature)
    _, note = open_checkpoint(data, LOG.verifier, [WITNESS.verifier])
    assert [item.name for item in note.verified] == [ORIGIN, WITNESS.name]
    assert cosigned_at(note.verified[1].signature) == 1_679_315_147


def test_a_cosignature_signs_the_message_of_the_standard():
    signature = WITNESS.sign(EXAMPLE)
    assert signature[:8] == (1_679_315_147).to_bytes(8, "big")
    plain = Verifier(WITNESS.name, WITNESS.verifier.public_key)
    assert plain.verifies(f"cosignature/v1\ntime 1679315147\n{EXAMPLE}", signature[8:])
    assert WITNESS.verifier.verifies(EXAMPLE, signature)


@pytest.mark.parametrize(
    "damage",
    [
        lambda signature: signature[:-1],
        lambda signature: signature + b"\0",
        lambda signature: signature[8:],
        lambda signature: (1_679_315_148).to_bytes(8, "big") + signature[8:],
        lambda signature: b"\x80" + signature[1:],
        lambda signature: signature[:-1] + bytes([signature[-1] ^ 1]),
    ],
)
def test_a_damaged_cosignature_is_refused(damage):
    assert not WITNESS.verifier.verifies(EXAMPLE, damage(WITNESS.sign(EXAMPLE)))


def test_a_time_past_the_limit_is_refused_though_signed():
    late = CosignatureSigner(WITNESS.name, WITNESS.seed, clock=lambda: 2**63)
    assert not WITNESS.verifier.verifies(EXAMPLE, late.sign(EXAMPLE))


def test_a_cosignature_of_another_text_is_refused():
    assert not WITNESS.verifier.verifies(EXAMPLE.replace("3\n", "4\n"), WITNESS.sign(EXAMPLE))


def test_only_a_cosignature_has_a_time():
    with pytest.raises(FormatError):
        cosigned_at(bytes(64))


def test_the_id_of_a_witness_key_is_the_one_of_the_standard():
    public_key = WITNESS.verifier.public_key
    expected = sha256(b"testigo.example/w1\n\x04" + public_key).digest()[:4]
    assert WITNESS.key_id == expected
    encoded = b64encode(b"\x04" + public_key).decode()
    assert WITNESS.vkey == f"testigo.example/w1+{expected.hex()}+{encoded}"


def test_the_key_of_a_witness_comes_back():
    assert CosignatureVerifier.from_vkey(WITNESS.vkey) == WITNESS.verifier
    with pytest.raises(FormatError):
        CosignatureVerifier.from_vkey(vectors.PETER_VKEY)
