"""Changing the language keeps the reader where they were, and every fragment says which language it is in."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from tequio.register.models import Record
from tests.site.kinds import SAMPLES
from tests.site.opened import Opened, opened

pytestmark = pytest.mark.slow
LANGUAGES = ("es", "en", "nah")
SAME_IN_ALL = ("/api/", "/registro/llave", "/registro/checkpoint", "/archivo/", "/paginas/")
FILES = (".csv", ".json", ".ics", ".xml", ".zip", ".tlog-proof")
UNSPOKEN = {"head", "script", "option"}
"""What is no passage of the page: its data, and the lists of a form."""
ADDRESSES = [address for address in SAMPLES if not address.startswith("/trabajo/")]


def switches(page: Opened) -> dict[str, str]:
    """Language → where the page's menu of languages leads."""
    menus = [tag for tag in page.tags("ul") if tag.attrib.get("class") == "languages"]
    assert len(menus) == 1, page.address
    return {link.attrib["lang"]: link.attrib["href"] for link in menus[0].iter("a")}


def in_language(address: str, language: str) -> str:
    """The same address in a language."""
    return address if language == "es" else f"/{language}{address}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_leads_to_the_same_page_and_back(example: Path, language: str) -> None:
    wrong = {}
    for address in ADDRESSES:
        page = opened(Client(), in_language(address, language))
        expected = {other: in_language(address, other) for other in LANGUAGES}
        if (found := switches(page)) != expected:
            wrong[page.address] = found
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "nah"])
def test_menus_and_links_stay_in_the_language(example: Path, language: str) -> None:
    wrong = {}
    for address in ADDRESSES:
        page = opened(Client(), in_language(address, language))
        foreign = [tag for tag in page.tags("article") if tag.attrib.get("lang") == "es"]
        as_written = {link for article in foreign for link in article.iter("a")}
        stray = {
            link
            for tag in (*page.tags("a"), *page.tags("form"))
            if (link := tag.attrib.get("href") or tag.attrib.get("action", "")).startswith("/")
            and not link.startswith((f"/{language}/", *SAME_IN_ALL))
            and not link.partition("?")[0].endswith(FILES)
            and "hreflang" not in tag.attrib
            and tag not in as_written  # an editor's text in Spanish leads to what it was written for
        }
        if stray:
            wrong[page.address] = sorted(stray)[:4]
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "nah"])
def test_a_page_without_translation_says_so_and_marks_the_spanish(example: Path, language: str) -> None:
    page = opened(Client(), f"/{language}/ayuda/")
    articles = page.tags("article", lang="es")
    assert len(articles) == 1
    assert page.texts("h1") == opened(Client(), "/ayuda/").texts("h1")


def said(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Each text under an element and the language that it is said to be in."""
    own = element.attrib.get("lang", language)
    yield " ".join((element.text or "").split()), own
    for child in element:
        if child.tag not in UNSPOKEN:
            yield from said(child, own)
        yield " ".join((child.tail or "").split()), own


def test_what_the_register_says_in_spanish_is_marked_as_spanish(example: Path) -> None:
    shown = Record.objects.exclude(subject_type="website.translation").values_list("title", "summary")
    texts = {" ".join(text.split()) for pair in shown for text in pair if re.search("[a-záéíóúñ]", text)}
    found: set[str] = set()
    wrong = {}
    for address in ADDRESSES:
        page = opened(Client(), in_language(address, "en"))
        of_the_record = [(text, own) for text, own in said(page.document, "") if text in texts]
        found.update(text for text, _ in of_the_record)
        if unmarked := sorted({text for text, own in of_the_record if own != "es"}):
            wrong[page.address] = unmarked[:4]
    assert wrong == {}
    assert len(found) > 150


def test_a_page_in_spanish_marks_nothing_as_spanish(example: Path) -> None:
    wrong = {}
    for address in ADDRESSES:
        page = opened(Client(), address)
        marked = [tag.tag for tag in page.document.iter() if tag.attrib.get("lang") == "es"]
        if marked != ["html", "a"]:  # the page itself, and its name among the languages
            wrong[page.address] = marked
    assert wrong == {}
