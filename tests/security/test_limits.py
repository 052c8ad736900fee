"""Parameters out of range, forged hosts, headers and cookies: on every public page of the example town."""

import csv
import io
import logging
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.blocks import StructBlockValidationError

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.bodies import actions as bodies
from tequio.bodies.rules import OrganizationKind
from tequio.core.spreadsheets import harmless, original
from tequio.meetings import actions as meetings
from tequio.meetings.models import Agreement
from tequio.register.files import safe_name
from tequio.website.blocks import BodyBlock
from tests.security.addresses import cases
from tests.site.opened import opened

pytestmark = pytest.mark.usefixtures("example", "db", "quiet")
GOOD = {200, 301, 302, 400, 404, 422}
PARAMETERS = (
    "page", "q", "seccion", "folio", "sha256", "fecha", "desde", "plazo", "calendario", "version", "vista", "orden",
    "estado", "lugar", "dependencia", "tema", "anio", "anterior", "tipo", "nivel", "ver", "integracion", "texto",
)  # fmt: skip
VALUES = {
    "huge": "9999999999999999999",
    "negative": "-1",
    "zero": "0",
    "float": "1e999999",
    "digits of another script": "٣",
    "NUL": "a\x00b",
    "very long": "a" * 10_000,
    "impossible date": "2026-02-31",
    "date out of range": "99999-99-99",
    "not UTF-8": "\udcff\udcfe",
    "lookup": "1) OR 1=1 --",
    "quotes": "\"'`;\\",
}
HIDDEN = (
    "/.git/config", "/.env", "/db.sqlite3", "/tequio.sqlite3", "/var/tequio.sqlite3", "/datos/tequio.sqlite3",
    "/keys/log.key", "/media/archivo/", "/static/../tequio.sqlite3", "/static/%2e%2e/%2e%2e/settings.py",
    "/media/images/%2e%2e/%2e%2e/tequio.sqlite3", "/media/../.env", "/manage.py", "/admin/", "/__debug__/",
)  # fmt: skip
CSV_FILES = (
    "/comision/acuerdos/descarga.csv",
    "/comision/sesiones/2026/ordinaria-02/votaciones/descarga.csv",
    "/compromisos/descarga.csv",
    "/comision/marco-legal/dias-inhabiles/municipio/2026/descarga.csv",
)


