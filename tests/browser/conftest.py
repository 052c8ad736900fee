"""People in front of Chromium: each with a context of their own, closed at the end."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PHONE, DESK = 360, 1280


@pytest.fixture
def somebody(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own: ``somebody(width=360, script=True, theme="dark")``."""
    contexts = []

    def open_browser(*, width: int = PHONE, script: bool = False, theme: Any = "light") -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 780},
            java_script_enabled=script,
            color_scheme=theme,
            locale="es-MX",
            accept_downloads=True,
        )
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()
