"""What in a page would stop somebody."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SMALL = """() => [...document.querySelectorAll(
    ".button, .menu a, .chip, .file, .tabs a, .door, summary, select, textarea, label.check, .choices label, "
    + "input:not([type=checkbox], [type=radio], [type=hidden])")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
    .map((e) => e.outerHTML.slice(0, 120))"""
# What depends on the theme or on the width; the other rules are run once.
VARIABLE_RULES = {
    "runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
}


def serious(page: Page, options: dict[str, list[str]] | None = None) -> list[tuple[str, list[str]]]:
    """What axe-core finds that somebody would stumble over."""
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"]])
        for rule in Axe().run(page, options=options).response["violations"]
        if rule["impact"] in ("serious", "critical")
    ]
