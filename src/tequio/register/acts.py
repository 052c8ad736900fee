"""The chronicle as a table: one row for each act, the newest first."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.core.tables import Column, Kind, Row, Table
from tequio.register.chronicle import Line, chronicle
from tequio.register.kinds import Section
from tequio.register.listings import Listing

CHUNK = 500
ACTS = Table(
    "actos",
    _("Actos del registro"),
    (
        Column("acto", _("Acto"), _("Número del acto en el registro, desde 0."), Kind.INTEGER),
        Column("momento", _("Momento"), _("Cuándo entró al registro."), Kind.INSTANT),
        Column("seccion", _("Sección"), _("Parte de la crónica a la que pertenece.")),
        Column("que_paso", _("Qué pasó"), _("El acto en una frase.")),
        Column("tipo", _("Tipo"), _("Clase de registro, como la nombra el esquema.")),
        Column("clave", _("Clave"), _("Clave del registro dentro de su clase.")),
        Column("version", _("Versión"), _("Versión del registro que dejó este acto."), Kind.INTEGER),
        Column("verbo", _("Verbo"), _("Qué se hizo, como lo nombra el esquema.")),
        Column("ocurrio", _("Ocurrió"), _("Fecha del hecho; vacía si no consta el día."), Kind.DATE),
        Column("oficina", _("Oficina"), _("Oficina que emite el acto; nunca una persona.")),
        Column("huella", _("Huella"), _("Huella del acto en el árbol (SHA-256, RFC 6962).")),
        Column("pagina", _("Página"), _("Dirección de lo publicado.")),
        Column("comprobante", _("Comprobante"), _("Dirección de la prueba del acto.")),
    ),
    _("Una fila por acto publicado, del más reciente al más antiguo."),
    ("acto",),
)


def asked_section(request: HttpRequest) -> str:
    """The section of the address; none when there is no such section."""
    section = request.GET.get("seccion", "")
    return section if section in Section.LABELS else ""


def news_listing(request: HttpRequest) -> Listing:
    """The acts of the chronicle, whole or of one section."""
    section, page = asked_section(request), reverse("register:news")
    return Listing(
        ACTS,
        _("Novedades"),
        f"{page}?seccion={section}" if section else page,
        lambda: act_rows(section),
        ("que_paso", "momento"),
        filters=(str(Section.LABELS[section]),) if section else (),
    )


def act_rows(section: str = "") -> Iterator[Row]:
    """One row for each act, read a few at a time."""
    proofs = settings.TEQUIO_URL + reverse("register:home") + "actos/"
    for entry in chronicle(section).entries.iterator(chunk_size=CHUNK):
        line = Line(entry)
        yield (
            entry.index,
            entry.at,
            Section.LABELS[line.section],
            line.sentence,
            entry.subject_type,
            entry.subject_id,
            entry.version,
            entry.verb,
            None if line.occurred_note else line.occurred_on,
            entry.issuer,
            bytes(entry.leaf_hash).hex(),
            settings.TEQUIO_URL + line.path,
            f"{proofs}{entry.index}/",
        )
