"""A session, and the rules that a body meets by."""

from datetime import date, datetime
from typing import ClassVar

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.law.rules import Unit
from tequio.meetings.counting import Majority, QuorumFormula
from tequio.meetings.records.parts import Part
from tequio.meetings.rules import (
    AttendanceState,
    DatePrecision,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    Modality,
    When,
)
from tequio.register.kinds import Label, PublicRecord, PublishedFile, Section


class Point(Part):
    number: str = Field(description="Number of the point: 3, or 3.1 for a sub-point")
    title: str = Field(description="What the point is about")
    kind: str = Field(description="information, discussion or vote")
    proposer: str = Field(default="", description="Office that proposes it")
    documents: list[PublishedFile] = Field(default=[], description="Papers that the point is decided with")
    outcome: str = Field(default="", description="What came of it, when it was not put to the vote")


class SeatAttendance(Part):
    seat: str = Field(description="Key of the seat within its integration")
    office: str = Field(description="Office that holds the seat")
    has_vote: bool = Field(description="Whether the seat votes")
    state: str = Field(description="present, alternate, excused or absent")
    accreditation: str = Field(
        default="", description="Official letter that accredits the alternate or the absence"
    )


class QuorumPart(Part):
    present: int = Field(description="Seats with a vote that attended", ge=0)
    needed: int = Field(description="Seats needed by the body's rules", ge=0)
    seats: int = Field(description="Seats with a vote", ge=0)
    is_met: bool = Field(description="Whether quorum was declared")


