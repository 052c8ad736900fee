"""The register for readers: verify, proof, versions, chronicle, feeds, and the plain files for machines."""

import re
from collections.abc import Callable
from hashlib import sha256
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tequio.accounts.models import User
from tequio.core.legal import RuleError
from tequio.core.models import Town
from tequio.ledger.checkpoint import open_checkpoint
from tequio.ledger.keys import Verifier
from tequio.ledger.merkle import leaf_hash, subtree_root
from tequio.ledger.proof import LogProof
from tequio.ledger.tiles import parse_bundle
from tequio.register import signing
from tequio.register.files import published_file, safe_name, store_file
from tequio.register.models import Entry, File
from tequio.register.tests.notices import Notice, publish

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def acts(town: Town) -> list[Entry]:
    """Three acts, one of them a correction."""
    made = [
        publish(Notice(id="parque", heading="Parque de Tonantzintla", text="Bancas y árboles")),
        publish(Notice(id="agua", heading="Pozo de agua")),
        publish(Notice(id="parque", heading="Parque de Santa María Tonantzintla"), verb="amended"),
    ]
    signing.sign_head()
    return made


def publish_minutes(content: bytes = PDF, name: str = "acta.pdf") -> File:
    file = store_file(SimpleUploadedFile(name, content))
    publish(Notice(id="acta", heading="Acta 1", files=[published_file(file)]), files=[file])
    return file


def test_entry_page_says_that_the_proof_holds(client: Client, acts: list[Entry]) -> None:
    page = client.get("/registro/actos/2/").content.decode()
    assert "La prueba se sostiene" in page
    assert "<del>Parque de Tonantzintla</del>" in page
    assert "<ins>Parque de Santa María Tonantzintla</ins>" in page


def test_entry_page_says_so_when_the_act_was_altered_in_the_database(
    client: Client, acts: list[Entry]
) -> None:
    body = bytes(acts[1].body).replace(b"Pozo de agua", b"Pozo de nada")
    Entry.objects.filter(index=1).update(body=body)
    assert "La prueba no se sostiene" in client.get("/registro/actos/1/").content.decode()


def test_record_page_lists_every_version(client: Client, acts: list[Entry]) -> None:
    page = client.get("/registro/tests.notice/parque/").content.decode()
    assert page.index("Versión 2") < page.index("Versión 1")
    assert "Tiene 2 versiones" in page


@pytest.mark.parametrize(
    "path",
    [
        "/registro/actos/3/",
        "/registro/tests.notice/nada/",
        "/registro/nada/parque/",
        "/registro/actos/9.tlog-proof",
    ],
)
def test_what_is_not_published_is_not_found(client: Client, acts: list[Entry], path: str) -> None:
    assert client.get(path).status_code == 404


