"""The board: what it shows is what it counts, links and downloads."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.accounts.models import User
from tequio.commitments import actions, board
from tequio.commitments.models import Commitment
from tequio.commitments.tables import COMMITMENTS
from tequio.commitments.tests.makers import make_commitment, make_draft, make_office, make_place, prove
from tequio.core.models import Town

pytestmark = pytest.mark.usefixtures("clock")  # Tuesday 14 April 2026


class Links(HTMLParser):
    """Every address that a page links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


@pytest.fixture
def some(town: Town, secretary: User) -> dict[str, Commitment]:
    """One commitment of each status, in two offices, two places and two years."""
    by = secretary
    works, treasury = make_office(), make_office("tesoreria", "Tesorería")
    tona, comac = make_place(), make_place("comac", "San Rafael Comac")
    running = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    made = {
        "late": make_commitment(
            by, key="C-1", lead=works, places=[tona], due_on=(date(2026, 3, 31),), **running
        ),
        "going": make_commitment(by, key="C-2", lead=treasury, places=[tona, comac], theme="agua", **running),
        "halted": make_commitment(by, key="C-3", lead=works, places=[comac], **running),
        "waiting": make_commitment(
            by, key="C-4", starts_on=date(2027, 1, 1), ends_on=date(2027, 6, 1), due_on=(date(2027, 5, 1),)
        ),
        "done": make_commitment(by, key="C-5", lead=treasury, **running),
    }
    actions.halt_commitment(commitment=made["halted"], reason="Falta el permiso.", by=by)
    prove(made["done"].milestones.get(), by, done_on=date(2026, 4, 1))
    actions.declare_fulfilled(commitment=made["done"], evidence="Acta", by=by)
    make_draft(by, key="C-9", title="Promesa secreta")
    return made


def keys_in(rows: list[dict[str, Any]]) -> list[str]:
    return [row["clave"] for row in rows]


def read_csv(client: Client, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"/compromisos/descarga.csv{query}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def read_json(client: Client, query: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(f"/compromisos/descarga.json{query}").getvalue())
    return found


def on_screen(client: Client, query: str = "") -> list[str]:
    return [row.key for row in client.get(f"/compromisos/{query}").context["rows"]]


QUERIES = [
    "",
    "?estado=con_retraso",
    "?estado=cumplido",
    "?dependencia=obras",
    "?lugar=tonantzintla",
    "?lugar=comac&estado=detenido",
    "?tema=agua",
    "?anio=2027",
    "?dependencia=tesoreria&anio=2026&orden=clave",
    "?estado=cumplido&lugar=comac",
    "?orden=cambio&vista=tabla",
    "?vista=linea",
]


@pytest.mark.parametrize("query", QUERIES)
def test_downloads_hold_exactly_what_is_seen(some: dict[str, Commitment], client: Client, query: str) -> None:
    seen = on_screen(client, query)
    rows = read_csv(client, query)
    data = read_json(client, query)["compromisos"]
    assert keys_in(rows) == keys_in(data) == seen
    assert rows == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in data
    ]
    assert list(data[0] if data else COMMITMENTS.names) == COMMITMENTS.names


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?orden=clave", ["C-1", "C-2", "C-3", "C-4", "C-5"]),
        ("", ["C-1", "C-2", "C-4", "C-3", "C-5"]),
        ("?estado=con_retraso", ["C-1"]),
        ("?estado=sin_iniciar", ["C-4"]),
        ("?lugar=tonantzintla&orden=clave", ["C-1", "C-2"]),
        ("?dependencia=tesoreria&orden=clave", ["C-2", "C-5"]),
        ("?tema=agua", ["C-2"]),
        ("?anio=2027", ["C-4"]),
        ("?lugar=comac&estado=detenido", ["C-3"]),
        ("?estado=inventado&orden=clave&vista=nada", ["C-1", "C-2", "C-3", "C-4", "C-5"]),
    ],
)
def test_filters_select(some: dict[str, Commitment], client: Client, query: str, expected: list[str]) -> None:
    assert on_screen(client, query) == expected


def test_each_number_links_to_as_many_commitments(some: dict[str, Commitment], client: Client) -> None:
    for query in ("", "?lugar=tonantzintla", "?dependencia=obras&vista=tabla"):
        counts = client.get(f"/compromisos/{query}").context["counts"]
        for status, number, url in counts:
            page = client.get(url)
            assert page.context["page_obj"].paginator.count == number == len(page.context["rows"])
            assert all(row.status == status for row in page.context["rows"])


