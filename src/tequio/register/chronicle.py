"""The register read as a chronicle: each act as a sentence, for the page and for the feeds."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tequio.register.kinds import KINDS
from tequio.register.models import Entry


class Line:
    """One act of the chronicle."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.public = entry.shape.from_public(entry.record_data())
        self.title = self.public.title()
        self.summary = self.public.summary()
        self.path = self.public.path()
        self.occurred_on = self.public.occurred_on()
        self.occurred_note = self.public.occurred_note()
        self.section = entry.shape.section
        self.day = localdate(entry.at)
        self.sentence = entry.shape.sentence(entry.verb, self.title)


class Lines:
    """A QuerySet of entries that gives :class:`Line` when sliced, so that a paginator can page it."""

    def __init__(self, entries: QuerySet[Entry]) -> None:
        self.entries = entries

    def __len__(self) -> int:
        return self.entries.count()

    count = __len__

    def __getitem__(self, piece: Any) -> list[Line]:
        return [Line(entry) for entry in self.entries[piece]]

    def __iter__(self) -> Iterator[Line]:
        return (Line(entry) for entry in self.entries)


def chronicle(section: str = "") -> Lines:
    """Every act, newest first; of one section when given."""
    entries = Entry.objects.order_by("-index")
    if section:
        types = [name for name, shape in KINDS.items() if shape.section == section]
        entries = entries.filter(subject_type__in=types)
    return Lines(entries)
