"""Lists inside other sites: light, usable by everybody, and shown in a frame of another page."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import PHONE
from tests.browser.faults import VARIABLE_RULES, serious
from tests.browser.test_first_view import weight
from tests.site.kinds import LISTINGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_BYTES = 60_000
EMBEDS = [f"{base}insertar/" for base in LISTINGS.values()] + [
    "/compromisos/insertar/?vista=linea",
    "/compromisos/insertar/?vista=mapa",
]


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embedded_list_is_light_and_usable(
    somebody: Callable[..., Page], example_site: str, address: str
) -> None:
    page = somebody(script=False)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(example_site + address, wait_until="networkidle")
    assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(example_site).netloc}
    assert [answer.url for answer in answers if answer.status >= 400] == []
    weights = {answer.url: weight(answer) for answer in answers}
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("address", EMBEDS)
def test_everybody_can_use_an_embedded_list(
    somebody: Callable[..., Page], example_site: str, address: str
) -> None:
    page = somebody(script=True)
    page.goto(example_site + address)
    for width, theme in ((320, "light"), (PHONE, "dark"), (800, "light")):
        page.set_viewport_size({"width": width, "height": 520})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert serious(page, VARIABLE_RULES) == [], f"{width} px, {theme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} px"


@pytest.fixture
def other_site(example_site: str) -> Iterator[str]:
    """A page of somebody else that shows one of ours in each of two frames: the one made for it, and a common one."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for path in ("/comision/acuerdos/insertar/", "/comision/acuerdos/"):
                self.wfile.write(f'<iframe src="{example_site}{path}"></iframe>'.encode())

        def log_message(self, *_args: object) -> None:
            """Say nothing of each request."""

    server = HTTPServer(("127.0.0.1", 0), Other)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_another_site_shows_the_list_in_a_frame_and_no_other_page(
    somebody: Callable[..., Page], other_site: str
) -> None:
    page = somebody(script=True)
    page.goto(other_site, wait_until="networkidle")
    shown, refused = page.frames[1:]
    assert shown.locator("text=Fuente:").count() == 1
    assert refused.url.startswith("chrome-error:")
