"""One way to spell every word, so that what people type finds what was published.

The same folding feeds both databases and reads every query: accents, macrons, saltillos and capitals do not count,
and plurals lead to their singular. Everything here is a pure function of text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import snowballstemmer

MAX_WORDS = 16_000  # of one document: PostgreSQL numbers no more positions than these
MAX_LETTERS = 40  # of one word: longer ones are fingerprints and keys
# Saltillo, written in any of its ways, and the quotation marks that word processors put in its place.
_SALTILLO = re.compile("[ꞌꞋ'’‘ʼʻ´`]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al ante bajo como con de del desde e el en entre es la las le les lo los mas ni o para pero por que se ser "
        "si sin sobre son su sus un una unas uno unos y",
    )
)
_INVARIABLE = frozenset(
    re.findall(r"\w+", "analisis crisis dosis interes jueves lunes martes miercoles tesis tres viernes")
)
_PLURALS = (
    (re.compile(r"ces$"), "z"),
    (re.compile(r"(?<=[djlnrsyz])es$"), ""),
    (re.compile(r"(?<=[aeo])s$"), ""),
)
# Words for which the dictionary admits two spellings: trasparencia, setiembre, oscuro, sustancia.
_ADMITTED = (
    (re.compile(r"^trans(?=[^aeious])"), "tras"),
    (re.compile(r"ptiembre$"), "tiembre"),
    (re.compile(r"^obs(?=c)"), "os"),
    (re.compile(r"^subs(?=[ct])"), "sus"),
)
# Two spellings of one sound lead to one skeleton. The order matters: whole groups before single letters.
_SOUNDS = (
    (re.compile(r"tz"), "ts"),
    (re.compile(r"[ck]u(?=[aeio])|qu(?=[ao])|uc(?![aeiou])"), "kw"),
    (re.compile(r"qu"), "k"),
    (re.compile(r"hu(?=[aeio])|(?<=[aeio])uh?"), "w"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"ch|x"), "x"),
    (re.compile(r"c(?=[ei])|z"), "s"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"c"), "k"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Word(NamedTuple):
    """A word of a text: where it stands, how it is written there, and what it folds to."""

    start: int
    end: int
    folded: str
    stem: str


def fold(text: str) -> str:
    """Lower case without accents, macrons, tildes or saltillos: ``Āltepētl`` and ``altepetl`` are one."""
    lower = unicodedata.normalize("NFKD", _SALTILLO.sub("", text)).casefold()
    letters = (char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))
    return _SALTILLO.sub("", "".join(letters))


@lru_cache(maxsize=20_000)
def stem(folded: str) -> str:
    """The root that a folded word shares with its plural and its endings: ``sesiones`` → ``sesion``."""
    root = singular(folded)
    for spelling, admitted in _ADMITTED:
        root = spelling.sub(admitted, root)
    return root if root in _INVARIABLE else str(_stemmer().stemWord(root))


def singular(folded: str) -> str:
    """The singular of a folded Spanish word; Snowball alone leaves ``actas`` and ``mujeres`` as they are."""
    if len(folded) <= 3 or folded in _INVARIABLE or folded.endswith("bles"):
        return folded
    for ending, replacement in _PLURALS:
        if ending.search(folded):
            return ending.sub(replacement, folded)
    return folded


@lru_cache(maxsize=20_000)
def skeleton(folded: str) -> str:
    """How the word sounds in singular, whatever the spelling: ``parke`` and ``parque``, ``huey`` and ``wey`` are one.

    It joins the ways in which Náhuatl is written (c/qu and k, hu/uh and w, z and s, tz and ts, cu/uc and kw) and the
    common slips of Spanish (b/v, ll/y, s/c/z, silent h).
    """
    sounds = singular(folded)
    for sound, letters in _SOUNDS:
        sounds = sound.sub(letters, sounds)
    return sounds


def words(text: str) -> Iterator[Word]:
    """The words of *text* that count, in order; articles and prepositions are left out."""
    # A saltillo belongs to its word, so the text is split after replacing each one by a letter that folds away.
    for match in _WORD.finditer(_SALTILLO.sub("ʰ", text)):
        start, end = match.span()
        folded = _fold_word(text[start:end])
        if folded and folded not in _STOP_WORDS:
            yield Word(start, end, folded, stem(folded))


def terms(found: Iterable[Word]) -> str:
    """The words as the index keeps them: stems separated by spaces."""
    return " ".join(word.stem for word in islice(found, MAX_WORDS))


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> str:
    return "".join(_WORD.findall(fold(word)))[:MAX_LETTERS]


@lru_cache(maxsize=1)
def _stemmer() -> "snowballstemmer.spanish_stemmer.SpanishStemmer":
    return snowballstemmer.stemmer("spanish")
