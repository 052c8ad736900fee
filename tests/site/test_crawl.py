"""Every link of the example town, followed like a stranger would."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from tests.drafts import SECRET, draft_addresses
from tests.site.opened import Opened

pytestmark = pytest.mark.slow
MOST = 600
EXTENSIONS = (".js", ".css", ".woff2", ".svg", ".png", ".ico")


class Walk:
    """What a stranger finds by following links from the home page."""

    def __init__(self) -> None:
        self.client = Client()
        self.statuses: dict[str, int] = {}
        self.bodies: dict[str, bytes] = {}
        self.came_from: dict[str, str] = {"/": ""}
        waiting = ["/", "/robots.txt", "/sitemap.xml", "/sitemap/1.xml", "/registro/checkpoint"]
        while waiting and len(self.statuses) < MOST:
            address = waiting.pop(0)
            for link in self._open(address):
                if link not in self.came_from:
                    self.came_from[link] = address
                    waiting.append(link)

    def _open(self, address: str) -> Iterator[str]:
        response = self.client.get(address)
        self.statuses[address] = response.status_code
        if response.status_code in {301, 302}:
            yield from self._ours(address, [response.headers["Location"]])
            return
        self.bodies[address] = b"".join(response) if response.streaming else response.content
        if response.headers["Content-Type"].startswith("text/html"):
            yield from self._ours(address, Opened(address, response).links())

    def _ours(self, here: str, links: Iterator[str] | list[str]) -> Iterator[str]:
        for link in links:
            whole = urlsplit(urljoin(settings.TEQUIO_URL + here, link))
            if f"{whole.scheme}://{whole.netloc}" != settings.TEQUIO_URL or whole.path.endswith(EXTENSIONS):
                continue
            if not whole.path.startswith(("/en/", "/nah/")):
                yield whole.path + (f"?{whole.query}" if whole.query else "")


@pytest.fixture(scope="module")
def walk(example: Path) -> Walk:
    return Walk()


def test_no_link_is_broken(walk: Walk) -> None:
    assert len(walk.statuses) > 300
    broken = {
        address: (status, walk.came_from[address])
        for address, status in walk.statuses.items()
        if status not in {200, 301, 302, 422}
    }
    assert broken == {}


def test_no_public_page_leads_to_the_desk(walk: Walk) -> None:
    assert [address for address in walk.came_from if address.startswith("/trabajo/")] == []


def test_every_address_of_the_site_map_answers(walk: Walk) -> None:
    addresses = re.findall(r"<loc>([^<]+)</loc>", walk.bodies["/sitemap/1.xml"].decode())
    assert len(addresses) > 200
    paths = [address.removeprefix(settings.TEQUIO_URL) for address in addresses]
    assert [path for path in paths if Client().get(path).status_code != 200] == []


def test_published_files_are_served(walk: Walk) -> None:
    assert [address for address in walk.bodies if address.startswith("/archivo/")]
    assert [address for address in walk.bodies if address.endswith("/texto.txt")]


def test_no_draft_is_mentioned_anywhere(walk: Walk) -> None:
    secret = SECRET.casefold()
    assert [
        at for at, body in walk.bodies.items() if secret in body.decode("utf-8", "replace").casefold()
    ] == []
    for prefix in ("", "/nah"):
        assert "No encontramos" in Client().get(f"{prefix}/buscar/?q={SECRET}").content.decode()
    assert [at for at in walk.came_from if "borrador" in at or secret in at.casefold()] == []


def test_a_draft_answers_like_what_does_not_exist(example: Path) -> None:
    for address, other in draft_addresses():
        draft, missing = Client().get(address), Client().get(other)
        assert draft.status_code == missing.status_code == 404, address
        assert draft.content.decode().replace(address, other) == missing.content.decode(), address
        assert draft.headers.keys() == missing.headers.keys(), address