def test_news_page_costs_the_same_for_one_act_or_fifty(
    client: Client, acts: list[Entry], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(50):
        publish(Notice(id=f"n{number}", heading="Aviso"))
    with django_assert_max_num_queries(8):
        page = client.get("/novedades/")
    assert page.content.decode().count('class="proof"') == 50


def test_news_by_section_and_unknown_section_shows_all(client: Client, acts: list[Entry]) -> None:
    assert "Parque" in client.get("/novedades/?seccion=publicaciones").content.decode()
    assert "Parque" not in client.get("/novedades/?seccion=acuerdos").content.decode()
    assert client.get("/novedades/?seccion='--").status_code == 200


def test_atom_feed_is_well_formed_with_stable_identifiers(client: Client, acts: list[Entry]) -> None:
    response = client.get("/novedades/atom.xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314  # our own feed
    names = {"a": "http://www.w3.org/2005/Atom"}
    identifiers = [entry.findtext("a:id", namespaces=names) for entry in feed.findall("a:entry", names)]
    assert identifiers == [f"http://localhost:8000/registro/actos/{index}/" for index in (2, 1, 0)]
    assert client.get("/novedades/nada/atom.xml").status_code == 404


@pytest.mark.parametrize(
    "folio", ["parque", "PARQUE", " parque ", "0", "http://x.example/registro/actos/2/", "/avisos/parque/"]
)
def test_verify_by_folio_leads_to_its_record(client: Client, acts: list[Entry], folio: str) -> None:
    response = client.get("/verifica/", {"folio": folio})
    assert response.status_code == 302
    assert response["Location"] == "/registro/tests.notice/parque/"


def test_verify_unknown_folio_keeps_what_was_typed_beside_a_plain_error(
    client: Client, acts: list[Entry]
) -> None:
    page = client.get("/verifica/", {"folio": "PARKE-9"}).content.decode()
    assert "No encontramos “PARKE-9”" in page
    assert 'value="PARKE-9"' in page
    assert 'aria-describedby="folio-error"' in page


def test_verify_file_without_javascript_is_hashed_and_not_kept(client: Client, town: Town) -> None:
    publish_minutes()
    before = File.objects.count()
    answer = client.post(
        "/verifica/", {"file": SimpleUploadedFile("lo-que-me-llego.pdf", PDF)}
    ).content.decode()
    assert "Coincide" in answer
    altered = client.post("/verifica/", {"file": SimpleUploadedFile("acta.pdf", PDF + b" ")}).content.decode()
    assert "No coincide con nada publicado" in altered
    assert File.objects.count() == before


def test_verify_superseded_file_points_to_the_correction(client: Client, town: Town) -> None:
    publish_minutes()
    newer = store_file(SimpleUploadedFile("acta-corregida.pdf", PDF + b"%correccion"))
    publish(Notice(id="acta", heading="Acta 1", files=[published_file(newer)]), verb="amended", files=[newer])
    page = client.get("/verifica/", {"sha256": sha256(PDF).hexdigest()}).content.decode()
    assert "Era auténtico, pero hay una versión más nueva" in page


@pytest.mark.parametrize("fingerprint", ["zz", "ab" * 31, "' OR 1=1", "é" * 64])
def test_verify_malformed_fingerprint_says_what_one_looks_like(
    client: Client, town: Town, fingerprint: str
) -> None:
    assert "La huella no está completa" in client.get("/verifica/", {"sha256": fingerprint}).content.decode()


def test_verify_without_choosing_a_file_says_so(client: Client, town: Town) -> None:
    assert "Elige un archivo." in client.post("/verifica/").content.decode()


def test_checkpoint_and_tiles_agree_with_the_acts(client: Client, acts: list[Entry]) -> None:
    key = Verifier.from_vkey(client.get("/registro/llave").content.decode().strip())
    checkpoint, _note = open_checkpoint(client.get("/registro/checkpoint").content.decode(), key)
    hashes = client.get("/registro/tile/0/000.p/3").content
    entries = parse_bundle(client.get("/registro/tile/entries/000.p/3").content, 3)
    assert hashes == b"".join(leaf_hash(entry) for entry in entries)
    assert checkpoint.size == 3
    assert checkpoint.root == subtree_root([leaf_hash(entry) for entry in entries])


@pytest.mark.parametrize(
    "path",
    [
        "0/000",
        "0/000.p/4",
        "0/000.p/0",
        "0/00",
        "0/001.p/1",
        "1/000.p/1",
        "64/000",
        "00/000.p/1",
        "entries/000",
        "entries/x000/000",
    ],
)
def test_tiles_that_do_not_exist_are_not_served(client: Client, acts: list[Entry], path: str) -> None:
    assert client.get(f"/registro/tile/{path}").status_code == 404


def test_an_act_without_a_signature_yet_is_signed_when_asked_for(client: Client, acts: list[Entry]) -> None:
    publish(Notice(id="nuevo", heading="Nuevo"))
    assert client.get("/registro/checkpoint").content.decode().split("\n")[1] == "4"


def test_downloaded_proof_is_checked_offline(client: Client, acts: list[Entry]) -> None:
    key = Verifier.from_vkey(signing.town_signer().vkey)
    proof = LogProof.parse(client.get("/registro/actos/1.tlog-proof").content)
    checkpoint, _note = proof.verify(key)
    assert checkpoint.size == 3
    assert proof.entry == client.get("/registro/actos/1.json").content


def test_private_file_is_hidden_from_strangers_and_shown_to_staff(
    client: Client, town: Town, secretary: User
) -> None:
    file = store_file(SimpleUploadedFile("acta.pdf", PDF))
    assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(secretary)
    response = client.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert "no-store" in response["Cache-Control"]


def test_published_file_is_served_harmless_and_refused_once_altered(client: Client, town: Town) -> None:
    file = publish_minutes()
    response = client.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with open(file.content.path, "ab") as stream:
        stream.write(b"x")
    assert client.get(file.get_absolute_url()).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("vacio.pdf", b"", "vacío"),
        ("pagina.pdf", b"<html><script>alert(1)</script></html>", "no corresponde"),
        ("dibujo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "No publicamos"),
        ("hoja.csv", b"\x00\x01", "texto"),
        ("sin-tipo", b"hola", "No publicamos"),
    ],
)
def test_unfit_file_is_refused_with_a_reason(town: Town, name: str, content: bytes, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        store_file(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\fotos\\acta.PDF", "acta.pdf"),
        ("acta\u202efdp.pdf", "actafdp.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("á" * 300 + ".pdf", "á" * 90 + ".pdf"),
    ],
)
def test_file_names_are_ours(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_schema_of_each_kind_is_published(client: Client, town: Town) -> None:
    schema = client.get("/registro/esquemas/tests.notice.json").json()
    assert schema["properties"]["id"]["description"]
    assert client.get("/registro/esquemas/nada.nada.json").status_code == 404


def test_register_page_states_size_key_and_witnesses(client: Client, acts: list[Entry]) -> None:
    page = client.get("/registro/").content.decode()
    assert signing.town_signer().vkey in page
    assert re.search(r"0 de 0", page)


def test_blocked_register_says_what_to_do(
    client: Client, acts: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "current_size", lambda: 1)
    assert "El registro está detenido" in client.get("/registro/").content.decode()


def test_cosignature_of_a_stranger_is_refused(
    client: Client, acts: list[Entry], make_note: Callable[[], str]
) -> None:
    response = client.post("/registro/cofirmas", make_note(), content_type="text/plain")
    assert response.status_code == 403


@pytest.fixture
def make_note() -> Callable[[], str]:
    """Our checkpoint as we signed it, with no witness on it."""
    return lambda: (signing.keys_folder() / "highest-checkpoint").read_text()
