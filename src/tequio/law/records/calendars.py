from datetime import date
from typing import ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.law.models import NonWorkingDay, WorkCalendar
from tequio.law.records.parts import CONFIDENCE, Basis, Part
from tequio.law.rules import CalendarChange, Confidence, DayKind
from tequio.register.files import published_file
from tequio.register.kinds import PublicRecord, PublishedFile, Section


class OrderPart(Part):
    title: str = Field(description="Title of the order that sets the day off")
    number: str = Field(default="", description="Its number")
    issued_on: date | None = Field(default=None, description="Its date")
    url: str = Field(default="", description="Address where it was published")
    file: PublishedFile | None = Field(default=None, description="The document itself")

    @classmethod
    def of(cls, day: NonWorkingDay) -> Self:
        return cls(
            title=day.order_title,
            number=day.order_number,
            issued_on=day.order_on,
            url=day.order_url,
            file=published_file(day.order_file) if day.order_file else None,
        )


class DayOffPart(Part):
    first_on: date = Field(description="First day off")
    last_on: date = Field(description="Last day off; the same for a single day")
    reason: str = Field(description="Why it does not count")
    kind: DayKind = Field(description="Rest day by law, day by order, vacation period or suspension")
    basis: Basis | None = Field(default=None, description="The article that sets it, for days set by law")
    order: OrderPart | None = Field(default=None, description="The order that sets it, for the others")

    @classmethod
    def of(cls, day: NonWorkingDay) -> Self:
        return cls(
            first_on=day.first_on,
            last_on=day.last_on,
            reason=day.reason,
            kind=DayKind(day.kind),
            basis=Basis.of(day.basis) if day.basis else None,
            order=OrderPart.of(day) if day.order_title else None,
        )


class ChangePart(Part):
    what: CalendarChange = Field(description="added, withdrawn, extended or confirmed")
    first_on: date | None = Field(default=None, description="First day concerned")
    last_on: date | None = Field(default=None, description="Last day concerned")
    reason: str = Field(default="", description="Why the days do not count, were withdrawn or were confirmed")


class CalendarRecord(PublicRecord):
    type_name = "law.calendar"
    label = _("Calendario de días inhábiles")
    label_plural = _("Calendarios de días inhábiles")
    section = Section.LAW
    vocabularies: ClassVar = {"confidence": Confidence, "days.kind": DayKind, "changes.what": CalendarChange}
    verbs: ClassVar = {
        "published": _("Se publicó el calendario: {title}"),
        "amended": _("Cambió el calendario: {title}"),
        "confirmed": _("Se confirmó el calendario: {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre"),
        "authority": _("Autoridad"),
        "covers_from": _("Cubre desde"),
        "covers_to": _("Cubre hasta"),
        "weekly_rest": _("Descanso semanal"),
        "confidence": _("Estado"),
        "notes": _("Notas"),
        "days": _("Días inhábiles"),
        "changes": _("Qué cambió en esta versión"),
        "organization": _("Clave de la autoridad"),
    }

    name: str = Field(description="Name of the calendar")
    authority: str = Field(description="Whose working days they are")
    organization: str | None = Field(default=None, description="Public key of that organization")
    covers_from: date = Field(description="First day that it covers")
    covers_to: date = Field(description="Last day that it covers")
    weekly_rest: list[int] = Field(description="Weekly rest days as ISO 8601 numbers: 1 Monday … 7 Sunday")
    confidence: Confidence = CONFIDENCE
    notes: str = Field(default="", description="What is still to be confirmed")
    days: list[DayOffPart] = Field(description="Days off, by date, in force in this version")
    changes: list[ChangePart] = Field(default=[], description="What differs from the version before")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return f"{self.authority}, {self.covers_from.year}–{self.covers_to.year}"

    def search_text(self) -> str:
        return " ".join(f"{part.reason} {part.order.title if part.order else ''}" for part in self.days)

    def path(self) -> str:
        return f"/comision/marco-legal/dias-inhabiles/{self.id}/"

    def fingerprints(self) -> list[PublishedFile]:
        return [part.order.file for part in self.days if part.order and part.order.file]

    @classmethod
    def of(cls, calendar: WorkCalendar, changes: list[ChangePart]) -> Self:
        """The calendar as its newest version has it."""
        organization = calendar.organization
        days = calendar.days.select_related("basis__norm", "order_file")
        return cls(
            id=calendar.slug,
            name=calendar.name,
            authority=calendar.authority,
            organization=organization.slug if organization else None,
            covers_from=calendar.covers_from,
            covers_to=calendar.covers_to,
            weekly_rest=[number + 1 for number in calendar.weekly_rest],
            confidence=Confidence(calendar.confidence),
            notes=calendar.notes,
            days=[DayOffPart.of(day) for day in days if day.is_in(calendar.version)],
            changes=changes,
        )
