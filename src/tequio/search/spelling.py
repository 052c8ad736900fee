"""What somebody may have meant: the published words that sound or look like the typed ones."""

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from tequio.search.folding import Word, skeleton, words
from tequio.search.models import VocabularyWord
from tequio.search.synonyms import alternatives

ENOUGH = 0.7  # likeness from 0 to 1 below which a suggestion would only confuse


def correct(text: str) -> str:
    """*text* with each unknown word replaced by the published word closest to it; empty when nothing changes."""
    found = list(words(text))
    known = set(
        VocabularyWord.objects.filter(folded__in=[word.folded for word in found]).values_list(
            "folded", flat=True
        )
    )
    pieces, position, changed = [], 0, False
    for word in found:
        better = "" if word.folded in known or (word.stem,) in alternatives() else _closest(word)
        changed = changed or bool(better)
        pieces += [text[position : word.start], better or text[word.start : word.end]]
        position = word.end
    return "".join([*pieces, text[position:]]).strip() if changed else ""


def _closest(word: Word) -> str:
    """The published word that sounds the same, else the one that looks most alike."""
    if not word.folded.isalpha() or len(word.folded) < 3:
        return ""
    alike = VocabularyWord.objects.filter(skeleton=skeleton(word.folded)).values_list("folded", "shown")
    choices = dict(alike) or _of_similar_length(word.folded)
    best = process.extractOne(
        word.folded,
        choices.keys(),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0 if alike else ENOUGH,
    )
    return choices[best[0]] if best else ""


def _of_similar_length(folded: str) -> dict[str, str]:
    """The words that begin or end like it: a slip seldom touches both ends."""
    rows = VocabularyWord.objects.annotate(letters=Length("folded"))
    near = rows.filter(letters__gte=len(folded) - 2, letters__lte=len(folded) + 2)
    near = near.filter(Q(folded__startswith=folded[0]) | Q(folded__endswith=folded[-2:]))
    return dict(near.order_by("folded").values_list("folded", "shown"))
