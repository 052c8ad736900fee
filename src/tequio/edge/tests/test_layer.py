"""What is kept, for whom, and what never is."""

import pytest
from django.test import Client

from tequio.accounts.models import User
from tequio.edge.page import OVERHEAD
from tequio.edge.tests.asking import CountingDjango, ask, layer

pytestmark = pytest.mark.usefixtures("example")


def times_made(app: object) -> int:
    return len(app.django.asked)  # type: ignore[attr-defined]


def test_page_is_made_once_for_every_reader(db: None) -> None:
    app = layer()
    first = ask(app, "/comision/")
    assert [ask(app, "/comision/").body for _reader in range(5)] == [first.body] * 5
    assert times_made(app) == 1


def test_kept_page_is_the_page_that_django_makes(db: None) -> None:
    app, django = layer(), CountingDjango()
    for address in ("/", "/en/compromisos/", "/comision/acuerdos/?page=1", "/novedades/atom.xml"):
        ask(app, address)
        kept, made = ask(app, address), ask(django, address)
        assert kept.text == made.text
        for name in (
            "Content-Type",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Permissions-Policy",
        ):
            assert kept.headers.get(name) == made.headers.get(name)


def test_encodings_hold_the_same_page(db: None) -> None:
    app = layer()
    wanted = {
        "": "",
        "gzip, deflate": "gzip",
        "gzip, deflate, br": "br",
        "br;q=0, gzip;q=0.5": "gzip",
        "*;q=0": "",
    }
    answers = {accept: ask(app, "/compromisos/", HTTP_ACCEPT_ENCODING=accept) for accept in wanted}
    assert {
        accept: answer.headers.get("Content-Encoding", "") for accept, answer in answers.items()
    } == wanted
    assert len({answer.text for answer in answers.values()}) == 1
    for answer in answers.values():
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert len({answer.headers["ETag"] for answer in answers.values()}) == 3  # strong: one for each encoding


def test_unchanged_page_is_answered_in_few_bytes(db: None) -> None:
    app = layer()
    page = ask(app, "/compromisos/", HTTP_ACCEPT_ENCODING="br")
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    for known in (page.headers["ETag"], "W/" + page.headers["ETag"], f'"other", {page.headers["ETag"]}'):
        again = ask(app, "/compromisos/", HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == page.headers["ETag"]
        assert sum(len(f"{name}: {value}\r\n") for name, value in again.headers.items()) < 200
    assert ask(app, "/compromisos/", HTTP_IF_NONE_MATCH='"other"').status == 200


def test_head_is_answered_without_a_body(db: None) -> None:
    app = layer()
    head, page = ask(app, "/comision/", "HEAD"), ask(app, "/comision/")
    assert (head.status, head.body, head.headers) == (200, b"", page.headers)
    assert times_made(app) == 1


def test_language_is_in_the_address_and_nowhere_else(db: None) -> None:
    app = layer()
    spanish = ask(app, "/comision/", HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")
    english = ask(app, "/en/comision/", HTTP_ACCEPT_LANGUAGE="es")
    assert 'lang="es' in spanish.text
    assert 'lang="en' in english.text
    assert ask(app, "/comision/").text == spanish.text


def test_nothing_that_one_reader_sent_reaches_the_next(db: None) -> None:
    app = layer()
    mark = "evil.example"
    names = (
        "REFERER",
        "USER_AGENT",
        "X_FORWARDED_HOST",
        "X_FORWARDED_PROTO",
        "X_REWRITE_URL",
        "FORWARDED",
        "ORIGIN",
    )
    ask(app, "/", HTTP_COOKIE=f"csrftoken={mark}; other={mark}", **{f"HTTP_{name}": mark for name in names})
    kept = ask(app, "/")
    assert times_made(app) == 1
    assert mark not in kept.text + repr(kept.headers)


def test_foreign_host_is_refused_and_keeps_nothing(db: None) -> None:
    app = layer()
    ask(app, "/")
    assert ask(app, "/", HTTP_HOST="evil.example").status == 400
    assert "evil.example" not in ask(app, "/").text


@pytest.mark.parametrize("header", ["HTTP_COOKIE", "HTTP_AUTHORIZATION"])
def test_whoever_carries_a_session_goes_to_django(db: None, header: str) -> None:
    app = layer()
    ask(app, "/")
    value = "a=b; sessionid=unknown" if header == "HTTP_COOKIE" else "Bearer key"
    ask(app, "/", **{header: value})
    assert times_made(app) == 2
    ask(app, "/", HTTP_COOKIE="_ga=1; csrftoken=x")  # a stranger's cookies change nothing
    assert times_made(app) == 2


def test_page_of_the_signed_in_is_never_kept(db: None) -> None:
    app = layer()
    client = Client()
    client.force_login(User.objects.get(username="secretaria"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    for address in (
        "/trabajo/",
        "/trabajo/x.css",
        "/trabajo/sesiones/x.css",
        "/comision/x.css",
        "/trabajo/;x.css",
        "/",
    ):
        answer = ask(app, address, HTTP_COOKIE=cookie)
        assert "no-store" in answer.headers["Cache-Control"]
    assert len(app.plain) == 0
    assert ask(app, "/trabajo/").status == 302
    assert ask(app, "/trabajo/x.css").status == 404
    assert ask(app, "/comision/x.css").status == 404
    assert len(app.plain) == 0


def test_pages_with_forms_of_their_own_are_never_kept(db: None) -> None:
    app = layer()
    tokens = {ask(app, "/trabajo/entrar/").headers["Set-Cookie"] for _reader in range(3)}
    assert len(tokens) == 3
    for _time in range(2):
        assert "no-store" in ask(app, "/buscar/?q=agua").headers["Cache-Control"]
        assert "no-store" in ask(app, "/trabajo/entrar/", HTTP_COOKIE="csrftoken=x").headers["Cache-Control"]
    assert (len(app.plain), len(app.queried)) == (0, 0)


def test_missing_pages_are_not_kept(db: None) -> None:
    app = layer()
    assert {ask(app, f"/comision/acuerdos/no-{number}/").status for number in range(3)} == {404}
    assert len(app.plain) == 0


def test_made_up_queries_take_nothing_from_the_pages(db: None) -> None:
    app = layer(capacity=120_000)
    ask(app, "/verifica/")
    for number in range(12):
        ask(app, f"/verifica/?x={number}")
    assert app.queried.weight <= 30_000
    made = times_made(app)
    ask(app, "/verifica/")
    assert times_made(app) == made


def test_marks_of_who_shared_a_link_are_dropped(db: None) -> None:
    app = layer()
    ask(app, "/verifica/")
    ask(app, "/verifica/?utm_source=boletin&fbclid=abc")
    ask(app, "/novedades/?seccion=acuerdos")
    ask(app, "/novedades/?utm_source=x&seccion=acuerdos")
    assert times_made(app) == 2


def test_memory_is_bounded_and_the_least_asked_go_first(db: None) -> None:
    app = layer(capacity=4 * (OVERHEAD + 9_000))
    addresses = ["/verifica/", "/registro/", "/contacto/", "/comision/organos/ccd/", "/mapa-del-sitio/"]
    for address in addresses:
        ask(app, "/verifica/")
        ask(app, address)
    assert app.plain.weight <= app.plain.capacity
    assert app.plain.get("/verifica/") is not None
    assert app.plain.get("/registro/") is None


def test_change_goes_to_django(db: None) -> None:
    app = layer()
    ask(app, "/verifica/")
    assert ask(app, "/verifica/", "POST").status in {200, 403, 422}
    assert times_made(app) == 2
