"""Filters of the public lists: read from the address, shown as chips, written back into it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Organization
from tequio.core import clock
from tequio.meetings.models import Agreement, Meeting
from tequio.meetings.models.agreements import AgreementQuerySet
from tequio.meetings.models.meetings import MeetingQuerySet
from tequio.meetings.rules import AGREEMENT_FILTERS, KIND_SLUGS, MeetingKind, Text, agreement_state

Chip = tuple[str, str]
STATE_SLUGS = {"open": "en-proceso", "late": "con-retraso", "fulfilled": "cumplido", "closed": "cerrado"}


@dataclass(frozen=True)
class Choice:
    """One filter as a select: its name in the address, its label, its options and the chosen one."""

    name: str
    label: Text
    options: list[tuple[str, Text]]
    value: str

    @property
    def chosen(self) -> str:
        return str(dict(self.options)[self.value])


class Selection:
    """A list's filters. Values that are not among the options are ignored."""

    url_name: str

    def __init__(self, choices: list[Choice]) -> None:
        self.choices = choices
        self.values = {choice.name: choice.value for choice in choices if choice.value}

    def address(self, url_name: str = "", **changes: str) -> str:
        """The address of this list with other filters; an empty value takes one out."""
        query = {name: value for name, value in (self.values | changes).items() if value}
        path = reverse(url_name or self.url_name)
        return f"{path}?{urlencode(query)}" if query else path

    @property
    def chips(self) -> list[Chip]:
        """Each filter in force and the address without it."""
        return [
            (f"{choice.label}: {choice.chosen}", self.address(**{choice.name: ""}))
            for choice in self.choices
            if choice.value
        ]

    @property
    def clear_url(self) -> str:
        return reverse(self.url_name) if len(self.values) > 1 else ""


def _choice(asked: Mapping[str, Any], name: str, label: Text, options: list[tuple[str, Text]]) -> Choice:
    value = str(asked.get(name, ""))
    return Choice(name, label, options, value if value in dict(options) else "")


class MeetingSelection(Selection):
    url_name = "meetings:index"

    @classmethod
    def asked(cls, asked: Mapping[str, Any]) -> Self:
        """The filters of an address."""
        years = Meeting.objects.published().order_by("-year").values_list("year", flat=True).distinct()
        kinds: list[tuple[str, Text]] = [(KIND_SLUGS[kind], kind.label) for kind in MeetingKind]
        return cls(
            [
                _choice(asked, "tipo", _("Tipo"), kinds),
                _choice(asked, "anio", _("Año"), [(str(year), str(year)) for year in years]),
            ]
        )

    def rows(self) -> MeetingQuerySet:
        """The published sessions that match."""
        rows: MeetingQuerySet = Meeting.objects.published()
        if kind := self.values.get("tipo"):
            rows = rows.filter(kind=next(key for key, slug in KIND_SLUGS.items() if slug == kind))
        if year := self.values.get("anio"):
            rows = rows.filter(year=int(year))
        return rows


class AgreementSelection(Selection):
    url_name = "meetings:agreements"

    @classmethod
    def asked(cls, asked: Mapping[str, Any]) -> Self:
        """The filters of an address."""
        agreements = Agreement.objects.all()
        years = agreements.order_by("-meeting__year").values_list("meeting__year", flat=True).distinct()
        responsible = Organization.objects.filter(pk__in=agreements.values("responsible"))
        states: list[tuple[str, Text]] = [(slug, AGREEMENT_FILTERS[key]) for key, slug in STATE_SLUGS.items()]
        return cls(
            [
                _choice(asked, "estado", _("Estado"), states),
                _choice(
                    asked, "responsable", _("Responsable"), list(responsible.values_list("slug", "name"))
                ),
                _choice(asked, "anio", _("Año"), [(str(year), str(year)) for year in years]),
            ]
        )

    def rows(self) -> AgreementQuerySet:
        """The agreements that match."""
        rows: AgreementQuerySet = Agreement.objects.select_related("meeting", "responsible").newest_first()
        if state := self.values.get("estado"):
            rows = rows.in_state(next(key for key, slug in STATE_SLUGS.items() if slug == state))
        if responsible := self.values.get("responsable"):
            rows = rows.filter(responsible__slug=responsible)
        if year := self.values.get("anio"):
            rows = rows.filter(meeting__year=int(year))
        return rows

    def counts(self) -> list[tuple[Text, int, str]]:
        """(state, how many with the other filters, address of that state): what the list holds at a glance."""
        others = AgreementSelection([choice for choice in self.choices if choice.name != "estado"])
        today = clock.today()
        rows = others.rows().order_by().values_list("status", "due_on").annotate(times=Count("pk"))
        times: Counter[str] = Counter()
        for status, due_on, number in rows:
            times[agreement_state(status, due_on, today)] += number
        return [
            (AGREEMENT_FILTERS[state], times[state], self.address(estado=slug))
            for state, slug in STATE_SLUGS.items()
            if times[state]
        ]
