"""Everything public in one ZIP: a Data Package v2 (datapackage.org) with the register's own files beside the tables.

The same register gives the same bytes: names are sorted, the times inside the ZIP are fixed, and nothing in it says
when it was made.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from tequio.core.licence import LICENCE_NAME, LICENCE_TITLE, LICENCE_URL
from tequio.core.models import Town
from tequio.core.tables import Column, Kind, Table, csv_parts, table_schema
from tequio.ledger.canonical import canonical_bytes
from tequio.ledger.tiles import bundles_of, pack_bundle, pack_tile, tiles_of
from tequio.opendata.flattening import rows_of, tables_of
from tequio.opendata.snapshot import Snapshot
from tequio.register import signing
from tequio.register.models import Entry
from tequio.register.tree import DatabaseTiles

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can write; it stands for "no matter when"."""
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ACTS = Table(
    "acts",
    "Actos del registro",
    (
        Column("act", "Acto", "Número del acto en el registro, desde 0.", Kind.INTEGER),
        Column("at", "Momento", "Cuándo entró al registro.", Kind.INSTANT),
        Column("kind", "Qué se hizo", "Clase de registro y verbo."),
        Column("record_kind", "Clase", "Clase de registro."),
        Column("record", "Clave", "Clave del registro dentro de su clase."),
        Column("version", "Versión", "Versión del registro que dejó este acto.", Kind.INTEGER),
        Column("issuer", "Oficina", "Oficina que emite el acto."),
        Column("leaf_hash", "Huella", "Huella del acto en el árbol (SHA-256, RFC 6962)."),
    ),
    "Una fila por acto, en el orden del registro.",
    ("act",),
)


class _Writer:
    """A ZIP being written; it remembers the size and the fingerprint of each file for the descriptor."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.archive = ZipFile(stream, "w", ZIP_DEFLATED)
        self.weights: dict[str, tuple[int, str]] = {}

    def add(self, name: str, parts: Iterable[bytes]) -> None:
        about = ZipInfo(name, LONG_AGO)
        about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(about, "w", force_zip64=True) as target:
            for part in parts:
                target.write(part)
                digest.update(part)
                size += len(part)
        self.weights[name] = (size, digest.hexdigest())


def write_package(snapshot: Snapshot, target: Path) -> None:
    """Write the whole of it at *target*, a table at a time: memory stays flat."""
    with target.open("wb") as stream:
        writer = _Writer(stream)
        resources = [_resource(writer, table, parts) for table, parts in _tables(snapshot)]
        writer.add("datos/registros.jsonl", _records(snapshot))
        _add_register(writer, snapshot)
        descriptor = _descriptor(snapshot, resources)
        writer.add("datapackage.json", [json.dumps(descriptor, ensure_ascii=False, indent=1).encode()])
        writer.add("LEEME.md", [_readme(snapshot, resources).encode()])
        writer.archive.close()


def _tables(snapshot: Snapshot) -> Iterator[tuple[Table, Iterator[bytes]]]:
    for type_name in snapshot.kinds():
        for table, flat in tables_of(type_name):
            yield table, csv_parts(table, rows_of(flat, snapshot.records(type_name)))
    yield ACTS, csv_parts(ACTS, act_rows(snapshot))


def act_rows(snapshot: Snapshot) -> Iterator[tuple[Any, ...]]:
    """One row for each act, as :data:`ACTS` describes it."""
    columns = ("index", "at", "kind", "subject_type", "subject_id", "version", "issuer", "leaf_hash")
    for *row, leaf in snapshot.entries().values_list(*columns).iterator(chunk_size=1000):
        yield *row, bytes(leaf).hex()


def _resource(writer: _Writer, table: Table, parts: Iterator[bytes]) -> dict[str, Any]:
    name = f"datos/{table.name}.csv"
    writer.add(name, parts)
    size, sha256 = writer.weights[name]
    return {
        "name": table.name,
        "type": "table",
        "path": name,
        "title": str(table.title),
        "description": str(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": table_schema(table),
    }


def _records(snapshot: Snapshot) -> Iterator[bytes]:
    """Each record as the register hashes it, with its kind and the act that published it; one in each line."""
    for type_name in snapshot.kinds():
        for record in snapshot.records(type_name):
            line = {"kind": type_name, "act": record.act, "version": record.version, "record": record.data}
            yield canonical_bytes(line) + b"\n"


def _add_register(writer: _Writer, snapshot: Snapshot) -> None:
    """The log in its standard layout (C2SP tlog-tiles), so that ``tequio verify`` checks the folder offline."""
    writer.add("registro/checkpoint", [snapshot.checkpoint.note.encode()])
    writer.add("registro/llave", [f"{signing.town_signer().vkey}\n".encode()])
    for tile in tiles_of(snapshot.size):
        writer.add(
            f"registro/{tile.path}",
            [pack_tile(DatabaseTiles().read_tile(tile.level, tile.index, tile.width))],
        )
    for bundle in bundles_of(snapshot.size):
        start = bundle.index * 256
        rows = Entry.objects.filter(index__gte=start, index__lt=start + bundle.width).order_by("index")
        entries = [bytes(body) for body in rows.values_list("body", flat=True)]
        writer.add(f"registro/{bundle.path}", [pack_bundle(entries)])
    for sha256, record in snapshot.detached():
        writer.add(f"registro/adjuntos/{sha256}.json", [record])


def _descriptor(snapshot: Snapshot, resources: list[dict[str, Any]]) -> dict[str, Any]:
    town = Town.current()
    return {
        "$schema": PROFILE,
        "name": "datos-abiertos",
        "id": f"{settings.TEQUIO_URL}/datos/",
        "title": f"Datos abiertos de {town.commission_name}, {town.name}",
        "description": f"Todo lo publicado hasta el acto {snapshot.size - 1} del registro público.",
        "homepage": f"{settings.TEQUIO_URL}/datos/",
        "version": str(snapshot.size),
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "contributors": [{"title": town.full_name, "roles": ["publisher"], "path": settings.TEQUIO_URL}],
        "sources": [{"title": "Registro público", "path": f"{settings.TEQUIO_URL}/registro/"}],
        "keywords": ["gobierno abierto", "transparencia", "sesiones", "acuerdos", "compromisos"],
        "resources": resources,
    }


def _readme(snapshot: Snapshot, resources: list[dict[str, Any]]) -> str:
    context = {
        "town": Town.current(),
        "site_url": settings.TEQUIO_URL,
        "size": snapshot.size,
        "resources": resources,
        "licence_title": LICENCE_TITLE,
        "licence_url": LICENCE_URL,
    }
    return render_to_string("opendata/LEEME.md", context)