def test_the_bar_says_its_numbers_in_words(some: dict[str, Commitment], client: Client) -> None:
    page = client.get("/compromisos/").content.decode()
    said = "De 5 compromisos: 1 cumplido, 1 en avance, 1 con retraso, 1 detenido y 1 sin iniciar."
    assert said in page


def test_the_count_is_announced_and_each_filter_can_be_removed(
    some: dict[str, Commitment], client: Client
) -> None:
    response = client.get("/compromisos/?lugar=tonantzintla&estado=con_retraso")
    page = response.content.decode()
    assert '<p role="status"><b>1 resultado</b></p>' in page
    links = Links(page).found
    assert "/compromisos/?lugar=tonantzintla" in links
    assert "/compromisos/?estado=con_retraso" in links
    assert "/compromisos/" in links


def test_nothing_found_says_so_and_offers_the_way_back(some: dict[str, Commitment], client: Client) -> None:
    page = client.get("/compromisos/?lugar=comac&estado=cumplido").content.decode()
    assert "Nada coincide" in page
    assert "Quitar filtros" in page


def test_an_empty_board_explains_itself(town: Town, client: Client) -> None:
    page = client.get("/compromisos/").content.decode()
    assert "Todavía no hay compromisos públicos" in page


def test_a_place_without_commitments_answers_none_and_not_all(
    some: dict[str, Commitment], client: Client
) -> None:
    make_place("vacio", "Lugar sin compromisos")
    assert on_screen(client, "?lugar=vacio") == []
    page = client.get("/compromisos/?lugar=vacio").content.decode()
    assert "Lugar: Lugar sin compromisos" in page
    assert len(on_screen(client, "?lugar=no-existe")) == 5


def test_filters_offer_only_what_somebody_promised(some: dict[str, Commitment], client: Client) -> None:
    make_place("vacio", "Lugar sin compromisos")
    page = client.get("/compromisos/").content.decode()
    assert "Lugar sin compromisos" not in page
    assert '<option value="2027">2027</option>' in page


@pytest.mark.parametrize("view", ["", "?vista=tabla", "?vista=linea", "?vista=mapa"])
def test_every_view_shows_its_commitments(some: dict[str, Commitment], client: Client, view: str) -> None:
    page = client.get(f"/compromisos/{view}").content.decode()
    if view != "?vista=mapa":
        assert all(commitment.get_absolute_url() in page for commitment in some.values())
    else:
        assert "/compromisos/?lugar=comac#lista" in page


def test_the_board_costs_the_same_with_few_and_with_many(
    town: Town, secretary: User, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    place = make_place()
    for number in range(3):
        make_commitment(secretary, key=f"C-{number}", places=[place], due_on=(date(2026, 6, 1),) * 2)
    client.get("/compromisos/")
    counted = {view: _queries(client, view) for view in ("", "?vista=tabla", "?vista=linea", "?vista=mapa")}
    assert max(counted.values()) <= 12, counted
    for number in range(3, 12):
        make_commitment(secretary, key=f"C-{number}", places=[place], due_on=(date(2026, 6, 1),) * 3)
    for view, number in counted.items():
        with django_assert_num_queries(number):
            client.get(f"/compromisos/{view}")


def _queries(client: Client, view: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(f"/compromisos/{view}")
    return len(caught)


def test_status_changes_on_the_board_at_midnight(
    some: dict[str, Commitment], client: Client, clock: Any
) -> None:
    assert "C-2" not in on_screen(client, "?estado=con_retraso")
    clock.move_to("2026-07-01T05:59:00+00:00")  # 23:59 of 30 June in the town
    assert "C-2" not in on_screen(client, "?estado=con_retraso")
    clock.move_to("2026-07-01T06:00:00+00:00")
    assert "C-2" in on_screen(client, "?estado=con_retraso")


def test_a_spreadsheet_runs_nothing_from_the_file(town: Town, secretary: User, client: Client) -> None:
    make_commitment(secretary, title='=HYPERLINK("https://example.org")')
    assert read_csv(client)[0]["compromiso"].startswith("'=")
    assert read_json(client)["compromisos"][0]["compromiso"].startswith("=")


def test_summary_for_the_home_page(some: dict[str, Commitment], secretary: User, clock: Any) -> None:
    for minute, name in enumerate(("going", "late", "waiting")):
        clock.move_to(f"2026-04-15T12:0{minute}:00+00:00")
        actions.halt_commitment(commitment=some[name], reason="Falta el permiso.", by=secretary)
    found = board.summary()
    assert found["total"] == 5
    assert [number for _status, number, _url in found["counts"]] == [1, 0, 0, 4, 0]
    assert [commitment.key for commitment in found["latest"]] == ["C-4", "C-1", "C-2"]
