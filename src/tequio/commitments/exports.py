"""The board as data: the same rows that are on screen, as CSV and JSON."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.commitments.board import Selection
from tequio.commitments.models import Commitment
from tequio.commitments.rules import Completion, Status, Theme
from tequio.core import clock
from tequio.core.spreadsheets import harmless

CHUNK = 500
# Column, and what it means: the dictionary that the JSON carries and the method page shows.
COLUMNS = {
    "clave": _("Clave del compromiso; no cambia."),
    "compromiso": _("Resultado prometido."),
    "estado": _("Cumplido, En avance, Con retraso, Detenido o Sin iniciar, en la fecha de corte."),
    "dependencia": _("Dependencia responsable."),
    "tema": _("Tema."),
    "lugares": _("Lugares que beneficia, separados por “; ”."),
    "empieza": _("Fecha de inicio."),
    "termina": _("Fecha final vigente."),
    "primera_fecha": _("Fecha final que se prometió la primera vez."),
    "siguiente_fecha": _("Primera fecha que todavía pide algo: de un hito sin prueba, o la final."),
    "hitos_cumplidos": _("Hitos con prueba revisada."),
    "hitos": _("Hitos en total, sin los retirados."),
    "cumplimiento_ogp": _("Nivel en la escala de la Alianza para el Gobierno Abierto."),
    "pagina": _("Dirección de su página."),
}


def row(commitment: Commitment, site_url: str) -> dict[str, Any]:
    """One commitment as the exports and the table show it; dates in ISO 8601."""
    completion = commitment.completion
    return {
        "clave": commitment.key,
        "compromiso": commitment.title,
        "estado": str(Status(commitment.status).label),
        "dependencia": commitment.lead.name,
        "tema": str(Theme(commitment.theme).label),
        "lugares": "; ".join(place.name for place in commitment.places.all()),
        "empieza": commitment.starts_on.isoformat(),
        "termina": commitment.ends_on.isoformat(),
        "primera_fecha": commitment.first_ends_on.isoformat(),
        "siguiente_fecha": "" if commitment.fulfilled_on else commitment.next_date.isoformat(),
        "hitos_cumplidos": commitment.milestones_done,
        "hitos": commitment.milestones_total,
        "cumplimiento_ogp": str(Completion(completion).label) if completion else "",
        "pagina": site_url + commitment.get_absolute_url(),
    }


class _Echo:
    """A file that gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(selection: Selection, site_url: str) -> Iterator[str]:
    """CSV (RFC 4180) with a byte order mark, so that spreadsheets read the accents."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for commitment in selection.rows().iterator(chunk_size=CHUNK):
        yield writer.writerow(harmless(value) for value in row(commitment, site_url).values())


def json_parts(selection: Selection, site_url: str) -> Iterator[str]:
    """One JSON document: the cut-off date, the filters, the dictionary and the rows."""
    head = {
        "fecha_de_corte": clock.today().isoformat(),
        "pagina": site_url + selection.address(),
        "filtros": dict(selection.filters),
        "diccionario": {name: str(meaning) for name, meaning in COLUMNS.items()},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "compromisos": ['
    for number, commitment in enumerate(selection.rows().iterator(chunk_size=CHUNK)):
        comma = ",\n" if number else "\n"
        yield comma + json.dumps(row(commitment, site_url), ensure_ascii=False)
    yield "\n]}\n"
