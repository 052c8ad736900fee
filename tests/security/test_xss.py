"""Payloads in every text that staff writes and every parameter that strangers send, on the pages that show them.

In the HTML nothing of a payload may be markup; in Chromium nothing of it may run, nor need the policy to stop it.
"""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar
from playwright.sync_api import Browser

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.bodies import actions as bodies
from tequio.bodies.models import Organization, Place
from tequio.commitments import actions as commitments
from tequio.commitments.models import Milestone
from tequio.core import clock
from tequio.meetings import actions as meetings
from tequio.meetings.models import Agreement, Meeting
from tequio.register.files import store_file
from tequio.register.models import Record
from tequio.website.blocks import BodyBlock
from tequio.website.models import EditorialPage, SiteRoot
from tests.security.payloads import MARK, PAYLOADS
from tests.site.opened import Opened

pytestmark = pytest.mark.usefixtures("example")
TAGS = ("iframe", "object", "embed", "base", "template", "marquee", "math", "xss", "video", "audio")
ALL = "\n".join(PAYLOADS)
PARAMETERS = {
    "/buscar/": ("q", "seccion", "page"),
    "/verifica/": ("folio", "sha256"),
    "/compromisos/": ("estado", "lugar", "dependencia", "tema", "anio", "orden", "vista", "page"),
    "/comision/": ("tipo", "page"),
    "/comision/sesiones/": ("anio", "tipo", "page"),
    "/comision/acuerdos/": ("estado", "dependencia", "anio", "page"),
    "/comision/integrantes/": ("fecha",),
    "/comision/integrantes/votaciones/": ("integracion",),
    "/comision/dependencias/": ("ver", "page"),
    "/comision/marco-legal/": ("nivel", "page"),
    "/comision/marco-legal/plazos/": ("tema",),
    "/comision/marco-legal/calculadora/": ("plazo", "desde", "calendario", "version"),
    "/novedades/": ("seccion", "page"),
    "/trabajo/entrar/": ("next",),
}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What is refused is expected: say nothing of each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def hostile(example: Path) -> list[str]:
    """A town where every text is a payload, and the pages that show it."""
    by = User.objects.get(username="secretaria")
    RoleAssignment.objects.create(user=by, role=Role.ADMINISTRATOR, since_on=date(2020, 1, 1))
    agreement = Agreement.objects.filter(status="open").latest("pk")
    milestone = Milestone.objects.filter(done_on__isnull=True, commitment__is_published=True).first()
    return [
        *_bodies(by),
        *_meeting(by),
        *_agreement(agreement, by),
        *_promise(milestone, by),
        *_page(),
        *_lists(),
    ]


def _bodies(by: User) -> Iterator[str]:
    organization = Organization.objects.published().latest("pk")
    bodies.amend_organization(organization=organization, by=by, name=PAYLOADS[0], phone=PAYLOADS[15][:30])
    place = Place.objects.filter(is_published=True).latest("pk")
    bodies.amend_place(place=place, by=by, name=PAYLOADS[15], notes=ALL)
    yield from (organization.get_absolute_url(), place.get_absolute_url())
    for payload in PAYLOADS[:50]:
        made = bodies.create_organization(name=payload, short_name=payload[:60], kind="dependencia", by=by)
        bodies.publish_organization(organization=made, by=by)
    yield made.get_absolute_url()


def _meeting(by: User) -> Iterator[str]:
    meeting = Meeting.objects.get(status="convened")
    changes = {
        name: ALL
        for name in ("summary", "objective", "relevance", "contribution", "actions", "how_to_attend")
    }
    changes |= {"place": PAYLOADS[13], "address": PAYLOADS[17], "change_reason": PAYLOADS[0]}
    meeting = meetings.amend_meeting(meeting=meeting, changes=changes, by=by)
    item = meetings.add_agenda_item(meeting=meeting, title=PAYLOADS[2], kind="vote", by=by)
    name = '"><img src=x onerror=alert(7331)>.txt'
    meetings.attach_document(item=item, upload=SimpleUploadedFile(name, b"texto"), title=PAYLOADS[16], by=by)
    yield meeting.get_absolute_url()
    held = Meeting.objects.filter(status="published").latest("held_on")
    draft = meetings.MinutesDraft(text=ALL)
    meetings.correct_minutes(meeting=held, draft=draft, reason=PAYLOADS[1], by=by)
    yield held.get_absolute_url()


