"""How the API speaks HTTP: one shape for every error, copies that are reused, open to any page, deaf to cookies."""

from collections.abc import Callable

import pytest
from django.test import Client

from tequio.accounts.models import User
from tequio.api import service
from tequio.api.endpoints import register
from tequio.core.models import Town

pytestmark = pytest.mark.usefixtures("town")
PROBLEM = "application/problem+json"
NASTY = [
    "owner__password__startswith=a",
    "order=(select 1)",
    "_connector=OR",
    "data__id=1",
    "sort=(select..)",
    "sort=-updated;drop table",
    "limit=1e999999",
    "limit=-1",
    "limit=0",
    "limit=101",
    "limit=" + "9" * 5000,
    "limit=٣",
    "limit=1_0",
    "limit=1&limit=2",
    "occurred_from=0",
    "occurred_from=2026-02-30",
    "occurred_from=20260401",
    "occurred_to=1e999999",
    "updated_since=2026-04-14",
    "updated_since=2026-04-14T10:00:00",
    "q=" + "a" * 10_000,
    "q=%00",
    "type=meetings.agreement'",
    "section=' OR 1=1",
    "organization=%25",
    'place="',
    "cursor=abc",
    "cursor=WyJhIl0:AAAA",
    "cursor=",
]


@pytest.mark.parametrize("query", NASTY, ids=[query[:40] for query in NASTY])
def test_a_question_off_the_list_is_refused_and_explained(client: Client, query: str) -> None:
    response = client.get(f"/api/v1/records?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == PROBLEM
    body = response.json()
    assert body["status"] == 400
    assert body["title"]
    assert len(response.content) < 5_000


def test_the_problem_names_the_parameter_in_the_readers_language(client: Client) -> None:
    spanish = client.get("/api/v1/records?limit=0").json()
    assert spanish["errors"] == [{"parameter": "limit", "detail": "El menor que se acepta es 1."}]
    english = client.get("/api/v1/records?limit=0", headers={"accept-language": "en"})
    assert english.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "address",
    ["/api/", "/api/v1", "/api/v2/records", "/api/v1/nothing", "/api/v1/records/meetings.agreement/NONE",
     "/api/v1/records/none/NONE", "/api/v1/entries/999", "/api/v1/entries/99999999999999999999999",
     "/api/v1/entries/7/proof", "/api/v1/entries/-1"],
)  # fmt: skip
def test_what_does_not_exist_is_a_problem_document(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/records", "/api/v1/openapi.json"])
def test_nothing_can_be_written(client: Client, method: str, address: str) -> None:
    response = client.generic(method, address, b'{"status": "published", "id": 1}', "application/json")
    assert (response.status_code, response.headers["Content-Type"]) == (405, PROBLEM)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_what_breaks_is_a_problem_document_without_a_trace(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(register, "current_size", broken)
    client.raise_request_exception = False
    response = client.get("/api/v1/kinds")
    assert (response.status_code, response.headers["Content-Type"]) == (500, PROBLEM)
    assert "secret" not in response.content.decode()


def test_errors_before_any_view_have_the_same_shape(client: Client) -> None:
    for address, options in (("/api/v1/%00", {}), ("/api/v1/", {"host": "evil.example"})):
        response = client.get(address, headers=options)
        assert (response.status_code, response.headers["Content-Type"]) == (400, PROBLEM)


def test_the_rest_of_the_site_keeps_its_own_errors(client: Client) -> None:
    assert client.get("/nada-aqui/").headers["Content-Type"].startswith("text/html")


def test_a_reader_who_has_it_gets_304_until_something_is_published(client: Client) -> None:
    for address in (
        "/api/v1/records",
        "/api/v1/entries",
        "/api/v1/kinds",
        "/api/v1/openapi.json",
        "/api/v1/",
    ):
        first = client.get(address)
        tag = first.headers["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"if-none-match": 'W/"other"'}).status_code == 200


def test_answers_are_public_and_open_to_any_page_without_credentials(client: Client) -> None:
    response = client.get("/api/v1/records", headers={"origin": "https://periodico.example"})
    assert response.headers["Cache-Control"].startswith("public")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_who_is_signed_in_gets_the_same_bytes_and_no_cookie(
    client: Client, make_user: Callable[..., User], town: Town
) -> None:
    stranger = client.get("/api/v1/records")
    client.force_login(make_user())
    client.cookies["django_language"] = "en"
    member = client.get("/api/v1/records")
    assert member.content == stranger.content
    for name in ("Cache-Control", "Content-Language", "ETag", "Vary"):
        assert member.headers[name] == stranger.headers[name]
    assert "Cookie" not in member.headers["Vary"]
    assert not member.cookies


def test_head_has_the_headers_of_get_and_no_body(client: Client) -> None:
    got, headed = client.get("/api/v1/records"), client.head("/api/v1/records")
    assert headed.content == b""
    assert {**headed.headers} == {**got.headers}


def test_options_says_what_a_page_may_do(client: Client) -> None:
    asked = {"origin": "https://periodico.example", "access-control-request-method": "GET"}
    response = client.options("/api/v1/records", headers=asked)
    assert response.status_code == 204
    assert (
        response.headers["Allow"] == response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    )
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_who_asks_too_fast_is_told_how_long_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "PER_MINUTE", 2)
    answers = [client.get("/api/v1/kinds", REMOTE_ADDR="192.0.2.7") for _try in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Content-Type"] == PROBLEM
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61
    assert client.get("/api/v1/kinds", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_searches_are_kept_by_nobody_and_lists_by_anybody(client: Client) -> None:
    assert client.get("/api/v1/records?q=parque").headers["Cache-Control"] == "no-cache"
    assert client.get("/api/v1/records?section=acuerdos").headers["Cache-Control"] == "public, max-age=60"