class MeetingRecord(PublicRecord):
    """A session: when, where, what about, who attended."""

    type_name = "meetings.meeting"
    label = _("Sesión")
    label_plural = _("Sesiones")
    section = Section.MEETINGS
    vocabularies: ClassVar = {
        "kind": MeetingKind,
        "status": MeetingStatus,
        "date_precision": DatePrecision,
        "modality": Modality,
        "agenda.kind": ItemKind,
        "attendance.state": AttendanceState,
    }
    verbs: ClassVar[dict[str, Label]] = {
        "convened": _("Se convocó la {title}"),
        "amended": _("Cambiaron datos de la {title}"),
        "postponed": _("Se pospuso la {title}"),
        "cancelled": _("Se canceló la {title}"),
        "opened": _("Comenzó la {title}"),
        "roll_called": _("Se pasó lista en la {title}"),
        "closed": _("Concluyó la {title}"),
        "documented": _("Se documentó la {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "body": _("Órgano"),
        "integration": _("Integración"),
        "status": _("Estado"),
        "starts_at": _("Hora de inicio"),
        "ends_at": _("Término previsto"),
        "held_on": _("Fecha"),
        "date_note": _("Nota sobre la fecha"),
        "place": _("Lugar"),
        "address": _("Dirección"),
        "area": _("Parte del municipio"),
        "modality": _("Modalidad"),
        "how_to_attend": _("Cómo asistir"),
        "notice_reference": _("Oficio de convocatoria"),
        "reason": _("Motivo"),
        "rescheduled_to": _("Nueva fecha"),
        "agenda": _("Orden del día"),
        "attendance": _("Asistencia"),
        "quorum": _("Quórum"),
        "text": _("En pocas palabras"),
        "video_url": _("Video"),
        "name": _("Nombre"),
        "kind": _("Tipo"),
        "number": _("Número"),
        "year": _("Año"),
        "slug": _("Final de su dirección"),
        "is_retrospective": _("Documentada después"),
        "date_precision": _("Precisión de la fecha"),
        "opened_at": _("Se abrió"),
        "closed_at": _("Se cerró"),
        "convened_at": _("Convocada el"),
        "late_notice_reason": _("Motivo de la convocatoria tardía"),
        "call": _("Convocatoria"),
        "change_reason": _("Motivo del cambio"),
        "objective": _("Objetivo"),
        "relevance": _("¿Por qué se considera relevante?"),
        "contribution": _("Aportación a la administración pública"),
        "actions": _("Acciones"),
        "source_url": _("Fuente"),
        "source_note": _("Qué fuente es"),
    }

    name: str = Field(description="What the session is called")
    body: str = Field(description="Collegiate body that meets")
    integration: str = Field(description="Key of the body's integration in office")
    kind: str = Field(description="ordinary, extraordinary, installation or solemn")
    number: int | None = Field(default=None, description="Number within its kind and year")
    year: int = Field(description="Year under which it is numbered and filed")
    slug: str = Field(description="Last part of its address")
    status: str = Field(description="convened, in_session, closed, postponed or cancelled")
    is_retrospective: bool = Field(default=False, description="Documented from a source, after the fact")
    date_precision: str = Field(description="How much of the date is documented")
    held_on: date | None = Field(
        default=None, description="Day, or first day of the month if only that is known"
    )
    starts_at: datetime | None = Field(default=None, description="Documented instant at which it starts")
    ends_at: datetime | None = Field(default=None, description="Instant at which it is expected to end")
    date_note: str = Field(default="", description="What is known of the date")
    opened_at: datetime | None = Field(default=None, description="Instant at which it was opened")
    closed_at: datetime | None = Field(default=None, description="Instant at which it was closed")
    modality: str = Field(default="", description="in_person, remote or hybrid")
    place: str = Field(default="", description="Room or building")
    address: str = Field(default="", description="Street address")
    area: str = Field(default="", description="Part of the municipality")
    how_to_attend: str = Field(default="", description="How anybody can attend or follow it")
    convened_at: datetime | None = Field(default=None, description="Instant of the notice")
    notice_reference: str = Field(default="", description="Official letter of the notice")
    late_notice_reason: str = Field(default="", description="Why the notice was shorter than the rule")
    call: int = Field(default=1, description="First or second call")
    reason: str = Field(default="", description="Why it was postponed or cancelled")
    rescheduled_to: datetime | None = Field(default=None, description="New date, when it was postponed")
    change_reason: str = Field(default="", description="Why its details changed after the notice")
    agenda: list[Point] = Field(default=[], description="Points of the agenda, in order")
    attendance: list[SeatAttendance] = Field(default=[], description="How each seat attended")
    quorum: QuorumPart | None = Field(default=None, description="Quorum as it was declared")
    text: str = Field(default="", description="Summary in plain language")
    objective: str = Field(default="", description="Objective, one item per line")
    relevance: str = Field(default="", description="Why it is relevant, one item per line")
    contribution: str = Field(
        default="", description="Contribution to public administration, one item per line"
    )
    actions: str = Field(default="", description="Actions, one item per line")
    source_url: str = Field(default="", description="Where it was read, when it was documented afterwards")
    source_note: str = Field(default="", description="What the source is")
    video_url: str = Field(default="", description="Recording")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.text or "; ".join(point.title for point in self.agenda)[:280]

    def search_text(self) -> str:
        points = [f"{point.title} {point.outcome}" for point in self.agenda]
        return " ".join([self.body, self.place, self.objective, self.relevance, self.actions, *points])

    def path(self) -> str:
        return f"/comision/sesiones/{self.year}/{self.slug}/"

    def occurred_on(self) -> date | None:
        return self.held_on if self.status == MeetingStatus.CLOSED else None

    def occurred_note(self) -> str:
        if self.date_precision in (DatePrecision.TIME, DatePrecision.DAY):
            return ""
        if self.date_precision == DatePrecision.UNKNOWN and self.date_note:
            return self.date_note
        return str(When(self.date_precision, self.held_on, self.year, self.date_note))

    def fingerprints(self) -> list[PublishedFile]:
        return [document for point in self.agenda for document in point.documents]


class MeetingRulesRecord(PublicRecord):
    """How a body meets and decides, from one day on, and the norm that says so."""

    type_name = "meetings.rules"
    label = _("Reglas de sesión")
    label_plural = _("Reglas de sesión")
    section = Section.MEETINGS
    vocabularies: ClassVar = {
        "quorum": QuorumFormula,
        "second_call_quorum": QuorumFormula,
        "majority": Majority,
        "notice_unit": Unit,
    }
    verbs: ClassVar[dict[str, Label]] = {"set": _("Se fijaron las {title}")}
    field_labels: ClassVar[dict[str, Label]] = {
        "quorum": _("Quórum"),
        "majority": _("Mayoría"),
        "basis": _("Norma que lo establece"),
        "body": _("Órgano"),
        "since_on": _("Desde"),
        "until_on": _("Hasta"),
        "second_call_quorum": _("Quórum en segunda convocatoria"),
        "casting_vote": _("Voto de calidad"),
        "presidency_needed": _("Hace falta la Presidencia"),
        "extraordinary_agenda_closed": _("Orden del día cerrado en extraordinarias"),
        "ordinary_notice": _("Anticipación, ordinarias"),
        "extraordinary_notice": _("Anticipación, extraordinarias"),
        "notice_unit": _("La anticipación se cuenta en"),
        "minutes_days": _("Días hábiles para publicar el acta"),
        "source_url": _("Fuente"),
    }

    body: str = Field(description="Collegiate body")
    since_on: date = Field(description="First day on which they hold")
    until_on: date | None = Field(default=None, description="Last day on which they hold")
    quorum: str = Field(description="Formula of the quorum")
    second_call_quorum: str = Field(default="", description="Formula on second call")
    majority: str = Field(description="Majority that decides")
    casting_vote: bool = Field(description="Whether the presidency's vote breaks ties")
    presidency_needed: bool = Field(description="Whether there is no session without the presidency")
    extraordinary_agenda_closed: bool = Field(
        description="Whether points can be added to an extraordinary one"
    )
    ordinary_notice: int | None = Field(default=None, description="Notice of ordinary sessions")
    extraordinary_notice: int | None = Field(default=None, description="Notice of extraordinary sessions")
    notice_unit: str = Field(description="What notice is counted in")
    minutes_days: int | None = Field(default=None, description="Working days to publish the minutes")
    basis: str = Field(description="Norm that says so")
    source_url: str = Field(default="", description="Where it was read")

    def title(self) -> str:
        words = {"body": self.body, "day": formats.date_format(self.since_on, r"j \d\e F \d\e Y")}
        return gettext("reglas de sesión de %(body)s desde el %(day)s") % words

    def summary(self) -> str:
        return self.basis

    def path(self) -> str:
        return "/comision/sesiones/reglas/"

    def occurred_on(self) -> date | None:
        return self.since_on
