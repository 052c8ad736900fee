"""Every route, for everybody, in every state of its record: what happens follows from the route's mark alone.

The matrix is made from the URLconf, so a new route is in it from its first day.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.bodies.models import Organization
from tequio.law.models import Norm, Provision
from tequio.meetings.models import AgendaItem, Meeting
from tests.architecture.test_access import ROUTES
from tests.drafts import SECRET
from tests.security.addresses import Case, cases

STRANGER, WITHOUT_ROLE = "stranger", "without role"
EVERYBODY = (STRANGER, WITHOUT_ROLE, *Role)
FEW = (STRANGER, WITHOUT_ROLE, Role.SECRETARIAT)
"""Who tries what is not published: somebody of each kind of answer."""
SECTIONS = sorted({"/".join(route.split("/")[:2]) for route, _p in ROUTES if route.startswith("trabajo/")})
OPEN_DOORS = {route for route, _pattern in ROUTES if route.startswith(("trabajo/entrar/", "trabajo/salir/"))}
NO_TOKEN_NEEDED = {"registro/cofirmas", "verifica/"}
"""A witness signs what it posts; checking a file stores nothing and knows nobody."""
NOTHING_THERE = (
    *("media/images/<path:path>", "carpeta.zip"),  # the example town has no pictures, its sessions no papers
    *("api/<path:rest>", "api/v1/deadlines", "api/v1/working-days"),  # they need something asked
    "<str:token>/",  # nobody follows anything
)
FORMS_OF_READERS = {"seguir/", "seguir/dejar/<str:token>/", "api/"}
"""Public forms that do write, whose own tests say what; and the root of the API, which says where to go."""
NO_TOKEN_NEEDED |= {
    "seguir/",
    *(f"seguir/{step}/<str:token>/" for step in ("confirmar", "preferencias", "dejar")),
}
"""Readers have no cookie; each of these asks for the secret that only their own letter holds, or writes that letter."""

pytestmark = pytest.mark.usefixtures("example", "db", "quiet")


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals are expected: say nothing of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


class Visitors:
    """A browser for each kind of person."""

    def __init__(self, make_user: Callable[..., User], **options: Any) -> None:
        self.users: dict[str, User | None] = {STRANGER: None, WITHOUT_ROLE: make_user()}
        self.users |= {str(role): make_user(role) for role in Role}
        self.clients = {name: Client(raise_request_exception=False, **options) for name in self.users}
        for name, user in self.users.items():
            if user:
                self.clients[name].force_login(user)

    def outcome(self, who: str, method: str, case: Case) -> str:
        """What *who* gets: "sign in", "forbidden", "broken" or "reached"; nothing that it writes stays."""
        with transaction.atomic():
            response = self.clients[who].generic(method, case.address)
            transaction.set_rollback(True)
        return outcome_of(response)

    def expected(self, who: str, case: Case) -> str:
        """What the mark of the route says."""
        user = self.users[who]
        if case.is_public:
            return "reached"
        if user is None:
            return "sign in"
        named = [mark for mark in case.access if mark != "staff"]
        return "reached" if not named or any(user.may(mark) for mark in named) else "forbidden"


def outcome_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response.headers["Location"].startswith("/trabajo/entrar/"):
        return "sign in"
    if response.status_code >= 500:
        return "broken"
    return "forbidden" if response.status_code == 403 else "reached"


@pytest.fixture
def visitors(make_user: Callable[..., User]) -> Visitors:
    return Visitors(make_user)


def desk_cases(section: str) -> Iterator[Case]:
    for case in cases():
        if case.route.startswith(section + "/") and case.route not in OPEN_DOORS:
            yield case


def surprises(visitors: Visitors, chosen: list[Case], method: str) -> list[tuple[str, str, str, str]]:
    """Every (who, address, wanted, got) where the site does something else than the mark says."""
    found = []
    for case in chosen:
        for who in EVERYBODY if case.state == "published" else FEW:
            wanted, got = visitors.expected(who, case), visitors.outcome(who, method, case)
            # Beyond the door an act may refuse by its own rule: one permission of several, or a record's moment.
            is_stricter = method == "POST" and (wanted, got) == ("reached", "forbidden")
            if got != wanted and not is_stricter:
                found.append((who, case.address, wanted, got))
    return found


@pytest.mark.parametrize("section", [section for section in SECTIONS if section + "/" not in OPEN_DOORS])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_desk_page_answers_only_who_its_mark_names(visitors: Visitors, section: str, method: str) -> None:
    assert surprises(visitors, list(desk_cases(section)), method) == []


def test_whoever_may_is_told_why_not_now_and_never_sent_away(visitors: Visitors) -> None:
    """403 says who; what a record's moment does not allow is said in words, beside the button."""
    for case in cases():
        if not case.is_public and visitors.expected(Role.SECRETARIAT, case) == "reached":
            assert visitors.outcome(Role.SECRETARIAT, "POST", case) == "reached", case.address


def test_no_other_verb_goes_around_the_door(visitors: Visitors) -> None:
    for case in cases("published"):
        if case.is_public:
            continue
        for method in ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"):
            assert visitors.outcome(STRANGER, method, case) == "sign in", (method, case.address)
            if "staff" not in case.access:
                assert visitors.outcome(WITHOUT_ROLE, method, case) == "forbidden", (method, case.address)


