"""A vote: totals, and how each seat voted."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.meetings.counting import Majority
from tequio.meetings.records.parts import Part, shortened
from tequio.meetings.rules import VoteMethod, VoteOption, VoteResult
from tequio.register.kinds import Label, PublicRecord, Section


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
    vocabularies: ClassVar = {
        "method": VoteMethod,
        "majority": Majority,
        "votes.option": VoteOption,
        "result": VoteResult,
    }
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
        "meeting": _("Clave de la sesión"),
        "meeting_name": _("Sesión"),
        "meeting_path": _("Dirección de la sesión"),
        "held_on": _("Fecha de la sesión"),
        "number": _("Número"),
        "point": _("Punto del orden del día"),
        "proposer": _("Quién lo propone"),
        "method": _("Forma de votar"),
        "basis": _("Norma"),
        "quorum_needed": _("Quórum necesario"),
        "by_casting_vote": _("Lo decidió el voto de calidad"),
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
