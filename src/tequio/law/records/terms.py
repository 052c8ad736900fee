from datetime import date
from typing import ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.law.models import Term, TermVersion
from tequio.law.records.parts import CONFIDENCE, Basis, Part
from tequio.law.rules import Confidence, Start, TermGroup, Unit, amount_text
from tequio.register.kinds import PublicRecord, Section


class TermVersionPart(Part):
    amount: int = Field(description="How many", ge=1)
    unit: Unit = Field(description="Of what: business days, calendar days, hours or months")
    starts: Start = Field(description="First day that counts: the next day or the same day")
    moves_if_non_working: bool = Field(
        description="Whether a last day that is not working moves to the next working day"
    )
    basis: Basis = Field(description="The article that sets it")
    valid_from: date = Field(description="First day of this version")
    valid_to: date | None = Field(default=None, description="Last day; absent while it lasts")
    confidence: Confidence = CONFIDENCE
    note: str = Field(
        default="", description="What is still to be confirmed, and with whom; or who confirmed"
    )

    @classmethod
    def of(cls, version: TermVersion) -> Self:
        return cls(
            amount=version.amount,
            unit=Unit(version.unit),
            starts=Start(version.starts),
            moves_if_non_working=version.moves_if_non_working,
            basis=Basis.of(version.basis),
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            confidence=Confidence(version.confidence),
            note=version.note,
        )


class TermRecord(PublicRecord):
    type_name = "law.term"
    label = _("Plazo legal")
    label_plural = _("Plazos legales")
    section = Section.LAW
    vocabularies: ClassVar = {
        "group": TermGroup,
        "versions.unit": Unit,
        "versions.starts": Start,
        "versions.confidence": Confidence,
    }
    verbs: ClassVar = {
        "published": _("Se publicó el plazo: {title}"),
        "amended": _("Cambió el plazo: {title}"),
        "confirmed": _("Se confirmó el plazo: {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre"),
        "explanation": _("Para qué sirve"),
        "group": _("Tema"),
        "extension": _("Prórroga"),
        "restarted_by": _("Se reinicia con"),
        "versions": _("Versiones"),
    }

    name: str = Field(description="Name of the term")
    explanation: str = Field(description="What it is for, in plain language")
    group: TermGroup = Field(description="The matter that it belongs to")
    extension: str | None = Field(default=None, description="Key of the term that extends it")
    restarted_by: str | None = Field(default=None, description="Key of the step that makes it begin again")
    versions: list[TermVersionPart] = Field(description="Every length that it has had, the newest first")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        newest = self.versions[0]
        return f"{amount_text(newest.amount, newest.unit)}. {self.explanation}"

    def search_text(self) -> str:
        return " ".join(f"{part.basis.norm_name} {part.basis.article} {part.note}" for part in self.versions)

    def path(self) -> str:
        return f"/comision/marco-legal/plazos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.versions[0].valid_from

    @classmethod
    def of(cls, term: Term) -> Self:
        """The term with every version, the newest first."""
        versions = term.versions.select_related("basis__norm").order_by("-valid_from")
        return cls(
            id=term.key,
            name=term.name,
            explanation=term.explanation,
            group=TermGroup(term.group),
            extension=term.extension.key if term.extension else None,
            restarted_by=term.restarted_by.key if term.restarted_by else None,
            versions=[TermVersionPart.of(version) for version in versions],
        )
