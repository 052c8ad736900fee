"""What every page owes to whoever opens it, whatever it is about. Each test names every page that fails it."""

import io
import json
import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import fromstring

import html5lib
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.site.kinds import FILES, SAMPLES, UNPROCESSABLE
from tests.site.opened import Opened, opened

pytestmark = pytest.mark.slow
MOST_QUERIES = 10
# Pages that make more queries than the others: how many at most, and why.
MORE_QUERIES: dict[str, tuple[int, str]] = {
    "/comision/": (12, "joins the commission, who sits in it today, the next session and all that was done"),
    "/comision/sesiones/2026/ordinaria-02/": (
        13,
        "agenda, papers, roll call, votes, agreements and minutes",
    ),
    "/comision/sesiones/2026/ordinaria-03/": (12, "the same before it is held"),
    "/compromisos/C-2023-01/": (11, "with who answers, who helps, where, its steps and its history"),
    "/registro/actos/100/": (12, "computes the proof from the tiles of the tree"),
}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
INLINE = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)=")


@pytest.fixture(scope="module")
def pages(example: Path) -> list[Opened]:
    """Every sample, opened once by somebody without an account."""
    return [opened(Client(), address) for address in SAMPLES]


@pytest.fixture(scope="module")
def shared(pages: list[Opened]) -> list[Opened]:
    """Those that anybody may send to somebody else: not the staff's door."""
    return [page for page in pages if not page.path.startswith("/trabajo/")]


@pytest.mark.parametrize("language", ["es", "en", "nah"])
def test_every_page_answers_in_every_language(example: Path, language: str) -> None:
    prefix = "" if language == "es" else f"/{language}"
    answers = [opened(Client(), prefix + address) for address in SAMPLES]
    expected = [422 if address in UNPROCESSABLE else 200 for address in SAMPLES]
    wrong = {
        page.address: page.status
        for page, status in zip(answers, expected, strict=True)
        if page.status != status
    }
    assert wrong == {}
    assert [page.address for page in answers if f'<html lang="{language}"' not in page.text] == []


def canonical(page: Opened) -> str:
    """The address under which a page wants to be known."""
    return next((tag.attrib["href"] for tag in page.tags("link", rel="canonical")), page.address)


def test_html_is_valid(pages: list[Opened]) -> None:
    wrong = {}
    for page in pages:
        parser = html5lib.HTMLParser()
        parser.parse(page.text)
        if parser.errors:
            wrong[page.address] = parser.errors[:3]
    assert wrong == {}


def test_identifiers_are_unique_and_what_points_at_them_finds_them(pages: list[Opened]) -> None:
    wrong = {}
    for page in pages:
        elements = list(page.document.iter())
        ids = [element.attrib["id"] for element in elements if "id" in element.attrib]
        pointed = {
            target
            for element in elements
            for name in POINTERS
            for target in element.attrib.get(name, "").split()
        }
        inside = {tag.attrib.get("href", "") for tag in page.tags("a")}
        pointed |= {href[1:] for href in inside if href.startswith("#")}
        if problem := [*pointed.difference(ids), *{each for each in ids if ids.count(each) > 1}]:
            wrong[page.address] = problem
    assert wrong == {}


def test_every_page_says_what_it_is(pages: list[Opened]) -> None:
    headings = {page.address: page.texts("h1") for page in pages}
    assert {at: found for at, found in headings.items() if len(found) != 1 or not found[0]} == {}
    titles = {page.address: page.texts("title")[0] for page in pages}
    assert {at: title for at, title in titles.items() if not 10 <= len(title) <= 200} == {}
    own = {canonical(page): page.texts("title")[0] for page in pages if "?" not in page.address}
    assert sorted({title for title in own.values() if list(own.values()).count(title) > 1}) == []


def test_headings_skip_no_level(pages: list[Opened]) -> None:
    wrong = {}
    for page in pages:
        levels = [int(tag.tag[1]) for tag in page.document.iter() if re.fullmatch("h[1-6]", str(tag.tag))]
        if any(after > before + 1 for before, after in pairwise(levels)):
            wrong[page.address] = levels
    assert wrong == {}


