"""The index: one document per public record, kept in the transaction that publishes it."""

from dataclasses import dataclass
from datetime import date

from tequio.search.folding import Word, fold, skeleton, terms, words
from tequio.search.models import IndexedDocument, VocabularyWord

IDENTITY = ("kind", "key", "language")
CONTENT = (
    "section",
    "on",
    "on_note",
    "folio",
    "path",
    "title",
    "title_terms",
    "summary",
    "text",
    "body_terms",
)


@dataclass(frozen=True)
class Document:
    """What can be found: its identity, its words and where it leads."""

    kind: str
    key: str
    title: str
    summary: str
    text: str
    path: str
    section: str
    on: date
    language: str = "es"
    on_note: str = ""


def put(document: Document) -> None:
    """Add the document to the index, replacing what it held for the same kind, key and language."""
    title, body = list(words(document.title)), f"{document.summary}\n{document.text}"
    found = list(words(body))
    row = IndexedDocument(
        kind=document.kind,
        key=document.key,
        language=document.language,
        section=document.section,
        on=document.on,
        on_note=document.on_note,
        folio=folio(document.key),
        path=document.path,
        title=document.title,
        title_terms=terms(title),
        summary=document.summary,
        text=document.text,
        body_terms=terms(found),
    )
    IndexedDocument.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=IDENTITY, update_fields=CONTENT
    )
    _learn(
        {word.folded: document.title[word.start : word.end] for word in title if _is_word(word)}
        | {word.folded: body[word.start : word.end] for word in found if _is_word(word)}
    )


def remove(kind: str, key: str, language: str = "es") -> None:
    """Take a document out of the index."""
    IndexedDocument.objects.filter(kind=kind, key=key, language=language).delete()


def clear() -> None:
    """Empty the index, to fill it anew from what is published."""
    IndexedDocument.objects.all().delete()
    VocabularyWord.objects.all().delete()


def folio(text: str) -> str:
    """A key as people type it: ``CIGA-2026/03`` and ``ciga 2026 03`` are one."""
    return "".join(char for char in fold(text) if char.isalnum())[:120]


def _learn(written: dict[str, str]) -> None:
    """Add folded words, with how they are written, to the vocabulary."""
    known = VocabularyWord.objects.filter(folded__in=written).values_list("folded", flat=True)
    new = sorted(written.keys() - set(known))  # one order, so that two writers never wait for each other
    VocabularyWord.objects.bulk_create(
        [VocabularyWord(folded=one, shown=written[one].lower()[:60], skeleton=skeleton(one)) for one in new],
        ignore_conflicts=True,
    )


def _is_word(word: Word) -> bool:
    """Numbers, folios and fingerprints are not words to suggest."""
    return len(word.folded) > 2 and word.folded.isalpha()
