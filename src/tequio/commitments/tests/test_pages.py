"""What anybody can open, and what nobody may see yet."""

import json
from datetime import date

import html5lib
import pytest
import time_machine
from django.test import Client

from tequio.accounts.models import User
from tequio.commitments import actions, rules
from tequio.commitments.models import Commitment
from tequio.commitments.tests.makers import make_commitment, make_draft, make_place, make_plan, prove
from tequio.core.models import Town
from tequio.meetings.rules import VoteOption
from tequio.meetings.tests.table import make_table
from tequio.register.models import Entry

pytestmark = pytest.mark.usefixtures("clock")  # Tuesday 14 April 2026


@pytest.fixture
def commitment(town: Town, secretary: User) -> Commitment:
    return make_commitment(secretary, due_on=(date(2026, 3, 31), date(2026, 9, 30)))


def test_detail_answers_the_three_questions(commitment: Commitment, client: Client) -> None:
    page = client.get("/compromisos/C-2026-01/").content.decode()
    assert "El hito 1 venció el" in page
    assert "Oficina de Accesibilidad" in page
    assert "tel:+522220000000" in page
    assert "0 de 2 hitos tienen prueba revisada" in page


def test_detail_has_the_four_headings_in_their_order(commitment: Commitment, client: Client) -> None:
    page = client.get("/compromisos/C-2026-01/").content.decode()
    headings = [
        "Objetivo",
        "¿Por qué se considera relevante?",
        "Aportación a la administración pública",
        "Acciones",
    ]
    places = [page.index(f"<h2>{heading}</h2>") for heading in headings]
    assert places == sorted(places)


def test_detail_keeps_the_first_date_and_the_reason(
    commitment: Commitment, secretary: User, client: Client
) -> None:
    reason = "La lluvia detuvo la obra."
    actions.renegotiate_commitment(
        commitment=commitment, ends_on=date(2027, 2, 28), reason=reason, by=secretary
    )
    page = client.get("/compromisos/C-2026-01/").content.decode()
    assert reason in page
    assert "Primera fecha prometida" in page
    assert "31 de diciembre de 2026" in page
    assert "28 de febrero de 2027" in page


def test_halted_shows_its_reason_before_anything_else(
    commitment: Commitment, secretary: User, client: Client
) -> None:
    actions.halt_commitment(commitment=commitment, reason="Falta el permiso federal.", by=secretary)
    page = client.get("/compromisos/C-2026-01/").content.decode()
    assert page.index("Falta el permiso federal.") < page.index("En pocas palabras")


def test_proof_is_shown_with_its_milestone(commitment: Commitment, secretary: User, client: Client) -> None:
    prove(commitment.milestones.get(position=1), secretary, done_on=date(2026, 4, 1))
    page = client.get("/compromisos/C-2026-01/").content.decode()
    assert "https://example.org/acta" in page
    assert "1 de 2 hitos tienen prueba revisada" in page


def test_a_draft_is_as_missing_as_what_never_was(town: Town, secretary: User, client: Client) -> None:
    make_draft(secretary, key="C-9")
    draft = client.get("/compromisos/C-9/")
    missing = client.get("/compromisos/C-8/")
    assert draft.status_code == missing.status_code == 404
    assert draft.content.replace(b"C-9", b"C-8") == missing.content


@pytest.mark.parametrize("address", ["/compromisos/", "/compromisos/descarga.csv", "/novedades/"])
def test_a_draft_appears_nowhere(town: Town, secretary: User, client: Client, address: str) -> None:
    draft = make_draft(secretary, key="C-9", title="Promesa secreta")
    assert draft.title.encode() not in client.get(address).getvalue()


def test_a_plan_is_missing_until_it_is_published(town: Town, secretary: User, client: Client) -> None:
    plan = make_plan(secretary, published=False)
    assert client.get("/compromisos/plan/2025-2027/").status_code == 404
    actions.publish_plan(plan=plan, by=secretary)
    assert client.get("/compromisos/plan/2025-2027/").status_code == 200


def test_plan_lists_only_its_public_commitments(
    commitment: Commitment, secretary: User, client: Client
) -> None:
    make_draft(secretary, key="C-9", title="Promesa secreta")
    page = client.get("/compromisos/plan/2025-2027/").content.decode()
    assert commitment.title in page
    assert "Promesa secreta" not in page
    assert "De 1 compromiso: 0 cumplidos" in page


def test_method_page_says_what_the_code_says(town: Town, client: Client) -> None:
    page = client.get("/compromisos/metodo/").content.decode()
    for meaning in (*rules.STATUS_MEANINGS.values(), *rules.MILESTONE_MEANINGS.values()):
        assert str(meaning).replace("“", "“") in page


def test_the_agreement_that_created_it_is_the_basis_and_is_linked(
    town: Town, secretary: User, client: Client, clock: time_machine.Traveller
) -> None:
    table = make_table(secretary, clock)
    agreement = table.agreed(table.vote(table.in_session(), VoteOption.FOR))
    make_commitment(secretary, agreement=agreement)
    page = client.get("/compromisos/C-2026-01/").content.decode()
    assert f'href="{agreement.get_absolute_url()}"' in page
    entry = Entry.objects.get(kind="commitments.commitment.published")
    assert entry.record_data()["agreement"] == agreement.folio
    assert agreement.folio in json.loads(bytes(entry.body))["basis"]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/compromisos/",
            "/compromisos/?vista=tabla",
            "/compromisos/?vista=linea",
            "/compromisos/?vista=mapa",
        ),
        *("/compromisos/C-2026-01/", "/compromisos/plan/2025-2027/", "/compromisos/metodo/"),
    ],
)
def test_pages_are_valid_html(commitment: Commitment, client: Client, address: str) -> None:
    html5lib.HTMLParser(strict=True).parse(client.get(address).content.decode())


def test_detail_costs_the_same_whatever_happened(
    commitment: Commitment, secretary: User, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(12):
        actions.add_milestone(
            commitment=commitment,
            title=f"Más {number}",
            due_on=date(2026, 8, 1),
            reason="Falta.",
            by=secretary,
        )
    client.get("/compromisos/C-2026-01/")
    with django_assert_max_num_queries(12):
        client.get("/compromisos/C-2026-01/")


def test_a_place_and_an_office_lead_to_their_commitments(client: Client, town: Town, secretary: User) -> None:
    place = make_place()
    commitment = make_commitment(secretary, places=[place])
    links = {place: "/compromisos/?lugar=tonantzintla", commitment.lead: "/compromisos/?dependencia=obras"}
    for subject, link in links.items():
        assert link in client.get(subject.get_absolute_url()).content.decode()
        assert commitment.title in client.get(link).content.decode()
