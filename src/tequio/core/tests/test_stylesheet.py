"""The look is checked by arithmetic: contrast of every pair of colours in use, weights, nothing inline."""

import re
from pathlib import Path

import brotli
import pytest

CORE = Path(__file__).parent.parent
STATIC = CORE / "static" / "tequio"
CSS = (STATIC / "tequio.css").read_text(encoding="utf-8")

# (text or mark, ground, least ratio): 7 for running text, 4.5 for other text, 3 for marks and borders.
PAIRS = [
    ("ink", "cal", 7),
    ("ink", "panel", 7),
    ("ink", "tint", 7),
    ("ink", "gold-tint", 7),
    ("ink", "ok-tint", 7),
    ("ink", "error-tint", 7),
    ("ink-2", "cal", 7),
    ("ink-2", "panel", 7),
    ("ink-2", "tint", 4.5),
    ("ink-2", "gold-tint", 4.5),
    ("heading", "cal", 7),
    ("heading", "panel", 7),
    ("link", "cal", 7),
    ("link", "panel", 7),
    ("link", "tint", 4.5),
    ("link-hover", "tint", 7),
    ("link", "gold-tint", 4.5),
    ("link", "ok-tint", 4.5),
    ("link", "error-tint", 4.5),
    ("on-button", "button", 7),
    ("on-button", "button-hover", 7),
    ("on-gold", "gold", 7),
    ("gold", "deep", 7),
    ("on-deep", "deep", 7),
    ("on-deep-2", "deep", 7),
    ("gold-text", "cal", 4.5),
    ("gold-text", "gold-tint", 4.5),
    ("clay", "cal", 7),
    ("clay", "panel", 7),
    ("ok", "panel", 7),
    ("ok", "ok-tint", 4.5),
    ("error", "cal", 7),
    ("error", "panel", 7),
    ("error", "error-tint", 4.5),
    ("edge", "panel", 3),
    ("edge", "cal", 3),
    *(
        (mark, ground, 3)
        for mark in ("done", "going", "late", "stopped", "idle")
        for ground in ("cal", "panel")
    ),
]


def tokens(theme: str) -> dict[str, str]:
    """Colour tokens as the browser sees them in the "light" or the "dark" theme."""
    root, modern = CSS.split("@supports", 1)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", root))
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);", modern):
        found[name] = light if theme == "light" else dark
    return found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground", "least"), PAIRS)
def test_colour_pair_has_enough_contrast(theme: str, mark: str, ground: str, least: float) -> None:
    colours = tokens(theme)
    assert contrast(colours[mark], colours[ground]) >= least


def test_light_theme_is_the_same_with_and_without_light_dark() -> None:
    plain = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", CSS.split("@supports", 1)[0]))
    assert {name: tokens("light")[name] for name in plain} == plain


def test_every_token_in_use_is_defined() -> None:
    sheets = CSS + (STATIC / "desk.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--([\w-]+)\)", sheets))
    defined = set(re.findall(r"--([\w-]+):", CSS))
    assert used <= defined
    assert defined <= used


@pytest.mark.parametrize(("names", "budget"), [(["tequio.css", "desk.css"], 18_000), (["tequio.js"], 5_000)])
def test_compressed_weight_stays_within_budget(names: list[str], budget: int) -> None:
    assert sum(len(brotli.compress((STATIC / name).read_bytes())) for name in names) <= budget


def test_tile_band_and_horizon_are_light_drawings() -> None:
    for name in ("tiles", "horizon"):
        assert (CORE / "templates" / "core" / "parts" / f"{name}.html").stat().st_size <= 1_536


def test_spanish_font_is_at_most_17_kb_and_every_file_named_exists() -> None:
    assert (STATIC / "fonts" / "public-sans-es.woff2").stat().st_size <= 17_408
    named = re.findall(r'url\("([^"]+)"\)', CSS)
    assert named
    assert all((STATIC / name).is_file() for name in named)


def test_old_telephones_can_read_the_stylesheet() -> None:
    assert "&" not in re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)  # nesting came with Chromium 112


def test_templates_carry_nothing_inline() -> None:
    """The content policy refuses style attributes, inline scripts and handlers; JSON-LD is data, not script."""
    package = CORE.parent
    # What a proxy shows while the site is down cannot fetch the site's stylesheet, so it carries its own.
    alone = package / "website/templates/website/errors/standalone.html"
    for template in set(package.rglob("templates/**/*.html")) - {alone}:
        text = template.read_text(encoding="utf-8")
        assert not re.search(
            r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*(\ssrc=|application/ld\+json))|javascript:", text
        ), template
