"""The words of an editorial page without its looks."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText


def lines_of(value: Any) -> Iterator[str]:
    """The text of a value of a page's body, piece by piece; files count by their fingerprint."""
    if isinstance(value, StreamValue):
        for block in value:
            yield from lines_of(block.value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from lines_of(part)
    elif isinstance(value, TypedTable):
        yield " | ".join([value.caption or "", *(column["heading"] for column in value.columns)])
        for row in value.rows:
            yield " | ".join(str(cell.value) for cell in row)
    else:
        text = _text(value)
        if text:
            yield text


def _text(value: Any) -> str:
    if isinstance(value, RichText):
        spaced = value.source.replace("</p>", " ").replace("</li>", " ").replace("<br/>", " ")
        return " ".join(unescape(strip_tags(spaced)).split())
    if isinstance(value, AbstractDocument):
        return f"{value.title} ({value.get_file_hash()})"
    if isinstance(value, AbstractImage):
        return f"({value.get_file_hash()})"
    if isinstance(value, Page):
        return str(value.title)
    return " ".join(str(value).split()) if value else ""