def _agreement(agreement: Agreement, by: User) -> Iterator[str]:
    changes = {"title": PAYLOADS[2], "text": ALL, "proof": ALL}
    meetings.amend_agreement(agreement=agreement, changes=changes, reason=PAYLOADS[8], by=by)
    file = store_file(SimpleUploadedFile("<svg onload=alert(7331)>.txt", b"prueba"))
    meetings.fulfil_agreement(
        agreement=agreement, resolution=ALL, resolved_on=clock.today(), evidence=file, by=by
    )
    yield agreement.get_absolute_url()


def _promise(milestone: Milestone, by: User) -> Iterator[str]:
    commitment = milestone.commitment
    proof = commitments.Proof(text=ALL, url="https://villa-ejemplo.example/prueba")
    commitments.mark_milestone_done(milestone=milestone, done_on=clock.today(), proof=proof, by=by)
    commitments.add_milestone(
        commitment=commitment, title=PAYLOADS[21], due_on=commitment.ends_on, reason=ALL, by=by
    )
    yield commitment.get_absolute_url()


def _page() -> Iterator[str]:
    body = [
        {"type": "heading", "value": PAYLOADS[0]},
        {"type": "quote", "value": {"text": ALL, "source": PAYLOADS[1]}},
        {
            "type": "call_to_action",
            "value": {"label": PAYLOADS[2], "page": None, "url": "javascript:alert(7331)"},
        },
        {"type": "question", "value": {"question": PAYLOADS[13], "answer": "<p>Sí.</p>"}},
        {"type": "term", "value": {"term": PAYLOADS[15], "definition": "<p>No.</p>", "basis": PAYLOADS[16]}},
    ]
    root = SiteRoot.objects.get(locale__language_code="es")
    page = EditorialPage(
        title=PAYLOADS[2], slug="hostil", summary=PAYLOADS[3], body=json.dumps(body), live=False
    )
    root.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)
    yield "/hostil/"


def _lists() -> Iterator[str]:
    yield from ("/", "/comision/", "/novedades/", "/buscar/?q=alert", "/buscar/?q=script", "/compromisos/")
    yield from (
        "/compromisos/?vista=tabla",
        "/compromisos/?vista=mapa",
        "/comision/acuerdos/",
        "/mapa-del-sitio/",
    )
    yield from (
        "/comision/dependencias/",
        "/municipio/lugares/",
        "/comision/sesiones/",
        "/verifica/?folio=<svg>",
    )
    for record in Record.objects.order_by("-entry_id")[:25]:
        yield f"/registro/{record.subject_type}/{record.subject_id}/"
        yield f"/registro/actos/{record.entry.index}/"


DESK = (
    "/trabajo/", "/trabajo/dependencias/", "/trabajo/lugares/", "/trabajo/sesiones/", "/trabajo/acuerdos/",
    "/trabajo/compromisos/", "/trabajo/comision/", "/trabajo/sistema/cambios/", "/trabajo/busquedas/",
    "/trabajo/traducciones/", "/trabajo/dependencias/?q=%3Cscript%3Ealert(7331)%3C/script%3E",
)  # fmt: skip


def markup_of_payloads(page: Opened) -> list[str]:
    """What of the page came from a payload and is more than text."""
    found = [tag for tag in TAGS if page.tags(tag)]
    for element in page.document.iter():
        if not isinstance(element.tag, str):
            continue
        text = "".join(element.itertext()) if element.tag in {"script", "style"} else ""
        is_data = element.attrib.get("type") == "application/ld+json" and "<" not in text
        if MARK in text and not is_data:
            found.append(f"{element.tag}: {text[:60]}")
        for name, value in element.attrib.items():
            is_link = name in {"href", "src", "action", "formaction", "data", "srcdoc", "xlink:href"}
            runs = is_link and value.strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
            if name.startswith("on") or runs or (element.tag == "meta" and value.lower() == "refresh"):
                found.append(f"{element.tag} {name}={value[:60]}")
    return found


