"""What the commission did, as the register tells it: the newest first, by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.register.kinds import KINDS
from tequio.register.models import Entry, Record

# The value of ?tipo= → what the filter is called and the kinds that it keeps.
FILTERS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "sesiones": (_("Sesiones"), ("meetings.meeting", "meetings.minutes")),
    "acuerdos": (_("Acuerdos"), ("meetings.agreement",)),
    "publicaciones": (_("Publicaciones"), ("website.page", "commitments.action_plan", "law.norm")),
}
OWN = ("bodies.body", "bodies.integration", "bodies.event")
EVERYTHING = (*OWN, *FILTERS["sesiones"][1], *FILTERS["acuerdos"][1], "commitments.action_plan")
# A correction is not what happened; the act before it is.
CORRECTIONS = ("amended", "corrected")


@dataclass(frozen=True)
class Happening:
    """One line of the timeline: when, what happened, where it can be read and proved."""

    on: date
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
            act=Subquery(acts.order_by("-version").values("kind")[:1]),
        )
        .order_by("-happened_on", "-pk")
    )


def by_year(rows: list[Any]) -> Iterator[tuple[int, list[Happening]]]:
    """The rows of a page of :func:`records` as sentences, grouped by year."""
    for year, group in groupby(rows, key=lambda row: row.happened_on.year):
        yield year, [Happening(row.happened_on, _sentence(row), row) for row in group]


def _sentence(row: Any) -> str:
    shape = KINDS[row.subject_type]
    verb = str(row.act or "").rpartition(".")[2]
    return shape.sentence(verb, row.title) if verb in shape.verbs else row.title
