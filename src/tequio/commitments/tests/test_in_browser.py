"""The board and a commitment in a real browser: accessibility rules, narrow screens, filters without script."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tequio.accounts.models import User
from tequio.commitments import actions
from tequio.commitments.tests.makers import make_commitment, make_place, prove
from tequio.core import clock
from tequio.core.models import Town

pytestmark = pytest.mark.browser
PAGES = (
    "/compromisos/",
    "/compromisos/?vista=tabla",
    "/compromisos/?vista=linea",
    "/compromisos/?vista=mapa",
    "/compromisos/?estado=cumplido&tema=agua",
    "/compromisos/C-1/",
    "/compromisos/metodo/",
    "/compromisos/plan/2025-2027/",
)


@pytest.fixture
def open_page(town: Town, secretary: User, chromium: Browser, live_site: str) -> Callable[..., Page]:
    today = clock.today()
    place = make_place()
    for number in range(1, 4):
        make_commitment(
            secretary,
            key=f"C-{number}",
            places=[place],
            starts_on=today - timedelta(days=90),
            ends_on=today + timedelta(days=60),
            due_on=(today - timedelta(days=30), today + timedelta(days=30)),
        )
    commitment = make_commitment(secretary, key="C-9", starts_on=today, ends_on=today, due_on=(today,))
    later = today + timedelta(days=9)
    actions.renegotiate_commitment(commitment=commitment, ends_on=later, reason="Llovió.", by=secretary)
    prove(commitment.milestones.get(), secretary, done_on=today)

    def opened(path: str, *, width: int, theme: Any = "light", script: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, java_script_enabled=script
        )
        page = context.new_page()
        page.goto(live_site + path)
        return page

    return opened


def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(open_page: Callable[..., Page]) -> None:
    for path in PAGES:
        for theme in ("light", "dark"):
            page = open_page(path, width=320, theme=theme)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width} px"
            found = Axe().run(page).response["violations"]
            serious = [
                (rule["id"], [node["html"][:160] for node in rule["nodes"]])
                for rule in found
                if rule["impact"] in ("serious", "critical")
            ]
            assert serious == [], f"{path}, {theme}"
            page.context.close()


def test_late_ones_of_my_place_are_two_taps_away_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page("/compromisos/?vista=mapa", width=360, script=False)
    page.get_by_role("link", name="Santa María Tonantzintla").click()
    page.locator(".legend").get_by_role("link", name="Con retraso").click()
    assert "lugar=tonantzintla" in page.url
    assert "estado=con_retraso" in page.url
    assert page.locator(".card").count() == 3
    page.context.close()
