"""Feeds and calendars, by the letter of their standards."""

import re
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client
from icalendar import Calendar

from tequio.register.kinds import Section
from tests.drafts import SECRET

pytestmark = pytest.mark.slow
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/novedades/atom.xml", *(f"/novedades/{section}/atom.xml" for section in Section.LABELS)]
CALENDARS = [
    "/comision/sesiones/calendario.ics",
    "/comision/sesiones/calendario.ics?anio=2025",
    "/comision/sesiones/2026/ordinaria-02/sesion.ics",
    "/comision/acuerdos/calendario.ics",
    "/compromisos/calendario.ics",
    "/compromisos/calendario.ics?estado=con_retraso",
    "/comision/marco-legal/dias-inhabiles/municipio/2026.ics",
]
PAGES = {
    "/comision/sesiones/": "/comision/sesiones/calendario.ics",
    "/comision/acuerdos/": "/comision/acuerdos/calendario.ics",
    "/compromisos/": "/compromisos/calendario.ics",
    "/comision/marco-legal/dias-inhabiles/municipio/2026/": CALENDARS[-1],
}


def only(parent: Element, name: str) -> Element:
    """The one child that RFC 4287 asks for."""
    (found,) = parent.findall(ATOM + name)
    return found


def moment(element: Element) -> datetime:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", element.text or "")
    return datetime.fromisoformat(element.text or "")


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_is_atom(example: Path, address: str) -> None:
    response = Client().get(address)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(response.content)  # noqa: S314  # our own
    assert feed.tag == f"{ATOM}feed"
    assert only(feed, "title").text
    assert (only(feed, "id").text or "").startswith("http")
    links = {link.attrib.get("rel", "alternate"): link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith(address)
    assert only(only(feed, "author"), "name").text
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [only(entry, "id").text for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert only(entry, "title").text
        assert moment(only(entry, "updated")) <= moment(only(feed, "updated"))
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    assert SECRET.casefold() not in response.content.decode().casefold()


@pytest.mark.parametrize("address", CALENDARS)
def test_a_calendar_is_icalendar(example: Path, address: str) -> None:
    response = Client().get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(line.endswith(b"\r\n") for line in response.content.splitlines(keepends=True))
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(response.content)
    assert calendar.errors == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    events = calendar.walk("VEVENT")
    assert events
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        assert event.errors == []
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "SEQUENCE"} <= event.keys()
        assert str(event["URL"]).startswith("http")
    assert SECRET.casefold() not in response.content.decode().casefold()


@pytest.mark.parametrize(("page", "calendar"), PAGES.items())
def test_every_section_leads_to_its_calendar(example: Path, page: str, calendar: str) -> None:
    assert f'href="{calendar}"' in Client().get(page).content.decode()