def staff_browser() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="secretaria"))
    return client


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 60


def test_stored_texts_are_text_on_every_page(hostile: list[str]) -> None:
    client, shown = Client(), 0
    for address in hostile:
        page = Opened(address, client.get(address))
        assert page.status == 200, address
        assert markup_of_payloads(page) == [], address
        shown += MARK in page.text
    assert shown >= 40


def test_stored_texts_are_text_on_the_desk(hostile: list[str]) -> None:
    client = staff_browser()
    meeting = Meeting.objects.get(place=PAYLOADS[13])
    agenda = f"/trabajo/sesiones/{meeting.year}/{meeting.slug}/"
    pages = [Opened(address, client.get(address)) for address in (*DESK, agenda, f"{agenda}orden-del-dia/")]
    assert {page.address: markup_of_payloads(page) for page in pages if markup_of_payloads(page)} == {}
    assert sum(MARK in page.text for page in pages) >= 4


@pytest.mark.parametrize("address", PARAMETERS)
def test_parameters_are_text_wherever_they_come_back(hostile: list[str], address: str) -> None:
    client = Client()
    for payload in PAYLOADS:
        response = client.get(f"{address}?{urlencode(dict.fromkeys(PARAMETERS[address], payload))}")
        assert response.status_code in {200, 302, 400, 404, 422}, payload
        assert markup_of_payloads(Opened(address, response)) == [], payload


def test_the_files_for_machines_stay_well_formed(hostile: list[str]) -> None:
    client = Client()
    for address in ("/novedades/atom.xml", "/novedades/acuerdos/atom.xml", "/sitemap/1.xml"):
        ElementTree.fromstring(client.get(address).content)  # noqa: S314  # our own answer
    calendar = Calendar.from_ical(client.get("/comision/sesiones/calendario.ics").content)
    assert len(calendar.walk("VEVENT")) > 20
    for address in ("/compromisos/compromisos.json", "/datos/popolo.json"):
        json.loads(b"".join(client.get(address, follow=True)))
    meeting = Meeting.objects.get(place=PAYLOADS[13])
    page = Opened(meeting.get_absolute_url(), client.get(meeting.get_absolute_url()))
    data = [json.loads(tag.text or "") for tag in page.tags("script", type="application/ld+json")]
    assert data[0]["location"]["name"] == PAYLOADS[13]


@pytest.mark.parametrize(
    "address", ["javascript:alert(7331)", "java\tscript:alert(7331)", "data:text/html,x"]
)
def test_rich_text_keeps_no_link_to_a_script(address: str) -> None:
    """A raw POST that bypasses the editor's own checks."""
    block = {"key": "a", "text": "liga", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "data": {}}
    block["entityRanges"] = [{"offset": 0, "length": 4, "key": 0}]
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    sent = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    paragraph = BodyBlock().child_blocks["paragraph"]
    value = paragraph.value_from_datadict({"body": sent}, {}, "body")
    assert "liga" in value.source
    assert "alert" not in value.source
    assert "data:" not in value.source


def test_the_check_notices_a_payload_that_was_not_escaped() -> None:
    """Control: the same pages with one payload as markup."""

    class Answer:
        status_code = 200
        headers: dict[str, str] = {}
        cookies: dict[str, str] = {}

    noticed = 0
    for payload in PAYLOADS[:48]:
        Answer.content = f"<!doctype html><title>x</title><p>{payload}</p>".encode()  # type: ignore[attr-defined]
        noticed += bool(markup_of_payloads(Opened("/", Answer())))
    assert noticed >= 42


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_runs_in_a_browser(hostile: list[str], example_site: str, chromium: Browser) -> None:
    page = chromium.new_page()
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on(
        "console", lambda line: seen.append(line.text) if "Content Security Policy" in line.text else None
    )
    page.add_init_script("window.alert = text => console.log('Content Security Policy bypassed ' + text)")
    searches = [f"/buscar/?{urlencode({'q': payload})}" for payload in PAYLOADS[:6]]
    for address in [*hostile[:22], *searches]:
        page.goto(example_site + address, wait_until="load")
        for link in page.query_selector_all("main details:not([open]) > summary"):
            link.click()
    page.close()
    assert seen == []
