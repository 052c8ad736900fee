"""The public shape of what this room publishes. Votes and attendance are of the seat, never of the person."""

from datetime import date, datetime
from typing import ClassVar

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from tequio.meetings.rules import AgreementStatus, MeetingStatus, VoteResult
from tequio.register.kinds import Label, PublicRecord, PublishedFile, Section

LONGEST_TITLE = 160


def shortened(text: str) -> str:
    """The start of a long text, cut at a word."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
        "starts_at": _("Inicio"),
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
    }

    name: str = Field(description="What the session is called")
    body: str = Field(description="Collegiate body that meets")
    integration: str = Field(description="Key of the body's integration in office")
    kind: str = Field(description="ordinary, extraordinary, installation or solemn")
    number: int | None = Field(default=None, description="Number within its kind and year")
    year: int = Field(description="Year under which it is numbered and filed")
    slug: str = Field(description="Last part of its address")
    status: str = Field(description="State of the session")
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
        return self.held_on if self.status in (MeetingStatus.CLOSED, MeetingStatus.PUBLISHED) else None

    def fingerprints(self) -> list[PublishedFile]:
        return [document for point in self.agenda for document in point.documents]


class SeatVote(Part):
    seat: str = Field(description="Key of the seat within its integration")
    office: str = Field(description="Office that holds the seat")
    option: str = Field(description="for, against, abstain, recused or absent")


class TotalsPart(Part):
    in_favour: int = Field(description="Votes in favour", ge=0)
    against: int = Field(description="Votes against", ge=0)
    abstain: int = Field(description="Abstentions", ge=0)
    recused: int = Field(description="Seats recused for a conflict of interest", ge=0)
    absent: int = Field(description="Seats absent", ge=0)


class VoteEventRecord(PublicRecord):
    """A vote: what was voted, by which rule, how each seat voted."""

    type_name = "meetings.vote_event"
    label = _("Votación")
    label_plural = _("Votaciones")
    section = Section.MEETINGS
    verbs: ClassVar[dict[str, Label]] = {
        "recorded": _("Se votó: {title}"),
        "corrected": _("Se corrigió la votación: {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "motion": _("Propuesta"),
        "votes": _("Votos"),
        "totals": _("Totales"),
        "result": _("Resultado"),
        "majority": _("Mayoría"),
        "correction_reason": _("Motivo de la corrección"),
    }

    meeting: str = Field(description="Key of the session")
    meeting_name: str = Field(description="What the session is called")
    meeting_path: str = Field(description="Address of the session")
    held_on: date | None = Field(default=None, description="Day of the session")
    number: int = Field(description="Number of the vote within the session", ge=1)
    point: str = Field(description="Point of the agenda")
    motion: str = Field(description="What was put to the vote, in the words that were voted")
    proposer: str = Field(default="", description="Office that proposed it")
    method: str = Field(description="roll_call or show_of_hands")
    majority: str = Field(description="Majority needed")
    basis: str = Field(default="", description="Norm that sets the majority")
    quorum_needed: int = Field(description="Seats needed for quorum", ge=1)
    votes: list[SeatVote] = Field(description="How each seat with a vote voted")
    totals: TotalsPart = Field(description="How many seats chose each option")
    result: str = Field(description="approved or rejected")
    by_casting_vote: bool = Field(default=False, description="Whether the presidency's vote broke a tie")
    correction_reason: str = Field(default="", description="Why the record was corrected")

    def title(self) -> str:
        return shortened(self.motion)

    def summary(self) -> str:
        counted = gettext("%(in_favour)s a favor, %(against)s en contra, %(abstain)s abstenciones") % {
            **dict(self.totals)
        }
        return f"{VoteResult(self.result).label}: {counted}. {self.meeting_name}."

    def search_text(self) -> str:
        return " ".join([self.motion, self.point, *(vote.office for vote in self.votes)])

    def path(self) -> str:
        return f"{self.meeting_path}#votacion-{self.number}"

    def occurred_on(self) -> date | None:
        return self.held_on


class AgreementRecord(PublicRecord):
    """An agreement: who must do what by when, and what became of it."""

    type_name = "meetings.agreement"
    label = _("Acuerdo")
    label_plural = _("Acuerdos")
    section = Section.AGREEMENTS
    verbs: ClassVar[dict[str, Label]] = {
        "adopted": _("Se adoptó el acuerdo {title}"),
        "documented": _("Se documentó el acuerdo {title}"),
        "amended": _("Cambió el acuerdo {title}"),
        "fulfilled": _("Se cumplió el acuerdo {title}"),
        "closed": _("Se cerró sin cumplirse el acuerdo {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "text": _("Texto"),
        "responsible": _("Responsable"),
        "due_on": _("Fecha límite"),
        "proof": _("Cómo se comprobará"),
        "status": _("Estado"),
        "resolved_on": _("Fecha en que se resolvió"),
        "resolution": _("Cómo se cumplió o por qué se cerró"),
        "change_reason": _("Motivo del cambio"),
    }

    name: str = Field(description="Short title")
    text: str = Field(description="Text of the agreement")
    meeting: str = Field(description="Key of the session")
    meeting_name: str = Field(description="What the session is called")
    held_on: date | None = Field(default=None, description="Day of the session")
    point: str = Field(default="", description="Point of the agenda")
    vote: str = Field(default="", description="Key of the vote that approved it")
    responsible: str = Field(default="", description="Organization that must do it")
    responsible_id: str = Field(default="", description="Key of that organization")
    due_on: date | None = Field(default=None, description="Last day to do it")
    proof: str = Field(default="", description="How anybody will see that it was done")
    status: str = Field(description="open, fulfilled or closed; being late follows from due_on")
    change_reason: str = Field(default="", description="Why it changed after it was adopted")
    resolved_on: date | None = Field(default=None, description="Day on which it was fulfilled or closed")
    resolution: str = Field(default="", description="How it was fulfilled, or why it was closed")
    evidence: PublishedFile | None = Field(default=None, description="File that proves it")

    def title(self) -> str:
        return f"{self.id} · {self.name}"

    def summary(self) -> str:
        return shortened(self.text)

    def search_text(self) -> str:
        return " ".join([self.text, self.responsible, self.proof, self.resolution, self.point])

    def path(self) -> str:
        return f"/comision/acuerdos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.held_on if self.status == AgreementStatus.OPEN else self.resolved_on

    def fingerprints(self) -> list[PublishedFile]:
        return [self.evidence] if self.evidence else []


class MinutesRecord(PublicRecord):
    """The minutes of a session: their text, their file's fingerprint, their signatures."""

    type_name = "meetings.minutes"
    label = _("Acta")
    label_plural = _("Actas")
    section = Section.MEETINGS
    verbs: ClassVar[dict[str, Label]] = {
        "published": _("Se publicó el {title}"),
        "corrected": _("Se corrigió el {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "text": _("Texto"),
        "file": _("Archivo"),
        "approved_on": _("Fecha de aprobación"),
        "signatures": _("Firmas"),
        "correction_reason": _("Motivo de la corrección"),
    }

    meeting_name: str = Field(description="What the session is called")
    meeting_path: str = Field(description="Address of the session")
    held_on: date | None = Field(default=None, description="Day of the session")
    version: int = Field(description="Version of the minutes", ge=1)
    text: str = Field(description="Full text")
    file: PublishedFile | None = Field(default=None, description="The signed document")
    approved_on: date | None = Field(default=None, description="Day on which the body approved them")
    signatures: int | None = Field(default=None, description="Signatures that they bear", ge=0)
    signatures_expected: int | None = Field(
        default=None, description="Signatures that they should bear", ge=0
    )
    correction_reason: str = Field(default="", description="Why they were corrected")

    @classmethod
    def sentence(cls, verb: str, title: str) -> str:
        return super().sentence(verb, title[:1].lower() + title[1:])

    def title(self) -> str:
        return gettext("Acta de la %(meeting)s") % {"meeting": self.meeting_name}

    def summary(self) -> str:
        return shortened(" ".join(self.text.split()))

    def search_text(self) -> str:
        return self.text

    def path(self) -> str:
        return f"{self.meeting_path}#acta"

    def occurred_on(self) -> date | None:
        return self.held_on

    def fingerprints(self) -> list[PublishedFile]:
        return [self.file] if self.file else []


class MeetingRulesRecord(PublicRecord):
    """How a body meets and decides, from one day on, and the norm that says so."""

    type_name = "meetings.rules"
    label = _("Reglas de sesión")
    label_plural = _("Reglas de sesión")
    section = Section.MEETINGS
    verbs: ClassVar[dict[str, Label]] = {"set": _("Se fijaron las {title}")}
    field_labels: ClassVar[dict[str, Label]] = {
        "quorum": _("Quórum"),
        "majority": _("Mayoría"),
        "basis": _("Norma que lo establece"),
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
