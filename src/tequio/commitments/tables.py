"""The board and its milestones as tables."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.commitments.models import CommitmentQuerySet, Milestone
from tequio.commitments.rules import (
    Completion,
    MilestoneFacts,
    MilestoneStatus,
    Status,
    Theme,
    milestone_status,
)
from tequio.core import clock
from tequio.core.tables import Column, Kind, Row, Table

CHUNK = 500
PAGE = Column("pagina", _("Página"), _("Dirección de su página."))
COMMITMENTS = Table(
    "compromisos",
    _("Compromisos"),
    (
        Column("clave", _("Clave"), _("Clave del compromiso; no cambia.")),
        Column("compromiso", _("Compromiso"), _("Resultado prometido.")),
        Column(
            "estado",
            _("Estado"),
            _("Cumplido, En avance, Con retraso, Detenido o Sin iniciar, en la fecha de corte."),
        ),
        Column("dependencia", _("Dependencia"), _("Dependencia responsable.")),
        Column("tema", _("Tema"), _("Tema.")),
        Column("lugares", _("Lugares"), _("Lugares que beneficia, separados por “; ”.")),
        Column("empieza", _("Empieza"), _("Fecha de inicio."), Kind.DATE),
        Column("termina", _("Termina"), _("Fecha final vigente."), Kind.DATE),
        Column(
            "primera_fecha",
            _("Primera fecha"),
            _("Fecha final que se prometió la primera vez."),
            Kind.DATE,
        ),
        Column(
            "siguiente_fecha",
            _("Siguiente fecha"),
            _("Primera fecha que todavía pide algo: de un hito sin prueba, o la final."),
            Kind.DATE,
        ),
        Column("hitos_cumplidos", _("Hitos cumplidos"), _("Hitos con prueba revisada."), Kind.INTEGER),
        Column("hitos", _("Hitos"), _("Hitos en total, sin los retirados."), Kind.INTEGER),
        Column(
            "cumplimiento_ogp",
            _("Cumplimiento (OGP)"),
            _("Nivel en la escala de la Alianza para el Gobierno Abierto."),
        ),
        PAGE,
    ),
    _("Una fila por compromiso público, con el estado que tiene hoy."),
    ("clave",),
)
MILESTONES = Table(
    "hitos",
    _("Hitos de los compromisos"),
    (
        Column("clave", _("Clave"), _("Clave del hito; no cambia.")),
        Column("compromiso", _("Compromiso"), _("Clave del compromiso al que pertenece.")),
        Column("numero", _("Número"), _("Número del hito dentro del compromiso."), Kind.INTEGER),
        Column("hito", _("Hito"), _("Qué se habrá hecho.")),
        Column("estado", _("Estado"), _("Cómo va, en la fecha de corte.")),
        Column("fecha", _("Fecha"), _("Fecha vigente."), Kind.DATE),
        Column("primera_fecha", _("Primera fecha"), _("Fecha que se prometió la primera vez."), Kind.DATE),
        Column("hecho", _("Hecho"), _("Día en que se publicó su prueba."), Kind.DATE),
        Column("prueba", _("Prueba"), _("Qué demuestra que se hizo.")),
        Column("enlace", _("Enlace"), _("Dónde se puede leer la prueba.")),
        PAGE,
    ),
    _("Una fila por hito de los compromisos elegidos."),
    ("clave",),
)


def commitment_rows(commitments: CommitmentQuerySet) -> Iterator[Row]:
    """One row for each commitment, in the board's order."""
    for commitment in commitments.for_lists().iterator(chunk_size=CHUNK):
        completion = commitment.completion
        yield (
            commitment.key,
            commitment.title,
            Status(commitment.status).label,
            commitment.lead.name,
            Theme(commitment.theme).label,
            "; ".join(place.name for place in commitment.places.all()),
            commitment.starts_on,
            commitment.ends_on,
            commitment.first_ends_on,
            None if commitment.fulfilled_on else commitment.next_date,
            commitment.milestones_done,
            commitment.milestones_total,
            Completion(completion).label if completion else "",
            settings.TEQUIO_URL + commitment.get_absolute_url(),
        )


def milestone_rows(commitments: CommitmentQuerySet) -> Iterator[Row]:
    """One row for each milestone of the commitments, by commitment and number."""
    today, root = clock.today(), settings.TEQUIO_URL + reverse("commitments:board")
    rows = Milestone.objects.filter(commitment__in=commitments.order_by().values("pk"))
    columns = (
        "commitment__key", "position", "title", "due_on", "first_due_on", "done_on", "proof", "proof_url",
        "verified", "withdrawn_on",
    )  # fmt: skip
    ordered = rows.order_by("commitment__key", "position").values_list(*columns)
    for row in ordered.iterator(chunk_size=CHUNK):
        commitment, number, title, due, first_due, done, proof, url, verified, withdrawn = row
        facts = MilestoneFacts(due, done, verified, withdrawn is not None)
        status = MilestoneStatus(milestone_status(facts, today)).label
        page = f"{root}{commitment}/#hito-{number}"
        key = f"{commitment}-H{number}"
        yield key, commitment, number, title, status, due, first_due, done, proof, url, page
