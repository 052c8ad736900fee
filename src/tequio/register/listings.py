"""A public list as data: what a filtered page holds, for files and for other sites.

A room describes each of its lists once, as a function from the request to a :class:`Listing`; the list's page, its
downloads (``listing_views.py``) and what other sites embed all come from that.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.core import clock, formats
from tequio.core.licence import LICENCE_URL
from tequio.core.tables import Column, Kind, Label, Row, Table, as_date, as_datetime

FORMATS = ("csv", "xlsx", "json", "jsonl")
NAMES: dict[str, tuple[Label, str]] = {
    "csv": (_("Tabla sencilla"), "CSV"),
    "xlsx": (_("Hoja de cálculo"), "XLSX"),
    "json": (_("Para programas"), "JSON"),
    "jsonl": (_("Línea por línea"), "JSON Lines"),
}
ADDRESSES = {"pagina", "record_path"}
"""The columns that say where a row can be read."""
EMBED_HEIGHT = 520
"""Pixels of the frame in the code that people copy; what is longer scrolls inside."""


@dataclass(frozen=True)
class Listing:
    """One list with the filters that somebody chose. ``rows`` starts anew at each call and gives all of them."""

    table: Table
    heading: Label
    page: str
    """Where people see this same list: site path with its filters."""
    rows: Callable[[], Iterable[Row]]
    shown: tuple[str, ...]
    """The columns that fit in a small frame; the first one carries the link."""
    base: str = ""
    """Path below which the files are, when it is not the page's own."""
    filters: tuple[str, ...] = ()
    """The filters in force, in words."""
    calendar_url: str = ""
    """The same list for calendars (.ics), when its rows have dates."""
    figure: Callable[[], SafeString] | None = None
    """A drawing of the list, shown above it inside other sites."""
    styles: tuple[str, ...] = ()
    """Style sheets that the drawing needs."""

    def address(self, name: str) -> str:
        """Where a file or page of this list is, with the same filters."""
        path, mark, query = self.page.partition("?")
        return f"{self.base or path}{name}{mark}{query}"

    @property
    def files(self) -> list[tuple[Label, str, str]]:
        """What each file is good for, its format and its address."""
        return [(*NAMES[suffix], self.address(f"descarga.{suffix}")) for suffix in FORMATS]

    @property
    def dictionary_page(self) -> str:
        return self.address("descarga/")

    @property
    def dictionary_file(self) -> str:
        return self.address("descarga.diccionario.json")

    @property
    def embed_page(self) -> str:
        return self.address("insertar/")

    @property
    def embed_code(self) -> str:
        """What somebody pastes in another page to show this list there: HTML, as text."""
        html = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
        return str(format_html(html, settings.TEQUIO_URL + self.embed_page, self.title, EMBED_HEIGHT) + "")

    @property
    def title(self) -> str:
        """The list and its filters: "Acuerdos (Estado: Con retraso)"."""
        return f"{self.heading} ({', '.join(self.filters)})" if self.filters else str(self.heading)

    @property
    def is_named_by_the_record(self) -> bool:
        """Whether its heading is a text of the register and not one of the interface, which is translated."""
        return isinstance(self.heading, str)

    @property
    def page_url(self) -> str:
        return settings.TEQUIO_URL + self.page

    def head(self) -> dict[str, Any]:
        """What the JSON says before the rows."""
        return {
            "fecha_de_corte": clock.today().isoformat(),
            "pagina": self.page_url,
            "licencia": LICENCE_URL,
            "filtros": list(self.filters),
            "diccionario": {
                column.name: str(column.description or column.label) for column in self.table.columns
            },
        }

    def sample(self, most: int, names: tuple[str, ...] = ()) -> list[list[tuple[Column, Any]]]:
        """The first rows as people read them; only the named columns, or all of them."""
        chosen = [place for place, name in enumerate(self.table.names) if not names or name in names]
        order = sorted(chosen, key=lambda place: names.index(self.table.names[place]) if names else place)
        columns = self.table.columns
        return [
            [(columns[place], readable(columns[place], row[place])) for place in order]
            for row in islice(self.rows(), most)
        ]

    def embedded(self, most: int) -> Iterator[tuple[str, list[tuple[Column, Any]]]]:
        """The first rows for a small frame: the address of each and its cells."""
        place = next((at for at, name in enumerate(self.table.names) if name in ADDRESSES), None)
        addresses = [row[place] if place is not None else "" for row in islice(self.rows(), most)]
        return zip(addresses, self.sample(most, self.shown), strict=True)


def readable(column: Column, cell: Any) -> Any:
    """A cell in the words of people."""
    if cell is None or cell == "":
        return ""
    if column.kind is Kind.BOOLEAN:
        return gettext("Sí") if cell else gettext("No")
    if column.kind is Kind.LIST:
        return ", ".join(str(item) for item in cell)
    if column.kind is Kind.INSTANT:
        return formats.date_time(as_datetime(cell))
    if column.kind is Kind.DATE:
        return formats.date_short(as_date(cell))
    return dict(column.words).get(cell, cell)
