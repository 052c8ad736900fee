"""Every kind of page in Chromium: what its first view weighs, whom it asks, whether everybody can use it."""

from collections.abc import Callable
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import DESK, PHONE
from tests.browser.faults import SMALL, VARIABLE_RULES, serious
from tests.site.kinds import DATA, LIST, SAMPLES, TEXT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT_TYPES = {"document", "stylesheet", "script", "image", "fetch", "other"}
MOST_REQUESTS = {TEXT: 6, LIST: 6, DATA: 8}


def weight(response: Response) -> int:
    """Bytes on the wire: text as the site compresses it, fonts and photographs as they are."""
    body = response.body()
    is_text = response.request.resource_type in TEXT_TYPES and not body.startswith(
        (b"\xff\xd8", b"\x89PNG", b"RIFF")
    )
    return len(brotli.compress(body, quality=5)) if is_text else len(body)


@pytest.mark.parametrize("address", SAMPLES)
def test_first_view_is_light(somebody: Callable[..., Page], example_site: str, address: str) -> None:
    page = somebody(script=True)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(example_site + address, wait_until="networkidle")
    ours = urlsplit(example_site).netloc
    assert {urlsplit(answer.url).netloc for answer in answers} == {ours}
    assert [
        answer.url
        for answer in answers
        if answer.status >= 400 and answer.request.resource_type != "document"
    ] == []
    assert len(answers) <= MOST_REQUESTS[SAMPLES[address]], [answer.url for answer in answers]
    weights = {answer.url.removeprefix(example_site): weight(answer) for answer in answers}
    assert sum(weights.values()) <= SAMPLES[address], weights


@pytest.mark.parametrize("address", SAMPLES)
def test_everybody_can_use_the_page(somebody: Callable[..., Page], example_site: str, address: str) -> None:
    page = somebody(script=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(example_site + address)
    for width, theme, options in (
        (PHONE, "light", None),
        (PHONE, "dark", VARIABLE_RULES),
        (DESK, "dark", VARIABLE_RULES),
        (DESK, "light", VARIABLE_RULES),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert serious(page, options) == [], f"{width} px, {theme}"
    for width in (320, PHONE, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{width} px"
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate(SMALL) == []
    assert [text for text in said if "422" not in text] == []
