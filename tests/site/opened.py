"""A page of the site as a browser would get it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.test import Client


class Opened:
    """One answer, parsed when asked."""

    def __init__(self, address: str, response: Any) -> None:
        self.address = address
        self.path = address.partition("?")[0]
        self.status: int = response.status_code
        self.headers = dict(response.headers)
        self.cookies = dict(response.cookies)
        self.text: str = response.content.decode()

    @cached_property
    def document(self) -> Element:
        """The whole page as elements without a namespace."""
        return html5lib.parse(self.text, namespaceHTMLElements=False)

    def tags(self, name: str, **attributes: str) -> list[Element]:
        """The elements called *name* that have these attributes."""
        wanted = attributes.items()
        return [tag for tag in self.document.iter(name) if wanted <= tag.attrib.items()]

    def metas(self, key: str) -> list[str]:
        """The content of every ``<meta>`` whose name or property is *key*."""
        return [tag.attrib["content"] for tag in self.tags("meta") if key in tag.attrib.values()]

    def texts(self, name: str) -> list[str]:
        """What the elements called *name* say."""
        return [" ".join("".join(tag.itertext()).split()) for tag in self.tags(name)]

    def links(self) -> Iterator[str]:
        """Every address that the page leads to, without its fragment."""
        found = re.findall(
            r'<(?:a|link|img|source|script|form)\b[^>]*\s(?:href|src|action)="([^"]+)"', self.text
        )
        for address in found:
            if not address.startswith(("#", "mailto:", "tel:", "data:")):
                yield address.replace("&amp;", "&").partition("#")[0]


def opened(client: Client, address: str) -> Opened:
    """Open an address as a stranger."""
    return Opened(address, client.get(address))
