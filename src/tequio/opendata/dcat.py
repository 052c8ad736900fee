"""The catalogue as DCAT-AP 3 (semiceu.github.io/DCAT-AP/releases/3.0.0): one graph, as JSON-LD and as Turtle."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from tequio.core.licence import LICENCE_URL
from tequio.core.models import Town
from tequio.core.tables import instant
from tequio.opendata.builds import FILES
from tequio.opendata.datasets import DATASETS, Dataset
from tequio.register.models import Log, Record

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CONTINUOUSLY = AUTHORITY + "frequency/UPDATE_CONT"
GOVERNMENT = AUTHORITY + "data-theme/GOVE"
SPANISH = AUTHORITY + "language/SPA"
MEXICO = AUTHORITY + "country/MEX"
PUBLIC = AUTHORITY + "access-right/PUBLIC"
TYPES = "https://www.iana.org/assignments/media-types/"
MEDIA = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "zip": "ZIP", "sqlite": ""}


@dataclass(frozen=True)
class Link:
    """A value that is a thing with an address."""

    address: str


@dataclass(frozen=True)
class Text:
    """A text in Spanish, or a typed value."""

    value: str
    type: str = ""


Value = Link | Text


@dataclass(frozen=True)
class Node:
    """One thing of the catalogue and what is said of it."""

    address: str
    type: str
    facts: tuple[tuple[str, Value], ...]


def catalogue() -> list[Node]:
    """The catalogue, its publisher, each dataset and each of its files."""
    root, town = settings.TEQUIO_URL, Town.current()
    datasets = [*(_dataset(dataset) for dataset in DATASETS), _everything()]
    nodes = [node for group in datasets for node in group]
    links = tuple(("dcat:dataset", Link(group[0].address)) for group in datasets)
    last = Log.objects.values_list("last_at", flat=True).filter(pk=1).first()
    whole = Node(
        f"{root}/datos/",
        "dcat:Catalog",
        (
            ("dct:title", Text(_("Datos abiertos de %(town)s") % {"town": town.name})),
            ("dct:description", Text(_("Todo lo que publica %(body)s.") % {"body": town.commission_name})),
            ("dct:publisher", Link(f"{root}/#ayuntamiento")),
            ("dct:language", Link(SPANISH)),
            ("dct:license", Link(LICENCE_URL)),
            ("dct:spatial", Link(MEXICO)),
            ("foaf:homepage", Link(f"{root}/")),
            ("dcat:themeTaxonomy", Link(AUTHORITY + "data-theme")),
            *_moments(None, last),
            *links,
        ),
    )
    return [whole, *_agents(town), *nodes]


def _agents(town: Town) -> list[Node]:
    root = settings.TEQUIO_URL
    contact: list[tuple[str, Value]] = [("vcard:fn", Text(town.commission_name or town.full_name))]
    if town.email:
        contact.append(("vcard:hasEmail", Link(f"mailto:{town.email}")))
    contact.append(("vcard:hasURL", Link(f"{root}/contacto/")))
    taxonomy = (("dct:title", Text(_("Temas de datos"))),)
    return [
        Node(f"{root}/#ayuntamiento", "foaf:Agent", (("foaf:name", Text(town.full_name or root)),)),
        Node(f"{root}/#contacto", "vcard:Organization", tuple(contact)),
        Node(AUTHORITY + "data-theme", "http://www.w3.org/2004/02/skos/core#ConceptScheme", taxonomy),
    ]


def _dataset(dataset: Dataset) -> list[Node]:
    address = settings.TEQUIO_URL + dataset.get_absolute_url()
    rows = Record.objects.filter(subject_type=dataset.type_name)
    first = rows.order_by("first_at").values_list("first_at", flat=True).first()
    last = rows.order_by("-updated_at").values_list("updated_at", flat=True).first()
    files = [
        _file(
            f"{address}descarga.{suffix}",
            f"{dataset.title}, {suffix.upper()}",
            media,
            FILE_TYPES[suffix],
            address,
        )
        for suffix, media in MEDIA.items()
    ]
    about = _about(dataset.title, str(dataset.about), address, files)
    schema = ("dct:conformsTo", Link(f"{settings.TEQUIO_URL}/registro/esquemas/{dataset.type_name}.json"))
    return [Node(address, "dcat:Dataset", (*about, schema, *_moments(first, last))), *files]


def _everything() -> list[Node]:
    page = f"{settings.TEQUIO_URL}/datos/"
    address = page + "#completo"
    files = [
        _file(page + file.name, file.name, file.media_type, FILE_TYPES[file.name.rsplit(".", 1)[1]], page)
        for file in FILES.values()
    ]
    about = _("Todos los registros y el registro público entero, para comprobarlo sin conexión.")
    return [Node(address, "dcat:Dataset", _about(_("Todo en una descarga"), about, page, files)), *files]


def _about(title: str, about: str, page: str, files: list[Node]) -> tuple[tuple[str, Value], ...]:
    root = settings.TEQUIO_URL
    return (
        ("dct:title", Text(title)),
        ("dct:description", Text(about)),
        ("dct:publisher", Link(f"{root}/#ayuntamiento")),
        ("dcat:contactPoint", Link(f"{root}/#contacto")),
        ("dct:accrualPeriodicity", Link(CONTINUOUSLY)),
        ("dct:accessRights", Link(PUBLIC)),
        ("dct:language", Link(SPANISH)),
        ("dct:spatial", Link(MEXICO)),
        ("dcat:theme", Link(GOVERNMENT)),
        ("dcat:keyword", Text(_("gobierno abierto"))),
        ("dcat:landingPage", Link(page)),
        *(("dcat:distribution", Link(file.address)) for file in files),
    )


def _file(address: str, title: str, media: str, file_type: str, page: str) -> Node:
    facts: list[tuple[str, Value]] = [
        ("dct:title", Text(title)),
        ("dcat:accessURL", Link(page)),
        ("dcat:downloadURL", Link(address)),
        ("dcat:mediaType", Link(TYPES + media)),
        ("dct:license", Link(LICENCE_URL)),
    ]
    if file_type:
        facts.append(("dct:format", Link(f"{AUTHORITY}file-type/{file_type}")))
    return Node(address, "dcat:Distribution", tuple(facts))


def _moments(first: datetime | None, last: datetime | None) -> Iterator[tuple[str, Value]]:
    for name, moment in (("dct:issued", first), ("dct:modified", last)):
        if moment:
            yield name, Text(instant(moment), "xsd:dateTime")


def to_json_ld(nodes: list[Node]) -> str:
    """The graph as JSON-LD 1.1."""
    graph = []
    for node in nodes:
        written: dict[str, Any] = {"@id": node.address, "@type": node.type}
        for name, value in node.facts:
            written.setdefault(name, []).append(_json_value(value))
        graph.append(written)
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _json_value(value: Value) -> dict[str, str]:
    if isinstance(value, Link):
        return {"@id": value.address}
    if value.type:
        return {"@value": value.value, "@type": value.type}
    return {"@value": value.value, "@language": "es"}


def to_turtle(nodes: list[Node]) -> str:
    """The graph as Turtle 1.1."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in nodes:
        kind = node.type if node.type.partition(":")[0] in PREFIXES else f"<{node.type}>"
        facts = [f"a {kind}", *(f"{name} {_turtle_value(value)}" for name, value in node.facts)]
        lines.append(f"\n<{_address(node.address)}>\n  " + " ;\n  ".join(facts) + " .")
    return "\n".join(lines) + "\n"


def _turtle_value(value: Value) -> str:
    if isinstance(value, Link):
        return f"<{_address(value.address)}>"
    text = json.dumps(value.value, ensure_ascii=False)
    return f"{text}^^{value.type}" if value.type else f"{text}@es"


def _address(address: str) -> str:
    """An address with what Turtle forbids between angles written as a percent code (RFC 3987)."""
    return "".join(sign if sign not in '<>"{}|^`\\ ' else f"%{ord(sign):02X}" for sign in address)
