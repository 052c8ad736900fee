import base64

import pytest

from tequio.ledger.cosignature import CosignatureSigner, CosignatureVerifier
from tequio.ledger.errors import FormatError
from tequio.ledger.keys import Signer, Verifier, key_id
from tequio.ledger.tests import vectors

GOOD_VKEYS = [vectors.PETER_VKEY, vectors.ENOCH_VKEY, vectors.C2SP_VKEY]


@pytest.mark.parametrize("vkey", GOOD_VKEYS)
def test_a_good_public_key_comes_back(vkey):
    assert Verifier.from_vkey(vkey).vkey == vkey


@pytest.mark.parametrize("vkey", [vectors.BAD_LENGTH_VKEY, vectors.BAD_TYPE_VKEY])
def test_a_public_key_of_another_length_or_type_is_refused_though_its_id_is_right(vkey):
    name, hex_id, encoded = vkey.split("+", 2)
    material = base64.b64decode(encoded)
    assert key_id(name, material[0], material[1:]).hex() == hex_id
    with pytest.raises(FormatError):
        Verifier.from_vkey(vkey)


@pytest.mark.parametrize("vkey", GOOD_VKEYS)
def test_every_part_of_a_good_public_key_is_refused(vkey):
    for start in range(len(vkey)):
        for end in range(start, len(vkey) + 1):
            if (start, end) != (0, len(vkey)):
                with pytest.raises(FormatError):
                    Verifier.from_vkey(vkey[start:end])


@pytest.mark.parametrize("vkey", GOOD_VKEYS)
def test_every_change_of_one_character_of_a_good_public_key_is_refused(vkey):
    for i, char in enumerate(vkey):
        for step in (1, -1):
            with pytest.raises(FormatError):
                Verifier.from_vkey(vkey[:i] + chr(ord(char) + step) + vkey[i + 1 :])


def test_every_part_and_change_of_a_good_private_key_is_refused():
    text = vectors.PETER_PRIVATE
    for i, char in enumerate(text):
        for wrong in (text[:i], text[i + 1 :], text[:i] + chr(ord(char) + 1) + text[i + 1 :]):
            with pytest.raises(FormatError):
                Signer.from_text(wrong)


@pytest.mark.parametrize(
    "vkey",
    [
        vectors.PETER_VKEY.replace("c74f20a3", "C74F20A3"),
        vectors.PETER_VKEY.replace("c74f20a3", "c7 4f 20a3"),
        vectors.PETER_VKEY + "\n",
        " " + vectors.PETER_VKEY,
        vectors.PETER_VKEY.replace("Peter", "Peter "),
        vectors.PETER_VKEY.replace("Peter", "Peter\udcff"),
        vectors.PETER_VKEY.replace("Peter", "Peter\x07"),
        vectors.PETER_PRIVATE,
    ],
)
def test_another_spelling_of_a_public_key_is_refused(vkey):
    with pytest.raises(FormatError):
        Verifier.from_vkey(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a\u2003b", "a\x00"])
def test_a_name_that_notes_cannot_carry_gets_no_key(name):
    with pytest.raises(FormatError):
        Signer.generate(name)


def test_a_town_key_is_not_a_witness_key():
    signer = Signer.generate("testigo.example/w1")
    witness = CosignatureSigner.from_text(signer.to_text())
    assert witness.key_id != signer.key_id
    with pytest.raises(FormatError):
        Verifier.from_vkey(witness.vkey)
    with pytest.raises(FormatError):
        CosignatureVerifier.from_vkey(signer.vkey)
    assert CosignatureVerifier.from_vkey(witness.vkey) == witness.verifier
