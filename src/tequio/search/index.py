"""The index: one document per public record, kept in the transaction that publishes it."""

from dataclasses import dataclass
from datetime import date

from tequio.search.models import IndexedDocument


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
    IndexedDocument.objects.update_or_create(
        kind=document.kind,
        key=document.key,
        language=document.language,
        defaults={
            "title": document.title,
            "summary": document.summary,
            "text": document.text,
            "path": document.path,
            "section": document.section,
            "on": document.on,
        },
    )


def remove(kind: str, key: str, language: str = "es") -> None:
    """Take a document out of the index."""
    IndexedDocument.objects.filter(kind=kind, key=key, language=language).delete()
