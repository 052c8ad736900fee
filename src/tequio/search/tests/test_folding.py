import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.search.folding import MAX_LETTERS, MAX_WORDS, fold, skeleton, stem, terms, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PARQUE", "parque"),
        ("parqué", "parque"),
        ("Āltepētl", "altepetl"),
        ("a\u0304ltepe\u0304tl", "altepetl"),  # macrons as combining marks
        ("niñez", "ninez"),
        ("ꞌinin", "inin"),
        ("Ꞌinin", "inin"),
        ("in’in", "inin"),
        ("inʼin", "inin"),
        ("in'in", "inin"),
    ],
)
def test_fold_spelling_does_not_count(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "forms",
    [
        "acta actas",
        "sesión sesion sesiones",
        "comisión COMISIONES",
        "mujer mujeres",
        "luz luces",
        "joven jóvenes",
        "responsable responsables",
        "integrante integrantes",
        "árbol árboles",
        "acción acciones",
        "interés intereses",
        "ley leyes",
        "bache baches",
        "niño niña niños",
        "transparencia trasparencia",
        "septiembre setiembre",
    ],
)
def test_stem_plural_leads_to_singular(forms):
    assert len({stem(fold(form)) for form in forms.split()}) == 1


def test_stem_different_words_stay_apart():
    assert (
        len({stem(fold(word)) for word in ["acta", "acuerdo", "sesión", "comisión", "parque", "marco"]}) == 6
    )


@pytest.mark.parametrize(
    "spellings",
    [
        "parke parque",
        "cuauhtli kwawtli kuautli quauhtli",
        "nāhuatl nawatl",
        "tequitl tekitl",
        "cihuātl siwatl",
        "teuctli tekwtli",
        "quetzal ketsal",
        "vache bache",
        "hoyo oyo",
        "lluvia yuvia",
    ],
)
def test_skeleton_spellings_of_one_sound_meet(spellings):
    assert len({skeleton(fold(word)) for word in spellings.split()}) == 1


def test_words_say_where_they_stand():
    text = "El parque «Ꞌinin» de Cholula"
    assert [text[word.start : word.end] for word in words(text)] == ["parque", "Ꞌinin", "Cholula"]


def test_terms_leave_out_what_every_text_has():
    assert terms(words("El acta de la sesión")) == "acta sesion"


@given(st.text(max_size=300))
def test_terms_are_letters_and_digits_only(text):
    assert all(term.isalnum() for term in terms(words(text)).split())


def test_terms_are_bounded():
    assert len(terms(words("palabra " * (MAX_WORDS + 5))).split()) == MAX_WORDS
    assert len(terms(words("x" * 10_000))) <= MAX_LETTERS