def test_every_page_has_a_description_and_its_own_address(shared: list[Opened]) -> None:
    wrong = {}
    for page in shared:
        described = page.metas("description")
        known_as = canonical(page)
        fine = len(described) == 1 and 30 <= len(described[0]) <= 320
        own = known_as.startswith(settings.TEQUIO_URL + page.path)
        if not fine or not own or page.metas("og:url") != [known_as]:
            wrong[page.address] = (described, known_as, page.metas("og:url"))
    assert wrong == {}


def test_a_shared_link_shows_a_light_picture(shared: list[Opened]) -> None:
    assert {page.address for page in shared if not page.metas("og:title")} == set()
    pictures = {page.metas("og:image")[0].removeprefix(settings.TEQUIO_URL) for page in shared}
    assert len(pictures) > 10
    wrong = {}
    for address in pictures:
        content = Client().get(address).content
        with Image.open(io.BytesIO(content)) as image:
            found = (image.format, image.size, len(content) <= 300_000)
        if found != ("JPEG", (1200, 630), True):
            wrong[address] = found
    assert wrong == {}


def test_other_languages_are_announced(shared: list[Opened]) -> None:
    alternates = {
        page.address: {tag.attrib["hreflang"] for tag in page.tags("link") if "hreflang" in tag.attrib}
        for page in shared
    }
    assert {at: found for at, found in alternates.items() if found != {"es", "en", "nah"}} == {}


def test_nothing_is_inline_but_data(pages: list[Opened]) -> None:
    assert {page.address: INLINE.findall(page.text) for page in pages if INLINE.search(page.text)} == {}
    assert [page.address for page in pages if page.tags("style")] == []
    inline = [tag for page in pages for tag in page.tags("script") if "src" not in tag.attrib]
    assert {tag.attrib.get("type") for tag in inline} == {"application/ld+json"}
    for tag in inline:
        json.loads(str(tag.text))


def test_browser_is_given_the_least_power(pages: list[Opened]) -> None:
    policies = {page.headers["Content-Security-Policy"] for page in pages}
    assert len(policies) == 1
    policy = policies.pop()
    assert "unsafe-" not in policy
    for directive in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy
    assert {page.headers["X-Content-Type-Options"] for page in pages} == {"nosniff"}
    assert {page.headers["Cross-Origin-Opener-Policy"] for page in pages} == {"same-origin"}
    assert all("geolocation=()" in page.headers["Permissions-Policy"] for page in pages)


def test_readers_get_no_cookie(shared: list[Opened]) -> None:
    assert {page.address: page.cookies for page in shared if page.cookies} == {}


def test_every_page_makes_few_queries(pages: list[Opened]) -> None:
    wrong = {}
    for page in pages:  # opened before, so that a process knows what it learns once
        with CaptureQueriesContext(connection) as queries:
            Client().get(page.address)
        most, _why = MORE_QUERIES.get(page.address, (MOST_QUERIES, ""))
        if len(queries) > most:
            wrong[page.address] = len(queries)
    assert wrong == {}


def test_files_for_machines_are_of_their_kind(example: Path) -> None:
    answers = {address: (Client().get(address), kind) for address, kind in FILES.values()}
    found = {
        at: (answer.status_code, answer["Content-Type"].partition(";")[0])
        for at, (answer, _) in answers.items()
    }
    assert found == {address: (200, kind) for address, kind in FILES.values()}
    for answer, kind in answers.values():
        content = b"".join(answer)
        assert content
        if kind.endswith("xml"):
            fromstring(content)  # noqa: S314 - our own
        if kind == "application/json":
            json.loads(content)


@pytest.mark.django_db
def test_before_anything_is_published_pages_are_empty_or_missing(town: object) -> None:
    paths = {address.partition("?")[0] for address in SAMPLES}
    answers = {path: Client().get(path).status_code for path in paths}
    assert {path: status for path, status in answers.items() if status not in {200, 404}} == {}
    assert sum(status == 200 for status in answers.values()) > 20