def test_public_pages_are_read_and_nothing_else() -> None:
    client = Client(raise_request_exception=False)
    for case in cases():
        if not case.is_public or case.route in OPEN_DOORS | NO_TOKEN_NEEDED | FORMS_OF_READERS:
            continue
        response = client.get(case.address)
        b"".join(response)  # a file is closed once it was read
        is_there = case.state == "published" and not case.route.endswith(NOTHING_THERE)
        assert (response.status_code < 400) == is_there, case.address
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert client.generic(method, case.address).status_code in {404, 405}, (method, case.address)


def test_a_draft_answers_a_stranger_like_what_does_not_exist() -> None:
    drafts = [case for case in cases("draft") if case.is_public]
    assert len(drafts) >= 15
    for case in drafts:
        draft, nothing = Client().get(case.address), Client().get(case.like_it)
        assert draft.status_code == nothing.status_code == 404, case.address
        assert draft.headers.items() == nothing.headers.items(), case.address
        # The links to other languages repeat the address that was asked for; not one byte more differs.
        assert draft.content.decode().replace(case.address, case.like_it) == nothing.content.decode()


def test_nothing_is_written_without_the_token_of_the_form(make_user: Callable[..., User]) -> None:
    visitors = Visitors(make_user, enforce_csrf_checks=True)
    accepted = set()
    for case in cases("published"):
        for who in (STRANGER, str(Role.SECRETARIAT), str(Role.ADMINISTRATOR)):
            response = visitors.clients[who].post(case.address)
            # Only a view answers a witness in plain text; the refusal of a token is a page.
            if response.status_code not in {403, 405} or response.headers["Content-Type"].startswith(
                "text/plain"
            ):
                accepted.add(case.route)
    assert accepted == NO_TOKEN_NEEDED


def test_nothing_is_written_from_another_site(make_user: Callable[..., User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(Role.SECRETARIAT))
    client.get("/trabajo/lugares/nuevo/")
    token = client.cookies["csrftoken"].value
    for origin in ("https://malo.example", "null", "http://testserver.malo.example"):
        sent = {"csrfmiddlewaretoken": token}
        response = client.post("/trabajo/lugares/nuevo/", sent, headers={"Origin": origin})
        assert response.status_code == 403, origin
    assert client.post("/trabajo/lugares/nuevo/", {"csrfmiddlewaretoken": token}).status_code == 422


def test_a_part_is_found_only_under_its_own_record(make_user: Callable[..., User], example: Path) -> None:
    """CVE-2026-44199: the parent of the address was checked, the child was not."""
    client = Client()
    client.force_login(make_user(Role.SECRETARIAT))
    mine, other = Meeting.objects.get(place=SECRET), Meeting.objects.filter(status="published").first()
    item = AgendaItem.objects.filter(meeting=other).first()
    article = Provision.objects.first()
    norm = Norm.objects.exclude(pk=article.norm_id).first()
    desk = f"/trabajo/sesiones/{mine.year}/{mine.slug}/puntos/{item.pk}/"
    for address in (
        *(desk + step for step in ("", "quitar/", "documento/", "votar/")),
        f"/trabajo/marco-legal/normas/{norm.slug}/articulos/{article.pk}/",
    ):
        # A step out of its moment leads back to the session; no other answer is right.
        assert client.get(address).status_code in {302, 404}, address
        assert client.post(address).status_code in {302, 404}, address
    assert AgendaItem.objects.filter(pk=item.pk).exists()
    assert client.post(desk + "mover/", {"to": "up"}).status_code == 404


def test_a_form_takes_only_its_own_fields(make_user: Callable[..., User]) -> None:
    """CVE-2022-43685: what a form does not ask for changes nothing, whatever is posted."""
    client = Client()
    client.force_login(make_user(Role.SECRETARIAT))
    extra = {"is_published": "on", "id": "1", "pk": "1", "slug": "otra", "owner": "1", "is_staff": "on"}
    data = {"name": "Dirección de prueba", "kind": "dependencia", **extra}
    before = Organization.objects.count()
    assert client.post("/trabajo/dependencias/nueva/", data).status_code == 302
    made = Organization.objects.latest("pk")
    assert Organization.objects.count() == before + 1
    assert (made.name, made.is_published, made.slug) == ("Dirección de prueba", False, "direccion-de-prueba")


@pytest.mark.parametrize(
    "route", ["trabajo/lugares/", "trabajo/sistema/personas/", "trabajo/compromisos/nuevo/"]
)
def test_the_matrix_notices_a_view_without_its_guard(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    """Control: the mark stays, the guard goes, and the matrix says who gets in."""
    chosen = [case for case in cases("published") if case.route == route]
    assert surprises(visitors, chosen, "GET") == []
    pattern = next(pattern for path, pattern in ROUTES if path == route)

    def unguarded(request: Any, *args: Any, **kwargs: Any) -> Any:
        return HttpResponse("abierto")

    unguarded.access = pattern.callback.access  # type: ignore[attr-defined]
    monkeypatch.setattr(pattern, "callback", unguarded)
    get_resolver()
    let_in = {who for who, _address, _wanted, got in surprises(visitors, chosen, "GET") if got == "reached"}
    assert {STRANGER, WITHOUT_ROLE} <= let_in
