"""An agreement and what became of it."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.meetings.records.parts import shortened
from tequio.meetings.rules import AgreementStatus
from tequio.register.kinds import Label, PublicRecord, PublishedFile, Section


class AgreementRecord(PublicRecord):
    """An agreement: who must do what by when, and what became of it."""

    type_name = "meetings.agreement"
    label = _("Acuerdo")
    label_plural = _("Acuerdos")
    section = Section.AGREEMENTS
    vocabularies: ClassVar = {"status": AgreementStatus}
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
        "name": _("Título"),
        "meeting": _("Clave de la sesión"),
        "meeting_name": _("Sesión"),
        "held_on": _("Fecha de la sesión"),
        "point": _("Punto del orden del día"),
        "vote": _("Clave de la votación"),
        "responsible_id": _("Clave de la Dependencia"),
        "evidence": _("Archivo de prueba"),
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