@pytest.fixture
def quiet() -> Iterator[None]:
    """Hundreds of refusals are expected: say nothing of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def public_addresses() -> list[str]:
    doors = ("trabajo/salir/", "trabajo/entrar/", "registro/cofirmas")
    found = [case for case in cases("published") if case.is_public and not case.route.startswith(doors)]
    return [*(case.address for case in found), "/trabajo/entrar/", "/trabajo/entrar/olvide/"]


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogateescape"), safe="")


def status(client: Client, address: str) -> int:
    """What an address answers, read to its end so that a file is closed."""
    response = client.get(address)
    b"".join(response)
    return int(response.status_code)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_parameter_breaks_a_page(value: str) -> None:
    client = Client(raise_request_exception=False)
    query = "&".join(f"{name}={encoded(value)}" for name in PARAMETERS)
    answers = {address: status(client, f"{address}?{query}") for address in public_addresses()}
    assert {address: code for address, code in answers.items() if code not in GOOD} == {}
    if "\x00" in value:
        assert set(answers.values()) == {400}


@pytest.mark.parametrize("value", ["9999999999999999999", "-1", "1e999999", "2026-02-31", "a" * 10_000])
def test_no_single_parameter_breaks_the_lists(value: str) -> None:
    client = Client(raise_request_exception=False)
    for address in ("/compromisos/", "/comision/acuerdos/", "/comision/sesiones/", "/buscar/", "/novedades/"):
        for name in PARAMETERS:
            assert client.get(address, {name: value}).status_code in GOOD, (address, name)


def test_doubled_and_unknown_parameters_change_nothing() -> None:
    client = Client(raise_request_exception=False)
    for query in (
        "page=1&page=2",
        "estado=cumplido&estado=",
        "lead__contact_phone__startswith=5",
        "owner__password__startswith=a&_connector=OR&order=(select 1)",
        "orden=-by__password",
    ):
        for address in public_addresses():
            assert status(client, f"{address}?{query}") in GOOD, (address, query)
    plain = b"".join(client.get("/comision/acuerdos/descarga.csv"))
    old = "/comision/acuerdos/acuerdos.csv?meeting__body__name__startswith=zzz"
    assert b"".join(client.get(old, follow=True)) == plain


def test_numbers_of_the_address_out_of_range_are_not_found() -> None:
    client = Client(raise_request_exception=False)
    huge = "9" * 30
    for address in (
        f"/registro/actos/{huge}/", f"/registro/actos/{huge}.json", f"/registro/actos/{huge}.tlog-proof",
        f"/sitemap/{huge}.xml", "/sitemap/0.xml",
        f"/paginas/{huge}/texto.txt", f"/comision/sesiones/{huge}/ordinaria-01/",
        f"/comision/marco-legal/dias-inhabiles/municipio/{huge}/", "/comision/marco-legal/dias-inhabiles/municipio/0/",
        f"/comision/marco-legal/dias-inhabiles/municipio/{huge}.ics", f"/registro/tile/0/{huge}",
        f"/registro/tile/entries/{huge}", "/registro/tile/0/x999/999", "/registro/meetings.agreement/%00/",
        "/archivo/%00/%00", "/comision/marco-legal/plazos/%00/", f"/og/bodies.body/cga/{huge}.jpg", "/%00/",
    ):  # fmt: skip
        assert client.get(address).status_code in {302, 400, 404}, address


@pytest.mark.parametrize("address", HIDDEN)
def test_what_is_not_a_page_is_not_there(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_only_the_names_of_this_site_are_served() -> None:
    for host in ("malo.example", "testserver.malo.example", "testserver@malo.example", "malo.example:80"):
        response = Client(raise_request_exception=False).get("/novedades/atom.xml", headers={"Host": host})
        assert response.status_code == 400, host
        assert b"malo.example" not in response.content
    forwarded = Client().get("/novedades/atom.xml", headers={"X-Forwarded-Host": "malo.example"})
    assert forwarded.status_code == 200
    assert b"malo.example" not in forwarded.content


@pytest.mark.parametrize(
    "target",
    [
        "https://malo.example/",
        "//malo.example/",
        "/\\malo.example",
        "javascript:alert(1)",
        "https:malo.example",
        "\t//malo.example",
    ],
)
def test_signing_in_leads_nowhere_else(make_user: Callable[..., User], target: str) -> None:
    user = make_user(Role.SECRETARIAT)
    user.set_password("una contraseña larga")
    user.save()
    data = {"username": user.username, "password": "una contraseña larga", "next": target}
    response = Client().post("/trabajo/entrar/", data)
    assert (response.status_code, response.headers["Location"]) == (302, "/trabajo/")
    client = Client()
    client.force_login(user)
    assert client.post("/trabajo/salir/", {"next": target}).headers["Location"] == "/"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(make_user: Callable[..., User]) -> None:
    user = make_user(Role.SECRETARIAT)
    data = {"username": user.username, "password": "no es esta"}
    known = Client().post("/trabajo/entrar/", data)
    unknown = Client().post("/trabajo/entrar/", {**data, "username": "x" * len(user.username)})
    assert known.status_code == unknown.status_code == 422
    text = known.content.decode().replace(user.username, "x" * len(user.username))
    assert mask(text) == mask(unknown.content.decode())


def mask(page: str) -> str:
    """The page without the tokens that change each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def check_headers(address: str, headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy, address
    assert "default-src 'none'" in policy, address
    assert headers["X-Content-Type-Options"] == "nosniff", address
    if address.endswith(
        "/insertar/"
    ):  # made to stand in another page; it has no form, no script and no cookie
        assert "frame-ancestors *" in policy, address
        assert "script-src 'none'" in policy, address
        assert "form-action 'none'" in policy, address
    else:
        assert "frame-ancestors 'none'" in policy or policy.startswith("sandbox"), address
        assert headers["X-Frame-Options"] == "DENY", address
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", address
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    assert "geolocation=()" in headers["Permissions-Policy"], address


def test_every_public_page_has_its_headers_and_no_cookie() -> None:
    for address in [*public_addresses(), "/en/compromisos/", "/nadie/"]:
        response = Client().get(address)
        b"".join(response)
        check_headers(address, dict(response.headers))
        if not address.startswith("/trabajo/entrar/"):
            assert not response.cookies, address
            assert "Cookie" not in response.headers.get("Vary", "") or not response.cookies, address
        if "Access-Control-Allow-Origin" in response.headers:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in response.headers


def test_no_shared_cache_keeps_a_page_of_the_staff(make_user: Callable[..., User]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make_user(Role.SECRETARIAT))
    for case in cases("published"):
        if case.is_public:
            continue
        response = client.get(case.address)
        if response.status_code in {403, 404, 405}:
            continue
        kept = response.headers.get("Cache-Control", "").split(", ")
        assert {"private", "no-store"} <= set(kept), case.address
        check_headers(case.address, dict(response.headers))
    for address in ("/trabajo/x.css", "/trabajo/sistema/personas/1/x.css", "/trabajo/;x.css"):
        assert client.get(address).status_code == 404


def test_cookies_of_the_session_are_out_of_reach_of_scripts(make_user: Callable[..., User]) -> None:
    user = make_user(Role.SECRETARIAT)
    user.set_password("una contraseña larga")
    user.save()
    client = Client()
    client.get("/trabajo/entrar/")
    before = client.cookies["csrftoken"].value
    client.post("/trabajo/entrar/", {"username": user.username, "password": "una contraseña larga"})
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
    assert client.cookies["csrftoken"].value != before


FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -5.5, "-5", "-1,250.50", "+52", "texto", "", "a=b"])
def test_numbers_and_plain_texts_survive(value: object) -> None:
    assert harmless(value) == value


