"""Sessions, agreements, votes and attendance as tables. Votes and attendance are of the seat, never of a person."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Integration
from tequio.core import clock
from tequio.core.tables import Column, Kind, Row, Table
from tequio.meetings.models import Attendance, Vote
from tequio.meetings.models.agreements import AgreementQuerySet
from tequio.meetings.models.meetings import MeetingQuerySet
from tequio.meetings.participation import record_by_seat
from tequio.meetings.rules import (
    AGREEMENT_FILTERS,
    AttendanceState,
    MeetingKind,
    MeetingStatus,
    Modality,
    VoteOption,
    VoteResult,
    agreement_state,
    meeting_title,
)

CHUNK = 2000
SESSION = Column("sesion", _("Sesión"), _("Nombre de la sesión."))
HELD_ON = Column("fecha", _("Fecha"), _("Día de la sesión; vacío si no está documentado."), Kind.DATE)
SEAT = Column("asiento", _("Asiento"), _("Clave del asiento en su integración."))
OFFICE = Column("cargo", _("Cargo"), _("Cargo público al que pertenece el asiento."))
PAGE = Column("pagina", _("Página"), _("Dirección de su página."))

MEETINGS = Table(
    "sesiones",
    _("Sesiones"),
    (
        Column("clave", _("Clave"), _("Clave de la sesión en el registro; no cambia.")),
        SESSION,
        Column("tipo", _("Tipo"), _("Ordinaria, Extraordinaria, De instalación o Solemne.")),
        Column("numero", _("Número"), _("Número dentro de su tipo y año; vacío si no consta."), Kind.INTEGER),
        Column("anio", _("Año"), _("Año en que se numera y archiva."), Kind.INTEGER),
        Column("fecha", _("Fecha"), _("Día, o primer día del mes si solo se conoce el mes."), Kind.DATE),
        Column("fecha_en_palabras", _("Cuándo"), _("Lo que se sabe de la fecha.")),
        Column("inicio", _("Inicio"), _("Hora documentada en que empieza."), Kind.INSTANT),
        Column("estado", _("Estado"), _("En qué va la sesión.")),
        Column("modalidad", _("Modalidad"), _("Presencial, a distancia o ambas.")),
        Column("lugar", _("Lugar"), _("Sala o edificio.")),
        Column("direccion", _("Dirección"), _("Calle y número.")),
        Column("organo", _("Órgano"), _("Órgano que se reúne.")),
        Column("integracion", _("Integración"), _("Periodo de la integración en funciones.")),
        Column("quorum_presentes", _("Presentes"), _("Asientos con voto presentes."), Kind.INTEGER),
        Column(
            "quorum_necesarios", _("Necesarios"), _("Asientos que hacían falta para el quórum."), Kind.INTEGER
        ),
        PAGE,
    ),
    _("Una fila por sesión publicada."),
    ("clave",),
)
AGREEMENTS = Table(
    "acuerdos",
    _("Acuerdos"),
    (
        Column("folio", _("Folio"), _("Clave del acuerdo en el registro; no cambia.")),
        Column("acuerdo", _("Acuerdo"), _("Título corto.")),
        Column("texto", _("Texto"), _("Texto del acuerdo.")),
        SESSION,
        HELD_ON,
        Column("responsable", _("Responsable"), _("Dependencia que debe cumplirlo.")),
        Column("fecha_limite", _("Fecha límite"), _("Último día para cumplirlo."), Kind.DATE),
        Column(
            "estado", _("Estado"), _("En proceso, Con retraso, Cumplido o Cerrado, en la fecha de corte.")
        ),
        Column("resuelto_el", _("Resuelto el"), _("Día en que se cumplió o se cerró."), Kind.DATE),
        Column("como_se_comprueba", _("Cómo se comprueba"), _("Qué demostrará que se cumplió.")),
        Column("resolucion", _("Resolución"), _("Cómo se cumplió, o por qué se cerró.")),
        PAGE,
    ),
    _("Una fila por acuerdo, con el estado que tiene hoy."),
    ("folio",),
)
VOTES = Table(
    "votos",
    _("Votación nominal"),
    (
        SESSION,
        HELD_ON,
        Column("votacion", _("Votación"), _("Número de la votación dentro de la sesión."), Kind.INTEGER),
        Column("propuesta", _("Propuesta"), _("Lo que se votó, con sus palabras.")),
        Column("resultado", _("Resultado"), _("Se aprobó o No se aprobó.")),
        SEAT,
        OFFICE,
        Column("sentido", _("Sentido"), _("A favor, En contra, Abstención, Se excusó o Ausente.")),
        PAGE,
    ),
    _("Una fila por asiento y votación. El voto es del asiento, no de la persona."),
)
ATTENDANCE = Table(
    "asistencia",
    _("Asistencia"),
    (
        SESSION,
        HELD_ON,
        SEAT,
        OFFICE,
        Column("tiene_voto", _("Tiene voto"), _("Si el asiento vota."), Kind.BOOLEAN),
        Column("asistencia", _("Asistencia"), _("Presente, por suplencia, Falta justificada o Ausente.")),
        PAGE,
    ),
    _("Una fila por asiento y sesión en que se pasó lista."),
)
PARTICIPATION = Table(
    "participacion",
    _("Asistencia y votos por asiento"),
    (
        SEAT,
        OFFICE,
        Column("convocado", _("Convocado"), _("Sesiones en que se le pasó lista."), Kind.INTEGER),
        Column("asistio", _("Asistió"), _("De ellas, a cuántas asistió."), Kind.INTEGER),
        Column("por_suplencia", _("Por suplencia"), _("De ellas, a cuántas fue su suplente."), Kind.INTEGER),
        Column("a_favor", _("A favor"), _("Votos a favor."), Kind.INTEGER),
        Column("en_contra", _("En contra"), _("Votos en contra."), Kind.INTEGER),
        Column("abstencion", _("Abstención"), _("Abstenciones."), Kind.INTEGER),
        Column("se_excuso", _("Se excusó"), _("Veces que se excusó de votar."), Kind.INTEGER),
        Column("ausente", _("Ausente"), _("Votaciones en que no estaba."), Kind.INTEGER),
        PAGE,
    ),
    _("Una fila por asiento con voto de la integración elegida."),
    ("asiento",),
)


def meeting_rows(meetings: MeetingQuerySet) -> Iterator[Row]:
    """One row for each session, in the list's order."""
    for meeting in meetings.select_related("body", "integration").iterator(chunk_size=CHUNK):
        yield (
            meeting.public_id,
            meeting.title,
            MeetingKind(meeting.kind).label,
            meeting.number,
            meeting.year,
            meeting.held_on,
            str(meeting.when),
            meeting.starts_at,
            MeetingStatus(meeting.status).label,
            Modality(meeting.modality).label if meeting.modality else "",
            meeting.place,
            meeting.address,
            meeting.body.name,
            meeting.integration.label,
            meeting.quorum_present,
            meeting.quorum_needed,
            settings.TEQUIO_URL + meeting.get_absolute_url(),
        )


