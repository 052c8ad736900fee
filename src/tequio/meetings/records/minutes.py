"""The minutes of a session."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.meetings.records.parts import shortened
from tequio.register.kinds import Label, PublicRecord, PublishedFile, Section


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
        "meeting_name": _("Sesión"),
        "meeting_path": _("Dirección de la sesión"),
        "held_on": _("Fecha de la sesión"),
        "version": _("Versión"),
        "signatures_expected": _("Firmas que debe llevar"),
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
