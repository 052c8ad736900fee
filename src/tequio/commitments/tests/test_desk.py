"""The desk: from a draft to a fulfilled commitment through its forms, and nobody gets in without the permission."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tequio.accounts.models import User
from tequio.accounts.roles import ROLES, Role
from tequio.bodies.rules import OrganizationKind
from tequio.commitments import urls
from tequio.commitments.desk.commitments import ANY
from tequio.commitments.models import ActionPlan, Commitment
from tequio.commitments.rules import Status
from tequio.commitments.tests.makers import make_body, make_commitment, make_draft, make_office, make_plan
from tequio.core.models import Town

pytestmark = pytest.mark.usefixtures("clock")  # Tuesday 14 April 2026


@pytest.fixture
def desk(town: Town, secretary: User, client: Client) -> Client:
    """A browser where the technical secretary is signed in."""
    client.force_login(secretary)
    return client


def send(desk: Client, address: str, **fields: object) -> None:
    """Fill a form and expect it to be taken."""
    response = desk.post(address, fields)
    problems = (
        response.context["form"].errors if response.status_code == 422 and "form" in response.context else ""
    )
    assert response.status_code == 302, (address, problems)


def test_from_an_empty_desk_to_a_fulfilled_commitment(desk: Client, secretary: User) -> None:
    office, partner = make_office(), make_office("udlap", "Universidad", kind=OrganizationKind.UNIVERSITY)
    send(
        desk, "/trabajo/compromisos/planes/nuevo/", slug="2025-2027", title="Plan", body=make_body().pk,
        starts_on="2025-05-01", ends_on="2027-10-14", summary="Lo que haremos.",
    )  # fmt: skip
    send(desk, "/trabajo/compromisos/planes/2025-2027/publicar/")
    send(
        desk, "/trabajo/compromisos/nuevo/", key="C-1", plan=ActionPlan.objects.get().pk, title="Ocho rampas",
        summary="Habrá ocho rampas.", theme="obras", lead=office.pk, contact_office="Accesibilidad",
        starts_on="2026-01-01", ends_on="2026-12-31", objective="Entrar.", relevance="Faltan.",
        actions="Construir.", values=["transparency"], goals=["10", "11"], budget="1250000.50",
    )  # fmt: skip
    base = "/trabajo/compromisos/C-1/"
    assert desk.get(f"{base}vista-previa/").status_code == 200
    send(desk, f"{base}hitos/nuevo/", title="Cuatro rampas", due_on="2026-06-30")
    send(desk, f"{base}hitos/1/", title="Cinco rampas", due_on="2026-07-31")
    send(desk, f"{base}publicar/")
    send(
        desk, f"{base}aliadas/", organization=partner.pk, partner_duties="Medir.",
        government_duties="Dar acceso.", reason="Se sumó.",
    )  # fmt: skip
    send(desk, f"{base}fecha/", ends_on="2027-01-31", reason="Llovió.")
    send(desk, f"{base}hitos/1/fecha/", due_on="2026-08-31", reason="Llovió.")
    send(desk, f"{base}detener/", reason="Falta el permiso.")
    send(desk, f"{base}reanudar/", reason="Llegó el permiso.")
    send(desk, f"{base}hitos/1/prueba/", done_on="2026-04-10", proof="Acta", proof_url="https://example.org")
    send(desk, f"{base}hitos/1/devolver/", reason="Falta una firma.")
    send(desk, f"{base}hitos/1/prueba/", done_on="2026-04-10", proof="Acta", proof_url="https://example.org")
    send(desk, f"{base}hitos/1/revisar/")
    send(desk, f"{base}valorar/", completion="complete", note="Se hizo todo.")
    send(desk, f"{base}cumplido/", evidence="Ocho rampas medidas.")
    commitment = Commitment.objects.get()
    assert commitment.status == Status.FULFILLED
    assert (commitment.goals, commitment.values) == ([10, 11], ["transparency"])
    assert commitment.milestones.get().title == "Cinco rampas"
    assert commitment.first_ends_on == date(2026, 12, 31)


def test_editing_a_public_commitment_asks_for_the_reason(desk: Client, secretary: User) -> None:
    commitment = make_commitment(secretary)
    address = "/trabajo/compromisos/C-2026-01/editar/"
    form = desk.get(address).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    values |= {"title": "Nueve rampas", "ends_on": "2030-01-01", "starts_on": "2026-01-01"}
    refused = desk.post(address, values)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["reason"]
    send(desk, address, **values, reason="Se añadió una escuela.")
    commitment.refresh_from_db()
    assert (commitment.title, commitment.ends_on) == ("Nueve rampas", date(2026, 12, 31))


def test_a_rule_that_says_no_is_shown_beside_its_field(desk: Client, secretary: User) -> None:
    make_commitment(secretary)
    response = desk.post(
        "/trabajo/compromisos/C-2026-01/fecha/", {"ends_on": "2026-01-31", "reason": "Se acabó."}
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ends_on"]
    assert "Se acabó." in response.content.decode()


def test_a_draft_is_not_published_before_it_is_complete(desk: Client, secretary: User) -> None:
    make_draft(secretary, due_on=())
    response = desk.post("/trabajo/compromisos/C-2026-01/publicar/")
    assert response.status_code == 422
    assert "Agrega al menos un hito" in response.content.decode()


def test_the_desk_offers_what_fits_the_state(desk: Client, secretary: User) -> None:
    make_draft(secretary)
    draft = desk.get("/trabajo/compromisos/C-2026-01/").content.decode()
    assert "/publicar/" in draft
    assert "/detener/" not in draft
    desk.post("/trabajo/compromisos/C-2026-01/publicar/")
    public = desk.get("/trabajo/compromisos/C-2026-01/").content.decode()
    assert "/publicar/" not in public
    assert "/detener/" in public
    assert "/reanudar/" not in public
    assert "/cumplido/" not in public


def test_the_list_starts_with_the_drafts(desk: Client, secretary: User) -> None:
    make_commitment(secretary, key="C-1", title="Lo público")
    make_draft(secretary, key="C-2", title="Lo que falta")
    page = desk.get("/trabajo/compromisos/").content.decode()
    assert page.index("Lo que falta") < page.index("Lo público")
    assert "Borrador" in page


def test_the_list_costs_the_same_with_few_and_with_many(
    desk: Client, secretary: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(8):
        make_draft(secretary, key=f"C-{number}")
    with django_assert_max_num_queries(15):
        desk.get("/trabajo/compromisos/")


STAFF_ONLY = [
    *(("desk", []), ("desk_new", []), ("desk_plans", []), ("desk_plan_new", [])),
    *((pattern.name, ["2025-2027"]) for pattern in urls.of_plan),
    *((p.name, ["C-2026-01"]) for p in urls.of_commitment if getattr(p, "name", "") and "drop" not in p.name),
    ("desk_partner_drop", ["C-2026-01", 1]),
    *((pattern.name, ["C-2026-01", 1]) for pattern in urls.of_milestone),
]


@pytest.mark.parametrize(("name", "args"), STAFF_ONLY)
def test_nobody_else_gets_in(
    town: Town, secretary: User, make_user: Callable[..., User], client: Client, name: str, args: list[object]
) -> None:
    make_plan(secretary)
    make_commitment(secretary)
    address = reverse(f"commitments:{name}", args=args)
    assert client.get(address).status_code == 302
    for role in [role for role in Role if not ROLES[role].permissions & set(ANY)]:
        client.force_login(make_user(role))
        assert client.get(address).status_code == 403, role
        assert client.post(address).status_code == 403, role
