"""What the board shows: a selection of public commitments, in words, numbers and links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, Min, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tequio.bodies.models import Organization, Place
from tequio.commitments.models import Commitment, CommitmentQuerySet
from tequio.commitments.rules import Status, Theme
from tequio.core import clock

Choice = tuple[str, Any]
VIEWS: dict[str, Promise] = {
    "tarjetas": gettext_lazy("Tarjetas"),
    "tabla": gettext_lazy("Tabla"),
    "linea": gettext_lazy("Línea"),
    "mapa": gettext_lazy("Mapa"),
}
SORTS: dict[str, Promise] = {
    "vence": gettext_lazy("Fecha"),
    "cambio": gettext_lazy("Último cambio"),
    "clave": gettext_lazy("Clave"),
}
FILTERS: dict[str, Promise] = {
    "lugar": gettext_lazy("Lugar"),
    "dependencia": gettext_lazy("Dependencia"),
    "tema": gettext_lazy("Tema"),
    "estado": gettext_lazy("Estado"),
    "anio": gettext_lazy("Vence en"),
}

ASKED_BY_LINK: dict[str, Any] = {"lugar": Place, "dependencia": Organization}


@dataclass(frozen=True)
class Options:
    """What each filter offers: only what some public commitment has."""

    choices: Mapping[str, list[Choice]]

    @classmethod
    def of_public_commitments(cls) -> "Options":
        public = Commitment.objects.published()
        leads = Organization.objects.filter(Exists(public.filter(lead=OuterRef("pk"))))
        places = Place.objects.filter(Exists(public.filter(places=OuterRef("pk"))))
        ends = public.aggregate(first=Min("ends_on"), last=Max("ends_on"))
        years = range(ends["first"].year, ends["last"].year + 1) if ends["first"] else ()
        return cls(
            {
                "dependencia": list(leads.order_by("name").values_list("slug", "name")),
                "tema": list(Theme.choices),
                "lugar": list(places.order_by("name").values_list("slug", "name")),
                "estado": list(Status.choices),
                "anio": [(str(year), year) for year in years],
            }
        )

    def label(self, name: str, value: str) -> str | None:
        """What the choice is called; ``None`` when there is no such thing.

        A place or an office without commitments is not offered, but a link may ask for it: the answer is none.
        """
        offered = next((str(label) for code, label in self.choices[name] if code == value), None)
        if offered is not None or not value or name not in ASKED_BY_LINK:
            return offered
        found = ASKED_BY_LINK[name].objects.published().filter(slug=value).values_list("slug", "name").first()
        if found is None:
            return None
        self.choices[name].append(found)
        return str(found[1])


@dataclass(frozen=True)
class Selection:
    """What somebody asked to see: the filters in force, the order and the view."""

    options: Options
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = "vence"
    view: str = "tarjetas"

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> "Selection":
        """From the address; what it does not know it leaves out."""
        options = Options.of_public_commitments()
        wanted = {name: query.get(name, "") for name in FILTERS}
        filters = {name: value for name, value in wanted.items() if options.label(name, value) is not None}
        sort, view = query.get("orden", ""), query.get("vista", "")
        return cls(
            options, filters, sort if sort in SORTS else "vence", view if view in VIEWS else "tarjetas"
        )

    def address(self, *, path: str = "", **changes: str) -> str:
        """The link to this selection with some things changed; an empty value takes the filter away."""
        values = {**self.filters, "orden": self.sort, "vista": self.view, **changes}
        usual = {"orden": "vence", "vista": "tarjetas"}
        asked = {name: value for name, value in values.items() if value and value != usual.get(name)}
        path = path or reverse("commitments:board")
        return f"{path}?{urlencode(asked)}" if asked else path

    def cleared(self) -> str:
        """The link to the same view without filters."""
        return self.address(**dict.fromkeys(self.filters, ""))

    def chips(self) -> list[tuple[str, str]]:
        """Each filter in force, and the link that takes it away."""
        return [
            (f"{FILTERS[name]}: {self.options.label(name, value)}", self.address(**{name: ""}))
            for name, value in self.filters.items()
        ]

    def fields(self) -> list[dict[str, Any]]:
        """The filters as fields of a form."""
        return [
            {
                "name": name,
                "label": label,
                "choices": self.options.choices[name],
                "value": self.filters.get(name),
            }
            for name, label in FILTERS.items()
        ]

    def counts(self) -> dict[Status, int]:
        """How many of each status, whatever status is selected."""
        return self._filtered(without="estado").count_by_status(clock.today())

    def counts_by_place(self) -> dict[int, dict[str, int]]:
        """How many of each status there are in each place (by its primary key), whatever place is selected."""
        rows = self._with_chosen_status(self._filtered(without="lugar")).filter(places__isnull=False)
        found: dict[int, dict[str, int]] = {}
        for place, status, n in rows.order_by().values_list("places", "status_word").annotate(n=Count("pk")):
            found.setdefault(place, {})[status] = n
        return found

    def rows(self) -> CommitmentQuerySet:
        """The commitments selected, in order, with what lists show of them."""
        return self._with_chosen_status(self._filtered()).in_order(self.sort).for_lists()

    def _with_chosen_status(self, rows: CommitmentQuerySet) -> CommitmentQuerySet:
        rows = rows.with_status(clock.today())
        return rows.filter(status_word=self.filters["estado"]) if "estado" in self.filters else rows

    def _filtered(self, *, without: str = "") -> CommitmentQuerySet:
        columns = {
            "dependencia": "lead__slug",
            "tema": "theme",
            "lugar": "places__slug",
            "anio": "ends_on__year",
        }
        wanted = {
            columns[name]: value
            for name, value in self.filters.items()
            if name in columns and name != without
        }
        return Commitment.objects.published().filter(**wanted)


def status_links(selection: Selection, counts: Mapping[Status, int]) -> list[tuple[str, int, str]]:
    """(status, how many, address of that filter), in the order of the bar."""
    return [(status.value, counts[status], selection.address(estado=status.value)) for status in Status]


def sentence(counts: Mapping[Status, int]) -> str:
    """The bar in words: "De 60 compromisos: 12 cumplidos, 20 en avance…"."""
    total = sum(counts.values())
    words = {
        Status.FULFILLED: ngettext("%(n)d cumplido", "%(n)d cumplidos", counts[Status.FULFILLED]),
        Status.IN_PROGRESS: ngettext("%(n)d en avance", "%(n)d en avance", counts[Status.IN_PROGRESS]),
        Status.DELAYED: ngettext("%(n)d con retraso", "%(n)d con retraso", counts[Status.DELAYED]),
        Status.HALTED: ngettext("%(n)d detenido", "%(n)d detenidos", counts[Status.HALTED]),
        Status.NOT_STARTED: ngettext("%(n)d sin iniciar", "%(n)d sin iniciar", counts[Status.NOT_STARTED]),
    }
    said = [words[status] % {"n": counts[status]} for status in Status]
    whole = ngettext("De %(n)d compromiso", "De %(n)d compromisos", total) % {"n": total}
    return _("%(whole)s: %(most)s y %(last)s.") % {
        "whole": whole,
        "most": ", ".join(said[:-1]),
        "last": said[-1],
    }


def summary() -> dict[str, Any]:
    """For the home page: the counts by status with their links, in words, and the 3 that changed last.

    It is the context of the include ``commitments/_summary_bar.html``.
    """
    counts = Commitment.objects.published().count_by_status(clock.today())
    everything = Selection(Options({}))
    latest = Commitment.objects.published().order_by("-changed_at", "-pk").for_lists()[:3]
    return {
        "counts": status_links(everything, counts),
        "total": sum(counts.values()),
        "sentence": sentence(counts),
        "latest": latest,
    }
