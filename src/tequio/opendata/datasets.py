"""The datasets of the catalogue: one for each kind of record, said in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tequio.core.tables import Label, Row, Table
from tequio.opendata.flattening import Flat, rows_of, tables_of
from tequio.opendata.snapshot import published_records
from tequio.register.kinds import KINDS, PublicRecord
from tequio.register.listings import Listing


@dataclass(frozen=True)
class Dataset:
    """A kind of record as the catalogue presents it."""

    slug: str
    type_name: str
    about: Promise

    @property
    def shape(self) -> type[PublicRecord]:
        return KINDS[self.type_name]

    @property
    def title(self) -> str:
        return capfirst(str(self.shape.label_plural))

    @property
    def tables(self) -> tuple[tuple[Table, Flat], ...]:
        """Its tables, the records' own first."""
        return tables_of(self.type_name)

    def get_absolute_url(self) -> str:
        return reverse("opendata:dataset", args=[self.slug])


DATASETS = (
    Dataset(
        "sesiones", "meetings.meeting", _("Cuándo, dónde y para qué se reunió la comisión, y quién asistió.")
    ),
    Dataset("votaciones", "meetings.vote_event", _("Qué se votó, con qué regla y cómo votó cada asiento.")),
    Dataset("acuerdos", "meetings.agreement", _("Qué se acordó, quién debe cumplirlo y para cuándo.")),
    Dataset("actas", "meetings.minutes", _("El texto de cada acta y el documento firmado.")),
    Dataset(
        "reglas-de-sesion", "meetings.rules", _("Con qué reglas se convoca, se reúne y decide un órgano.")
    ),
    Dataset(
        "planes-de-accion", "commitments.action_plan", _("A qué se comprometió la comisión en cada periodo.")
    ),
    Dataset("compromisos", "commitments.commitment", _("Qué se prometió, quién responde y qué lo prueba.")),
    Dataset("hitos", "commitments.milestone", _("Los pasos de cada compromiso, con su fecha y su prueba.")),
    Dataset("organos", "bodies.body", _("La comisión y los demás órganos colegiados, y para qué sirven.")),
    Dataset("integraciones", "bodies.integration", _("Cada instalación de un órgano y cuánto duró.")),
    Dataset("asientos", "bodies.seat", _("Los lugares de la mesa y quién los ocupó, por su cargo.")),
    Dataset(
        "dependencias", "bodies.organization", _("Oficinas e instituciones: cómo se llaman y se llamaron.")
    ),
    Dataset("lugares", "bodies.place", _("Cabecera, juntas auxiliares, inspectorías y delegaciones.")),
    Dataset("hechos", "bodies.event", _("Los momentos de la vida de la comisión.")),
    Dataset("normas", "law.norm", _("Las leyes que obligan a la comisión, en lenguaje claro.")),
    Dataset("plazos", "law.term", _("Cuánto tiempo da la ley para cada cosa, y qué artículo lo dice.")),
    Dataset("dias-inhabiles", "law.calendar", _("Qué días no cuentan para los plazos y quién lo decidió.")),
    Dataset("paginas", "website.page", _("Las páginas del sitio y la huella de su texto.")),
    Dataset("traducciones", "website.translation", _("Lo que se tradujo, de qué versión y a qué lengua.")),
)
BY_SLUG = {dataset.slug: dataset for dataset in DATASETS}
BY_KIND = {dataset.type_name: dataset for dataset in DATASETS}
SHOWN: dict[str, tuple[str, ...]] = {
    "meetings.meeting": ("record_title", "held_on", "status"),
    "meetings.agreement": ("record_title", "responsible", "due_on", "status"),
    "meetings.vote_event": ("record_title", "held_on", "result"),
    "commitments.commitment": ("record_title", "lead_name", "ends_on"),
}


def dataset_or_404(slug: str) -> Dataset:
    """The dataset of an address; one of a kind without records exists too, and is empty."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def dataset_listing(request: HttpRequest, dataset: str) -> Listing:
    """The records of a dataset."""
    return listing_of(dataset_or_404(dataset))


def part_listing(request: HttpRequest, dataset: str, part: str) -> Listing:
    """One of the tables of parts of a dataset."""
    found = dataset_or_404(dataset)
    number = next((place for place, (table, _f) in enumerate(found.tables) if part_name(table) == part), 0)
    if number == 0:
        raise Http404
    return listing_of(found, number)


def part_name(table: Table) -> str:
    """What a table is called in addresses: ``meetings-meeting-agenda``."""
    return table.name.replace("_", "-")


def listing_of(dataset: Dataset, number: int = 0) -> Listing:
    """One of the tables of a dataset, as data: 0 for the records' own."""
    table, flat = dataset.tables[number]
    page = dataset.get_absolute_url()
    shown = SHOWN.get(dataset.type_name, ("record_title", "record_updated_at"))
    return Listing(
        table,
        dataset.title if number == 0 else table.title,
        page,
        lambda: _rows(dataset.type_name, flat),
        shown if number == 0 else tuple(table.names[:4]),
        base=page if number == 0 else f"{page}{part_name(table)}/",
    )


def _rows(type_name: str, flat: Flat) -> Iterator[Row]:
    return rows_of(flat, published_records(type_name))


def labels(dataset: Dataset) -> list[tuple[str, Label]]:
    """The tables of parts: their name in addresses and what people call them."""
    return [(part_name(table), table.title) for table, _flat in dataset.tables[1:]]
