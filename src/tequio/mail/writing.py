"""The words of a message: a plain text template, and the HTML part made from its paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils.translation import get_language

from tequio.core.models import Town


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading (its line starts with ``# ``) or a list (its lines start with ``- ``)."""

    kind: str
    lines: tuple[str, ...]


def text_of(template: str, context: Mapping[str, Any]) -> str:
    """Render a text template: nothing is escaped, since nothing is markup."""
    compiled = engines["django"].get_template(template).template  # type: ignore[attr-defined]  # Django's own engine
    words = compiled.render(Context({"town": Town.current(), **context}, autoescape=False))
    return re.sub(r"\n{3,}", "\n\n", str(words)).strip() + "\n"


def html_of(text: str, title: str) -> str:
    """The same words as simple HTML: paragraphs, headings, lists and links."""
    context = {"blocks": _blocks(text), "title": title, "language": get_language(), "town": Town.current()}
    return render_to_string("mail/message.html", context)


def _blocks(text: str) -> list[Block]:
    blocks = []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in piece.splitlines()]
        if lines[0].startswith("# "):
            blocks.append(Block("heading", (lines.pop(0).removeprefix("# "),)))
        if lines and all(line.startswith("- ") for line in lines):
            blocks.append(Block("list", tuple(line.removeprefix("- ") for line in lines)))
        elif lines:
            blocks.append(Block("paragraph", tuple(lines)))
    return blocks
