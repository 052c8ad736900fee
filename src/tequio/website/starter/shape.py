"""How a starter page is written down here."""

from dataclasses import dataclass
from typing import Any

Block = tuple[str, Any]


@dataclass(frozen=True)
class StarterPage:
    """A page as data: where it goes, what it says first, and its blocks in order."""

    slug: str
    title: str
    summary: str
    blocks: tuple[Block, ...]


def heading(text: str) -> Block:
    return "heading", text


def paragraph(html: str) -> Block:
    return "paragraph", f"<p>{html}</p>"


def bullets(*items: str) -> Block:
    return "list", "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def steps(*items: str) -> Block:
    return "list", "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def question(asked: str, answer: str) -> Block:
    return "question", {"question": asked, "answer": f"<p>{answer}</p>"}


def term(word: str, definition: str, basis: str = "") -> Block:
    return "term", {"term": word, "definition": f"<p>{definition}</p>", "basis": basis}


def button(label: str, url: str) -> Block:
    return "call_to_action", {"label": label, "page": None, "url": url}
