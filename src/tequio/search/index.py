"""The index: one document per public record, kept in the transaction that publishes it."""

from dataclasses import dataclass
from datetime import date

from tequio.search.folding import Word, fold, skeleton, terms, words
from tequio.search.models import IndexedDocument, VocabularyWord


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


def put(document: Document) -> None:
    """Add the document to the index, replacing what it held for the same kind, key and language."""
    body = f"{document.summary}\n{document.text}"
    IndexedDocument.objects.update_or_create(
        kind=document.kind,
        key=document.key,
        language=document.language,
        defaults={
            "section": document.section,
            "on": document.on,
            "folio": folio(document.key),
            "path": document.path,
            "title": document.title,
            "title_terms": terms(document.title),
            "summary": document.summary,
            "text": document.text,
            "body_terms": terms(body),
        },
    )
    _learn(f"{document.title}\n{body}")


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


def _learn(text: str) -> None:
    """Add the words of *text* to the vocabulary; numbers are not words."""
    found = {word.folded: word for word in words(text) if _is_word(word)}
    VocabularyWord.objects.bulk_create(
        [
            VocabularyWord(
                folded=folded, shown=text[word.start : word.end].lower()[:60], skeleton=skeleton(folded)
            )
            for folded, word in sorted(
                found.items()
            )  # one order, so that two writers never wait for each other
        ],
        ignore_conflicts=True,
    )


def _is_word(word: Word) -> bool:
    return len(word.folded) > 2 and word.folded.isalpha()