def test_every_csv_is_free_of_formulas(secretary: User) -> None:
    bodies.create_organization(name="=CMD()", kind=OrganizationKind.DEPENDENCIA, by=secretary)
    agreement = Agreement.objects.filter(status="open").latest("pk")
    changes = {"title": "=HYPERLINK(1)", "text": "@SUM(A1)", "proof": "＝1+1"}
    meetings.amend_agreement(agreement=agreement, changes=changes, reason="-2+3", by=secretary)
    for address in CSV_FILES:
        response = Client().get(address)
        assert response.status_code == 200, address
        rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
        assert len(rows) > 1
        for cell in (cell for row in rows for cell in row):
            assert harmless(original(cell)) == cell, (address, cell)
    text = Client().get(CSV_FILES[0]).getvalue().decode()
    assert all(f"'{value}" in text for value in changes.values())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\acta.pdf", "acta.pdf"),
        ("acta\u202efdp.txt", "actafdp.txt"),
        ("a\x00b.pdf", "ab.pdf"),
        ('"><script>alert(1)<.pdf', "script-alert-1.pdf"),
        ("x" * 300 + ".pdf", "x" * 90 + ".pdf"),
        ("\r\nSet-Cookie: a=b.pdf", "Set-Cookie- a-b.pdf"),
    ],
)
def test_a_stored_name_is_ours(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//malo.example",
        " javascript:x",
        "/\\malo.example",
    ],
)
def test_a_button_of_a_page_leads_only_to_pages(address: str) -> None:
    block = BodyBlock().child_blocks["call_to_action"]
    value = block.to_python({"label": "Ir", "page": None, "url": address})
    assert "href" not in block.render(value)
    with pytest.raises(StructBlockValidationError):
        block.clean(value)
    good = block.to_python({"label": "Ir", "page": None, "url": "/compromisos/"})
    assert 'href="/compromisos/"' in block.render(block.clean(good))


def test_no_error_page_says_how_the_site_is_made() -> None:
    client = Client(raise_request_exception=False)
    for address in ("/nadie/", "/buscar/?q=%00"):
        page = opened(client, address)
        assert not any(word in page.text for word in ("Traceback", "Django", "settings", "malo.example")), (
            address
        )
