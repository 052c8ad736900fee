"""Everything at once: the Data Package, the SQLite file and the catalogue, read by the tools that people use."""

import csv
import hashlib
import json
import sqlite3
import threading
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pyshacl
import pytest
from django.conf import settings
from django.test import Client
from rdflib import Graph
from rdflib.compare import isomorphic

from tequio.core.spreadsheets import original
from tequio.ledger.cli import main as ledger
from tequio.opendata import builds, sqlite_file
from tequio.opendata.datasets import BY_KIND, DATASETS
from tequio.opendata.flattening import LINKS, tables_of
from tequio.opendata.meanings import SPANISH
from tequio.opendata.package import write_package
from tequio.opendata.snapshot import Snapshot, published_records
from tequio.register.kinds import KINDS
from tequio.register.models import Entry, Record
from tequio.register.proofs import latest_checkpoint
from tests.drafts import SECRET

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings(
        "ignore:ConjunctiveGraph is deprecated"
    ),  # rdflib's own reader of JSON-LD uses it
]


@pytest.fixture(scope="module")
def unpacked(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that somebody gets who downloads everything."""
    folder = tmp_path_factory.mktemp("completo")
    ZipFile(BytesIO(Client().get("/datos/completo.zip").getvalue())).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def base(example: Path, tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """The SQLite file as somebody gets it."""
    path = tmp_path_factory.mktemp("sqlite") / "registros.sqlite"
    path.write_bytes(Client().get("/datos/registros.sqlite").getvalue())
    return sqlite3.connect(path)


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    text = (folder / "datos" / f"{table}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_every_kind_of_record_is_a_dataset() -> None:
    assert set(BY_KIND) == {name for name in KINDS if not name.startswith(("tests.", "benchmarks."))}
    assert len({dataset.slug for dataset in DATASETS}) == len(DATASETS)


def test_every_field_is_explained_in_spanish() -> None:
    missing = {
        str(column.description)
        for dataset in DATASETS
        for table, flat in dataset.tables
        for column in table.columns[len(flat.keys) : len(flat.keys) + len(flat.columns)]
        if str(column.description) not in SPANISH.values()
    }
    assert missing == set()  # opendata/meanings.py


def test_every_link_between_tables_is_of_a_column_that_there_is() -> None:
    for (kind, column), target in LINKS.items():
        assert column in tables_of(kind)[0][0].names
        assert target in KINDS


def test_frictionless_finds_nothing_wrong(unpacked: Path) -> None:
    report = frictionless.validate(unpacked / "datapackage.json")
    assert report.flatten(["title", "fieldName", "note"]) == []
    assert report.stats["tasks"] > 20


def test_the_package_says_the_weight_and_fingerprint_of_each_table(unpacked: Path) -> None:
    package = json.loads((unpacked / "datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        content = (unpacked / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_package_holds_every_record_as_it_was_published(unpacked: Path) -> None:
    lines = [json.loads(line) for line in (unpacked / "datos/registros.jsonl").read_text().splitlines()]
    published = {(line["kind"], line["record"]["id"]): line["record"] for line in lines}
    records = Record.objects.values_list("subject_type", "subject_id", "data")
    assert published == {(kind, key): data for kind, key, data in records}
    for dataset in DATASETS:
        rows = Record.objects.filter(subject_type=dataset.type_name)
        if not rows:
            continue
        table = rows_of(unpacked, dataset.tables[0][0].name)
        assert {row["id"]: original(row["record_title"]) for row in table} == dict(
            rows.values_list("subject_id", "title")
        )


def test_anybody_can_check_the_package_without_a_network(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert ledger(["verify", str(unpacked)]) == 0
    bundle = unpacked / "registro" / "tile" / "entries" / "000"
    bundle = bundle if bundle.exists() else next(bundle.with_name("000.p").iterdir())
    intact = bundle.read_bytes()
    bundle.write_bytes(intact[:-1] + bytes([intact[-1] ^ 1]))
    assert ledger(["verify", str(unpacked)]) == 1
    bundle.write_bytes(intact)


def test_what_was_published_can_be_rebuilt_from_the_acts_alone(example: Path) -> None:
    checkpoint = latest_checkpoint()
    assert checkpoint is not None
    for kind in Snapshot(checkpoint).kinds():
        assert list(Snapshot(checkpoint).records(kind)) == list(published_records(kind))


def test_the_same_register_gives_the_same_bytes(example: Path, tmp_path: Path) -> None:
    checkpoint = latest_checkpoint()
    assert checkpoint is not None
    for write in (write_package, sqlite_file.write_sqlite):
        one, other = tmp_path / "one", tmp_path / "other"
        write(Snapshot(checkpoint), one)
        write(Snapshot(checkpoint), other)
        assert one.read_bytes() == other.read_bytes()
        one.unlink()
        other.unlink()


def test_many_readers_cost_one_build(example: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    made: list[str] = []
    monkeypatch.setattr(builds, "PROGRAM", "another program")
    monkeypatch.setattr(builds, "_make", _counting(made, builds._make))
    for _reader in range(20):
        assert Client().get("/datos/completo.zip").getvalue()
    assert made == ["completo.zip"]


def _counting(made: list[str], make):
    def counted(file, snapshot, target):
        made.append(file.name)
        make(file, snapshot, target)

    return counted


def test_while_somebody_builds_the_others_are_told_to_wait(
    example: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    building, may_end, answers = threading.Event(), threading.Event(), []

    def slow(file, snapshot, target):
        building.set()
        may_end.wait(20)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(b"made")

    monkeypatch.setattr(builds.settings, "TEQUIO_DATA", tmp_path)
    monkeypatch.setattr(builds, "_make", slow)
    first = builds.FILES["completo.zip"]
    lock_root = tmp_path / "cache" / "datos"
    lock_root.mkdir(parents=True)
    checkpoint = latest_checkpoint()
    monkeypatch.setattr(builds, "latest_checkpoint", lambda: checkpoint)
    monkeypatch.setattr(builds, "_generation", lambda: "g")
    builder = threading.Thread(target=lambda: answers.append(builds.built(first)))
    builder.start()
    assert building.wait(20)
    waiting = Client().get("/datos/completo.zip")
    assert waiting.status_code == 503
    assert waiting.headers["Retry-After"] == "15"
    assert waiting.headers["Cache-Control"] == "no-store"
    may_end.set()
    builder.join()
    assert answers[0].read_bytes() == b"made"


def test_the_sqlite_file_holds_the_same_records(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT count(*) FROM acts").fetchone()[0] == Entry.objects.count()
    assert base.execute("SELECT count(*) FROM records").fetchone()[0] == Record.objects.count()
    for dataset in DATASETS:
        count = Record.objects.filter(subject_type=dataset.type_name).count()
        if count:
            table = dataset.tables[0][0].name
            assert base.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] == count  # noqa: S608


def test_the_sqlite_file_can_be_searched_and_read_like_the_chronicle(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT title FROM search WHERE search MATCH 'sesion' LIMIT 5").fetchall()
    assert found
    newest = base.execute("SELECT act FROM chronicle LIMIT 1").fetchone()[0]
    assert newest == Entry.objects.count() - 1
    joined = base.execute(
        "SELECT count(*) FROM meetings_agreement a JOIN meetings_meeting m ON m.id = a.meeting"
    ).fetchone()[0]
    assert joined == Record.objects.filter(subject_type="meetings.agreement").count()


def test_datasette_is_told_what_everything_means(base: sqlite3.Connection) -> None:
    metadata = json.loads(Client().get("/datos/metadata.json").content)
    tables = metadata["databases"]["registros"]["tables"]
    there = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in there if not name.startswith("search_")} - tables.keys() == {"search"}
    assert metadata["license_url"] == "https://creativecommons.org/licenses/by/4.0/"


def test_nothing_private_is_in_the_big_files(unpacked: Path, base: sqlite3.Connection) -> None:
    secret = SECRET.casefold()
    files = [path for path in unpacked.rglob("*") if path.is_file()]
    assert len(files) > 30
    assert [path.name for path in files if secret in path.read_text("utf-8", "replace").casefold()] == []
    assert secret not in "\n".join(base.iterdump()).casefold()
    for address in ("/datos/", "/datos/catalogo.jsonld", "/datos/catalogo.ttl", "/datos/metadata.json"):
        assert secret not in Client().get(address).content.decode().casefold()


# DCAT-AP 3.0.0: what each class MUST have, and what it may have only once (section of the specification in brackets).
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;  # [Catalogue]
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:or ([sh:datatype rdf:langString] [sh:datatype xsd:string]) ] ,
    [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dct:license ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path foaf:homepage ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:modified ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;  # [Dataset]
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcat:contactPoint ; sh:class vcard:Organization ] ,
    [ sh:path dct:accrualPeriodicity ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:accessRights ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:issued ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dct:modified ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dcat:theme ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;  # [Distribution]
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:format ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:license ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
[] a sh:NodeShape ; sh:targetClass foaf:Agent ;  # [Agent]
  sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
[] a sh:NodeShape ; sh:targetClass dcat:DataService ;  # [Data Service]
  sh:property [ sh:path dct:title ; sh:minCount 1 ] ,
    [ sh:path dcat:endpointURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .
"""


@pytest.fixture(scope="module")
def graphs(example: Path) -> tuple[Graph, Graph]:
    json_ld = Graph().parse(data=Client().get("/datos/catalogo.jsonld").content, format="json-ld")
    turtle = Graph().parse(data=Client().get("/datos/catalogo.ttl").content, format="turtle")
    return json_ld, turtle


def test_both_forms_of_the_catalogue_say_the_same(graphs: tuple[Graph, Graph]) -> None:
    assert len(graphs[0]) > 300
    assert isomorphic(*graphs)


def test_the_catalogue_has_what_dcat_ap_demands(graphs: tuple[Graph, Graph]) -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    conforms, _results, text = pyshacl.validate(graphs[1], shacl_graph=shapes)
    assert conforms, text
    broken = Graph()
    for triple in graphs[1]:
        if not str(triple[1]).endswith("accessURL"):
            broken.add(triple)
    assert not pyshacl.validate(broken, shacl_graph=shapes)[0]


def test_every_file_of_the_catalogue_is_there(graphs: tuple[Graph, Graph]) -> None:
    asked = "SELECT ?url WHERE { ?file <http://www.w3.org/ns/dcat#downloadURL> ?url }"
    urls = {str(row.url).removeprefix(settings.TEQUIO_URL) for row in graphs[1].query(asked)}
    assert len(urls) > 50
    answers = {url: Client().head(url) for url in urls}
    for answer in answers.values():
        answer.close()
    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 200} == {}