MEETING = ("kind", "number", "year", "held_on", "slug")


def agreement_rows(agreements: AgreementQuerySet) -> Iterator[Row]:
    """One row for each agreement, in the list's order; read without building its model, for long lists."""
    today, root = clock.today(), settings.TEQUIO_URL + reverse("meetings:agreements")
    labels = {state: str(label) for state, label in AGREEMENT_FILTERS.items()}
    columns = (
        "folio", "title", "text", "meeting__kind", "meeting__number", "meeting__year", "meeting__held_on",
        "responsible__name", "due_on", "status", "resolved_on", "proof", "resolution",
    )  # fmt: skip
    for row in agreements.values_list(*columns).iterator(chunk_size=CHUNK):
        folio, title, text, kind, number, year, held_on, responsible, due_on, status, *rest = row
        state = labels[agreement_state(status, due_on, today)]
        session = meeting_title(kind, number, year)
        yield folio, title, text, session, held_on, responsible, due_on, state, *rest, f"{root}{folio}/"


def vote_rows(**of: object) -> Iterator[Row]:
    """One row for each seat and vote of the published sessions, or of some of them (``event__meeting=…``)."""
    results = {code: str(label) for code, label in VoteResult.choices}
    options = {code: str(label) for code, label in VoteOption.choices}
    root = settings.TEQUIO_URL + reverse("meetings:index")
    published = Vote.objects.exclude(event__meeting__status=MeetingStatus.PREPARING).filter(**of)
    order = ("-event__meeting__year", "-event__meeting__held_on", "-event__meeting", "event__number")
    rows = published.order_by(*order, "seat__position", "seat")
    columns = (f"event__meeting__{name}" for name in MEETING)
    about = (
        "event__number",
        "event__motion__text",
        "event__result",
        "seat__slug",
        "seat__post__label",
        "option",
    )
    for row in rows.values_list(*columns, *about).iterator(chunk_size=CHUNK):
        kind, number, year, held_on, slug, vote, motion, result, seat, office, option = row
        page = f"{root}{year}/{slug}/#votacion-{vote}"
        session = meeting_title(kind, number, year)
        yield session, held_on, vote, motion, results[result], seat, office, options[option], page


def attendance_rows(**of: object) -> Iterator[Row]:
    """One row for each seat and session whose roll was called, or of some of them."""
    states = {code: str(label) for code, label in AttendanceState.choices}
    root = settings.TEQUIO_URL + reverse("meetings:index")
    rows = Attendance.objects.exclude(meeting__status=MeetingStatus.PREPARING).filter(**of)
    rows = rows.order_by("-meeting__year", "-meeting__held_on", "-meeting", "seat__position", "seat")
    columns = (f"meeting__{name}" for name in MEETING)
    about = ("seat__slug", "seat__post__label", "seat__has_vote", "state")
    for row in rows.values_list(*columns, *about).iterator(chunk_size=CHUNK):
        kind, number, year, held_on, slug, seat, office, has_vote, state = row
        session = meeting_title(kind, number, year)
        yield session, held_on, seat, office, has_vote, states[state], f"{root}{year}/{slug}/"


def participation_rows(integration: Integration) -> Iterator[Row]:
    """One row for each seat with a vote: what the page counts."""
    for record in record_by_seat(integration):
        times = [number for _option, number in record.votes]
        page = settings.TEQUIO_URL + record.seat.get_absolute_url()
        counts = (record.called, record.attended, record.by_alternate)
        yield record.seat.slug, record.seat.post.label, *counts, *times, page
