import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ledger.errors import FormatError, SignatureError
from tequio.ledger.keys import Signer, Verifier
from tequio.ledger.note import decode_note, open_note, parse_note, parse_signatures, sign_note
from tequio.ledger.tests import vectors

PETER = Verifier.from_vkey(vectors.PETER_VKEY)
ENOCH = Verifier.from_vkey(vectors.ENOCH_VKEY)
TEXT = vectors.GO_TEXT


def note(*lines, text=TEXT):
    return text + "\n" + "".join(lines)


def bad_line(name="EnochRoot", key_id=ENOCH.key_id):
    return f"— {name} {base64.b64encode(key_id + bytes(64)).decode()}\n"


def test_the_example_of_the_standard_opens():
    opened = open_note(vectors.C2SP_NOTE, [Verifier.from_vkey(vectors.C2SP_VKEY)])
    assert opened.text == "This is an example message.\n"
    assert [item.name for item in opened.verified] == ["example.com/foo"]


def test_the_examples_of_go_open():
    data = note(vectors.PETER_LINE, vectors.ENOCH_LINE)
    assert [item.name for item in open_note(data, [PETER]).verified] == ["PeterNeumann"]
    assert [item.name for item in open_note(data, [ENOCH]).verified] == ["EnochRoot"]
    both = open_note(data, [PETER, ENOCH])
    assert both.text == TEXT
    assert both.verified == both.signatures
    assert both.to_text() == data


def test_the_published_signer_of_go_writes_the_same_bytes():
    signer = Signer.from_text(vectors.PETER_PRIVATE)
    assert sign_note(TEXT, [signer]) == note(vectors.PETER_LINE)
    assert signer.vkey == vectors.PETER_VKEY
    assert signer.to_text() == vectors.PETER_PRIVATE


def test_a_signature_is_added_to_those_of_others():
    others = parse_signatures(vectors.ENOCH_LINE)
    data = sign_note(TEXT, [Signer.from_text(vectors.PETER_PRIVATE)], others)
    assert data == note(vectors.PETER_LINE, vectors.ENOCH_LINE)


def test_a_new_key_signs_and_comes_back_from_its_text():
    signer = Signer.generate("transparencia.example.mx/registro")
    assert Signer.from_text(signer.to_text()) == signer
    assert Verifier.from_vkey(signer.vkey) == signer.verifier
    assert open_note(sign_note("á\n", [signer]), [signer.verifier]).text == "á\n"
    assert base64.b64encode(signer.seed).decode() not in repr(signer)


def test_text_and_signatures_part_at_the_last_blank_line():
    signer = Signer.from_text(vectors.PETER_PRIVATE)
    text = "one\n\n— PeterNeumann AAAA\n\ntwo\n"
    assert open_note(sign_note(text, [signer]), [PETER]).text == text


def test_unknown_keys_are_ignored():
    data = note("— otra AAAAAAE=\n", vectors.PETER_LINE, bad_line())
    opened = open_note(data, [PETER])
    assert len(opened.signatures) == 3
    assert [item.name for item in opened.verified] == ["PeterNeumann"]


def test_a_note_of_unknown_keys_is_unverified():
    for known in ([], [ENOCH]):
        with pytest.raises(SignatureError):
            open_note(note(vectors.PETER_LINE), known)


def test_a_bad_signature_of_a_known_key_spoils_the_note():
    data = note(vectors.PETER_LINE, bad_line())
    with pytest.raises(SignatureError):
        open_note(data, [PETER, ENOCH])


@pytest.mark.parametrize(
    "line",
    [
        vectors.PETER_LINE.replace("PeterNeumann", "EnochRoot"),
        vectors.PETER_LINE.replace("x08g", "rwz+"),
        vectors.PETER_LINE.replace("PeterNeumann", "EnochRoot").replace("x08g", "rwz+"),
    ],
)
def test_a_right_signature_under_another_name_or_id_is_refused(line):
    with pytest.raises(SignatureError):
        open_note(note(line), [PETER, ENOCH])


@given(st.integers(0, 63), st.integers(0, 7))
def test_one_wrong_bit_of_a_signature_is_refused(position, bit):
    good = parse_signatures(vectors.PETER_LINE)[0]
    damaged = bytearray(good.signature)
    damaged[position] ^= 1 << bit
    line = f"— PeterNeumann {base64.b64encode(good.key_id + damaged).decode()}\n"
    with pytest.raises(SignatureError):
        open_note(note(line), [PETER])


def test_a_hundred_signatures_are_read_and_one_more_is_not():
    unknown = ["— otra AAAAAAE=\n"] * 99
    assert len(open_note(note(vectors.PETER_LINE, *unknown), [PETER]).signatures) == 100
    with pytest.raises(FormatError):
        open_note(note(vectors.PETER_LINE, *unknown, unknown[0]), [PETER])


@pytest.mark.parametrize(
    "data",
    [
        "",
        TEXT,
        note(),
        note(vectors.PETER_LINE)[:-1],
        note(vectors.PETER_LINE[:-1]),
        "\x01" + note(vectors.PETER_LINE),
        note(vectors.PETER_LINE).replace("\n", "\r\n"),
        note(vectors.PETER_LINE.replace("PeterNeumann", "Peter Neumann")),
        note(vectors.PETER_LINE.replace("PeterNeumann", "Peter+Neumann")),
        note(vectors.PETER_LINE.replace("PeterNeumann", "Peter\u2003Neumann")),
        note(vectors.PETER_LINE.replace("PeterNeumann", "")),
        note(vectors.PETER_LINE, "more\n"),
        note(vectors.PETER_LINE, "\n"),
        note(vectors.PETER_LINE.replace("—", "-")),
        note(vectors.PETER_LINE.replace("— ", "—")),
        note(vectors.PETER_LINE.replace("— ", "—  ")),
        note(vectors.PETER_LINE.replace("=", "")),
        note(vectors.PETER_LINE.replace("AM=", "AN=")),
        note(vectors.PETER_LINE.replace("=", "=\t")),
        note("— PeterNeumann \n"),
        note("— PeterNeumann\n"),
        note("— PeterNeumann x08gow==\n"),
    ],
)
def test_what_is_not_a_signed_note_is_refused(data):
    with pytest.raises(FormatError):
        open_note(data, [PETER])


@pytest.mark.parametrize("data", [b"\xff" + note(vectors.PETER_LINE).encode(), b"a\n" * 600_000])
def test_bytes_that_are_not_text_or_too_many_are_refused(data):
    with pytest.raises(FormatError):
        decode_note(data)


@given(st.text("ab—+ =\n\t", max_size=60))
def test_any_text_is_read_as_it_stands_or_refused(text):
    try:
        parsed = parse_note(text)
    except FormatError:
        return
    assert parsed.to_text() == text


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "\0\n", "return\r\n"])
def test_a_text_that_a_note_cannot_carry_is_not_signed(text):
    with pytest.raises(FormatError):
        sign_note(text, [Signer.from_text(vectors.PETER_PRIVATE)])
