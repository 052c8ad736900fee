"""What the commission did, as data: the timeline of its page with the same filter."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core.tables import Column, Kind, Row, Table
from tequio.register.listings import Listing
from tequio.website.timeline import FILTERS, happenings

TIMELINE = Table(
    "linea-de-tiempo",
    _("Qué ha hecho la comisión"),
    (
        Column("anio", _("Año"), _("Año al que pertenece."), Kind.INTEGER),
        Column("fecha", _("Fecha"), _("Día en que ocurrió; vacío si no consta."), Kind.DATE),
        Column("nota_de_fecha", _("Nota de la fecha"), _("Lo que se sabe de la fecha si no consta el día.")),
        Column("que_paso", _("Qué pasó"), _("El hecho en una frase.")),
        Column("tipo", _("Tipo"), _("Clase de registro, como la nombra el esquema.")),
        Column("clave", _("Clave"), _("Clave del registro dentro de su clase.")),
        Column("pagina", _("Página"), _("Dirección de su página.")),
    ),
    _("Una fila por hecho de la comisión, del más reciente al más antiguo."),
    ("tipo", "clave"),
)


def timeline_listing(request: HttpRequest) -> Listing:
    """The timeline, whole or of one kind."""
    chosen, page = request.GET.get("tipo", ""), reverse("website:commission")
    chosen = chosen if chosen in FILTERS else ""
    return Listing(
        TIMELINE,
        _("Qué ha hecho la comisión"),
        f"{page}?tipo={chosen}" if chosen else page,
        lambda: _rows(chosen),
        ("que_paso", "fecha"),
        filters=(str(FILTERS[chosen][0]),) if chosen else (),
    )


def _rows(chosen: str) -> Iterator[Row]:
    for year, happening in happenings(chosen):
        record = happening.record
        page = settings.TEQUIO_URL + record.path
        kind, key = record.subject_type, record.subject_id
        yield year, happening.on, happening.note, happening.sentence, kind, key, page
