"""Lists inside other sites: light, usable by everybody, and shown in a frame of another page."""

from collections.abc import Callable
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


def test_another_site_shows_the_list_in_a_frame_and_no_other_page(
    somebody: Callable[..., Page], example_site: str
) -> None:
    page = somebody(script=True)
    frames = f'<iframe src="{example_site}/comision/acuerdos/insertar/"></iframe>'
    frames += f'<iframe src="{example_site}/comision/acuerdos/"></iframe>'
    page.route("http://otro.example/", lambda route: route.fulfill(body=frames, content_type="text/html"))
    page.goto("http://otro.example/", wait_until="networkidle")
    shown, refused = page.frames[1:]
    assert shown.locator("text=Fuente:").count() == 1
    assert refused.locator("h1").count() == 0
