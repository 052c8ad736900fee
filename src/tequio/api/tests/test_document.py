"""The OpenAPI document is valid, complete, and what is answered is what it says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tequio.api.shapes import collections
from tequio.register.kinds import KINDS
from tequio.register.models import Entry, Record

pytestmark = pytest.mark.usefixtures("example", "db")


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def answers_as_documented(document: dict[str, Any], path: str, body: Any, status: str = "200") -> None:
    """Fail unless *body* is what the document says of *path*."""
    content = document["paths"][path]["get"]["responses"][status]["content"]
    (media,) = content.values()
    validator = Draft202012Validator(
        {**media["schema"], "components": document["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    assert [error.message for error in validator.iter_errors(body)][:3] == []


def pages(client: Client, address: str) -> Iterator[dict[str, Any]]:
    """Every page of a list."""
    while address:
        page = client.get(address).json()
        yield page
        address = page.get("next", "")


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_everything_has_a_description(document: dict[str, Any]) -> None:
    bare = []
    shapes = {shape.__name__ for shape in KINDS.values()}
    for path, operations in document["paths"].items():
        operation = operations["get"]
        bare += [path] if not operation["summary"] or not operation["description"] else []
        bare += [f"{path}?{p['name']}" for p in operation["parameters"] if not p.get("description")]
    for name, schema in document["components"]["schemas"].items():
        bare += [] if schema.get("description") or name not in shapes else [name]
        bare += [
            f"{name}.{key}"
            for key, value in schema.get("properties", {}).items()
            if not value.get("description")
        ]
    assert bare == []


def test_operations_are_told_apart(document: dict[str, Any]) -> None:
    names = [operations["get"]["operationId"] for operations in document["paths"].values()]
    assert len(names) == len(set(names)) == len(collections()) + 10


def test_every_kind_has_a_list_and_its_fields_carry_their_spanish_names(document: dict[str, Any]) -> None:
    lists = {collection.shape.type_name for collection in collections().values()}
    assert lists == set(KINDS)
    schema = document["components"]["schemas"]["AgreementRecord"]
    assert schema["properties"]["due_on"]["title"] == "Fecha límite"
    assert schema["properties"]["due_on"]["description"] == "Last day to do it"


def test_the_document_is_in_the_language_that_its_address_says(client: Client) -> None:
    answers = {lang: client.get(f"/api/v1/openapi.json?lang={lang}") for lang in ("es", "en")}
    assert {lang: answer.headers["Content-Language"] for lang, answer in answers.items()} == {
        "es": "es",
        "en": "en",
    }
    plain = client.get("/api/v1/openapi.json", headers={"accept-language": "en"})
    assert plain.content == answers["es"].content


def test_every_record_of_the_town_is_as_documented(client: Client, document: dict[str, Any]) -> None:
    listed = {}
    for name, collection in collections().items():
        for page in pages(client, f"/api/v1/{name}?limit=100"):
            answers_as_documented(document, f"/api/v1/{name}", page)
            listed |= {(collection.shape.type_name, item["id"]): item["data"] for item in page["items"]}
    stored = {(row.subject_type, row.subject_id): row.data for row in Record.objects.all()}
    assert listed == stored


def test_every_act_of_the_town_is_as_documented(client: Client, document: dict[str, Any]) -> None:
    numbers = []
    for page in pages(client, "/api/v1/entries?limit=100"):
        answers_as_documented(document, "/api/v1/entries", page)
        numbers += [item["act"]["index"] for item in page["items"]]
    assert numbers == list(range(Entry.objects.count()))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/", "/api/v1/"),
        ("/api/v1/kinds", "/api/v1/kinds"),
        ("/api/v1/records", "/api/v1/records?limit=100"),
        ("/api/v1/records/{type}/{id}", "/api/v1/records/meetings.agreement/CGA-2023-ORD-01-01"),
        ("/api/v1/entries/{index}", "/api/v1/entries/100"),
        ("/api/v1/entries/{index}/proof", "/api/v1/entries/100/proof"),
        ("/api/v1/checkpoint", "/api/v1/checkpoint"),
        ("/api/v1/deadlines", "/api/v1/deadlines?term=request.answer&since=2026-04-01"),
        ("/api/v1/working-days", "/api/v1/working-days?since=2026-03-28&days=10"),
    ],
)
def test_the_other_answers_are_as_documented(
    client: Client, document: dict[str, Any], path: str, address: str
) -> None:
    answers_as_documented(document, path, client.get(address).json())


def test_problems_are_as_documented(client: Client, document: dict[str, Any]) -> None:
    wrong = client.get("/api/v1/records?limit=0&sort=x")
    assert wrong.status_code == 400
    answers_as_documented(document, "/api/v1/records", wrong.json(), "400")
