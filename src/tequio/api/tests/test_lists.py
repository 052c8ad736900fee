"""Lists: what they find, how they page while the town goes on publishing, and that drafts are in none."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.drafts import SECRET

from tequio.accounts.models import User
from tequio.api import cursors
from tequio.api.shapes import collections
from tequio.api.tests.test_document import pages
from tequio.bodies import actions as bodies
from tequio.bodies.models import Body
from tequio.core import clock
from tequio.register.models import Entry, Record

pytestmark = pytest.mark.usefixtures("example", "db")


def keys(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(item["type"], item["id"]) for item in items]


def everything(client: Client, address: str) -> list[tuple[str, str]]:
    return [key for page in pages(client, address) for key in keys(page["items"])]


@pytest.mark.parametrize("sort", ["", "published", "-updated", "updated", "-occurred", "occurred"])
def test_paging_gives_each_record_once_in_every_order(client: Client, sort: str) -> None:
    found = everything(client, f"/api/v1/records?limit=37{'&sort=' + sort if sort else ''}")
    assert len(found) == len(set(found)) == Record.objects.count()


def test_paging_by_relevance_gives_each_match_once(client: Client) -> None:
    found = everything(client, "/api/v1/records?q=parque&limit=3")
    total = client.get("/api/v1/records?q=parque").json()["total"]
    assert 3 < len(found) == len(set(found)) == total


def test_what_is_published_meanwhile_neither_hides_nor_repeats_anything(client: Client) -> None:
    before = everything(client, "/api/v1/records?limit=100")
    first = client.get("/api/v1/records?limit=50").json()
    by, body = User.objects.get(username="secretaria"), Body.objects.commission()
    assert body is not None
    event = bodies.create_event(body=body, title="Hecho nuevo", occurred_on=clock.today(), by=by)
    bodies.publish_event(event=event, by=by)
    rest = everything(client, first["next"].replace("http://localhost:8000", ""))
    assert keys(first["items"]) + rest == before


def test_a_cursor_continues_only_its_own_list(client: Client) -> None:
    following = client.get("/api/v1/agreements?limit=5").json()["next"]
    cursor = following.partition("cursor=")[2]
    assert client.get(f"/api/v1/agreements?limit=9&cursor={cursor}").status_code == 200
    for other in ("/api/v1/agreements?status=open&", "/api/v1/meetings?", "/api/v1/agreements?sort=updated&"):
        response = client.get(f"{other}cursor={cursor}")
        assert response.status_code == 400
        assert response.json()["errors"][0]["parameter"] == "cursor"


def test_a_cursor_signed_with_another_key_is_refused(client: Client, settings: Any) -> None:
    asked = cursors.question("http://localhost:8000/api/v1/records", {"sort": None})
    settings.SECRET_KEY = "x" * 60
    forged = cursors.write(asked, [1])
    settings.SECRET_KEY = "k" * 60
    with pytest.raises(cursors.BadCursorError):
        cursors.read(forged, asked)


def test_the_link_header_says_what_the_body_says(client: Client) -> None:
    response = client.get("/api/v1/agreements?limit=5")
    assert f'<{response.json()["next"]}>; rel="next"' in response.headers["Link"]
    assert 'registro/esquemas/meetings.agreement.json>; rel="describedby"' in response.headers["Link"]
    last = client.get("/api/v1/agreements?limit=100")
    assert "next" not in last.json()
    assert 'rel="next"' not in last.headers["Link"]


@pytest.mark.parametrize(
    ("query", "test"),
    [
        ("type=meetings.agreement", lambda item: item["type"] == "meetings.agreement"),
        ("section=compromisos", lambda item: item["section"] == "compromisos"),
        ("occurred_from=2025-01-01&occurred_to=2025-06-30", lambda item: "2025-01" <= item["occurred_on"] < "2025-07"),
        ("updated_since=2025-03-01T00:00:00Z", lambda item: item["updated_at"] >= "2025-03"),
        ("organization=obras-publicas", lambda item: "obras-publicas" in str(item["data"])),
        ("place=los-sauces", lambda item: "los-sauces" in str(item["data"]["places"])),
        ("body=cga", lambda item: item["data"]["body"]["id"] == "cga"),
        ("q=parque", lambda item: "parque" in str(item).casefold()),
    ],
)  # fmt: skip
def test_filters_keep_what_they_say_and_leave_something_out(client: Client, query: str, test: Any) -> None:
    page = client.get(f"/api/v1/records?limit=100&{query}").json()
    assert 0 < page["total"] < Record.objects.count()
    assert all(test(item) for item in page["items"])


def test_coded_fields_of_a_kind_are_filters_of_its_list(client: Client) -> None:
    assert "status" in collections()["agreements"].coded
    closed = client.get("/api/v1/agreements?status=fulfilled&limit=100").json()
    stored = Record.objects.filter(subject_type="meetings.agreement", data__status="fulfilled")
    assert (
        {item["id"] for item in closed["items"]} == set(stored.values_list("subject_id", flat=True)) != set()
    )
    assert client.get("/api/v1/agreements?status=no").status_code == 400


def test_a_day_that_is_not_known_is_not_named(client: Client) -> None:
    record = Record.objects.filter(subject_type="meetings.meeting", data__status="closed").first()
    assert record is not None
    record.data |= {"date_precision": "month"}
    record.save()
    item = client.get(f"/api/v1/records/meetings.meeting/{record.subject_id}").json()["record"]
    assert "occurred_on" not in item
    assert item["occurred_note"]


def test_a_record_tells_all_its_versions_newest_first(client: Client) -> None:
    entry = Entry.objects.filter(version__gt=1).order_by("-version").first()
    assert entry is not None
    body = client.get(f"/api/v1/records/{entry.subject_type}/{entry.subject_id}").json()
    assert [one["version"] for one in body["versions"]] == list(range(body["record"]["version"], 0, -1))
    assert body["versions"][0]["act"] == body["record"]["act"]
    act = client.get(body["versions"][-1]["act"]["api_url"].replace("http://localhost:8000", "")).json()
    assert act["version"] == 1
    assert act["data"] == Entry.objects.get(index=act["act"]["index"]).record_data()


@pytest.mark.parametrize("limit", [1, 100])
@pytest.mark.parametrize("name", ["records", "agreements", "commitments", "vote-events"])
def test_a_page_costs_the_same_however_long_it_is(client: Client, name: str, limit: int) -> None:
    client.get(f"/api/v1/{name}?limit=1")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/api/v1/{name}?limit={limit}")
    reads = [query["sql"] for query in asked if "core_limitcount" not in query["sql"]]
    reads = [sql for sql in reads if "SAVEPOINT" not in sql]
    assert len(reads) == 4  # the register's size for the tag and for the page, the total, the rows


def test_a_page_of_a_search_costs_little(client: Client) -> None:
    client.get("/api/v1/records?q=parque&limit=1")
    with CaptureQueriesContext(connection) as asked:
        client.get("/api/v1/records?q=parque&limit=100")
    reads = [query["sql"] for query in asked if "core_limitcount" not in query["sql"]]
    assert len([sql for sql in reads if "SAVEPOINT" not in sql]) <= 6


def test_not_modified_costs_one_read(client: Client) -> None:
    tag = client.get("/api/v1/records").headers["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/api/v1/records", headers={"if-none-match": tag}).status_code == 304
    reads = [query["sql"] for query in asked if "core_limitcount" not in query["sql"]]
    assert len([sql for sql in reads if "SAVEPOINT" not in sql]) == 1


def every_address(client: Client) -> Iterator[str]:
    """Every address of the API that the API itself leads to, pages included."""
    yield from ("/api/v1/", "/api/v1/kinds", "/api/v1/checkpoint", "/api/v1/openapi.json")
    for name in (*collections(), "records", "entries"):
        address = f"/api/v1/{name}?limit=100"
        while address:
            yield address
            address = client.get(address).json().get("next", "").replace("http://localhost:8000", "")
    for kind, key in Record.objects.values_list("subject_type", "subject_id"):
        yield f"/api/v1/records/{kind}/{key}"
    yield from (f"/api/v1/records?q={word}" for word in (SECRET, "borrador", SECRET[:-1]))


def test_no_draft_is_anywhere_in_the_api(client: Client) -> None:
    seen = 0
    for address in every_address(client):
        response = client.get(address)
        assert response.status_code == 200, address
        told = response.content.decode().replace(f"q={SECRET}", "").casefold()
        assert SECRET.casefold() not in told, address
        seen += 1
    assert seen > Record.objects.count()


@pytest.mark.parametrize(
    "address",
    ["records/commitments.commitment/C-BORRADOR", "records/commitments.action_plan/borrador",
     "records/law.norm/borrador", "records/bodies.organization/direccion-xilocanario"],
)  # fmt: skip
def test_a_draft_answers_as_what_nobody_wrote(client: Client, address: str) -> None:
    draft, missing = client.get(f"/api/v1/{address}"), client.get(f"/api/v1/{address}-nadie")
    assert draft.status_code == missing.status_code == 404
    assert draft.content == missing.content.replace(b"-nadie", b"")
    assert {**draft.headers, "Content-Length": ""} == {**missing.headers, "Content-Length": ""}
