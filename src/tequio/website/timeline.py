"""What the commission did, as the register tells it: the newest first, by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, ExtractYear, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.register.kinds import KINDS
from tequio.register.models import Entry, Record

MEETING = "meetings.meeting"
# The value of ?tipo= → what the filter is called and the kinds that it keeps.
FILTERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "sesiones": (_("Sesiones"), (MEETING, "meetings.minutes")),
    "acuerdos": (_("Acuerdos"), ("meetings.agreement",)),
    "publicaciones": (_("Publicaciones"), ("website.page", "commitments.action_plan", "law.norm")),
}
OWN = ("bodies.body", "bodies.integration", "bodies.event")
EVERYTHING = (*OWN, *FILTERS["sesiones"][1], *FILTERS["acuerdos"][1], "commitments.action_plan")
# A correction is not what happened; the act before it is.
CORRECTIONS = ("amended", "corrected")


@dataclass(frozen=True)
class Happening:
    """One line of the timeline: when, what happened, where it can be read and proved.

    ``on`` is empty when the day is not documented; ``note`` then says what is known.
    """

    on: date | None
    note: str
    sentence: str
    record: Record


def records(chosen: str) -> QuerySet[Record]:
    """The records of the timeline, newest first; of one filter when it is known."""
    kinds = FILTERS[chosen][1] if chosen in FILTERS else EVERYTHING
    acts = Entry.objects.filter(subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"))
    for correction in CORRECTIONS:
        acts = acts.exclude(kind__endswith=f".{correction}")
    return (
        Record.objects.filter(subject_type__in=kinds)
        .annotate(
            happened_on=Coalesce("occurred_on", TruncDate("first_at")),
            # A session of which only the year is documented belongs to that year, not to the day of its entry.
            filed_under=Case(
                When(occurred_on__isnull=True, subject_type=MEETING, then=_number("year")),
                output_field=IntegerField(),
            ),
            year=Coalesce("filed_under", ExtractYear("happened_on")),
            act=Subquery(acts.order_by("-version").values("kind")[:1]),
        )
        .order_by("-year", "-happened_on", "-pk")
    )


def happenings(chosen: str) -> Iterator[tuple[int, Happening]]:
    """Every line of the timeline with its year, read a few at a time."""
    rows: Iterator[Any] = records(chosen).iterator(chunk_size=500)
    return ((row.year, _happening(row)) for row in rows)


def by_year(rows: list[Any]) -> Iterator[tuple[int, list[Happening]]]:
    """The rows of a page of :func:`records` as sentences, grouped by year."""
    for year, group in groupby(rows, key=lambda row: row.year):
        yield year, [_happening(row) for row in group]


def _happening(row: Any) -> Happening:
    note = KINDS[row.subject_type].from_public(row.data).occurred_note()
    if not note and row.happened_on.year != row.year:
        note = gettext("Día no documentado")
    return Happening(None if note else row.happened_on, note, _sentence(row), row)


def _number(key: str) -> Cast:
    """A whole number of the record's public shape."""
    return Cast(KeyTextTransform(key, "data"), IntegerField())


def _sentence(row: Any) -> str:
    shape = KINDS[row.subject_type]
    verb = str(row.act or "").rpartition(".")[2]
    return shape.sentence(verb, row.title) if verb in shape.verbs else row.title
