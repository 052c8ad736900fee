"""What this room publishes: organizations, bodies, integrations, seats, places and milestones.

No record names a person. A seat tells who holds it by post, dates and document; the name is a salted commitment, so
that it can be proven by whoever holds the salt and erased for everybody by destroying it.
"""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from tequio.bodies.rules import AppointmentKind, BodyKind, OrganizationKind, PlaceKind, SeatRole
from tequio.register.kinds import PublicRecord, PublishedFile, Section

SOURCE = Field(default=None, description="Address where the fact was read")


class Part(BaseModel):
    """Base of the pieces that a record is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reference(Part):
    id: str = Field(description="Public key of the record that is meant")
    name: str = Field(description="What it was called when this was published")


class FormerName(Part):
    name: str = Field(description="A name that it no longer has")
    since_on: date | None = Field(
        default=None, description="First day of that name; absent when not documented"
    )
    until_on: date = Field(description="Last day of that name")


class Holder(Part):
    kind: AppointmentKind = Field(description="titular or alternate")
    office: str = Field(description="Title that this holder bears")
    since_on: date = Field(description="First day in the seat")
    until_on: date | None = Field(
        default=None,
        description="Last day in the seat; absent while it lasts, at most until the integration ends",
    )
    instrument: str | None = Field(default=None, description="Document that appoints or accredits")
    instrument_file: PublishedFile | None = Field(default=None, description="That document")
    name_commitment: str | None = Field(
        default=None,
        description="HMAC-SHA256 of the holder's name (NFC, UTF-8) under a random 32-byte salt, in hexadecimal; absent "
        "when the name is not documented or was erased on request",
    )


class OrganizationRecord(PublicRecord):
    type_name = "bodies.organization"
    label = _("Dependencia u organización")
    label_plural = _("Dependencias y organizaciones")
    section = Section.COMMISSION
    vocabularies: ClassVar = {"kind": OrganizationKind}
    verbs: ClassVar = {
        "published": _("Se publicó la ficha de {title}"),
        "amended": _("Se corrigió la ficha de {title}"),
        "renamed": _("Cambió de nombre: ahora es {title}"),
        "dissolved": _("Dejó de existir: {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre"),
        "short_name": _("Nombre corto"),
        "kind": _("Tipo"),
        "parent": _("Depende de"),
        "since_on": _("Desde"),
        "until_on": _("Hasta"),
        "successor": _("La sucede"),
        "former_names": _("Nombres anteriores"),
        "website": _("Página"),
        "phone": _("Teléfono"),
        "source_url": _("Fuente"),
    }

    name: str = Field(description="Name in force")
    short_name: str | None = Field(default=None, description="Short name or acronym")
    kind: OrganizationKind = Field(description="What sort of organization it is")
    parent: Reference | None = Field(default=None, description="Organization that it belongs to")
    since_on: date | None = Field(
        default=None, description="First day of its existence; absent when not documented"
    )
    until_on: date | None = Field(
        default=None, description="Last day of its existence; absent while it exists"
    )
    successor: Reference | None = Field(default=None, description="Organization that took over its work")
    former_names: list[FormerName] = Field(default=[], description="Names that it had, newest first")
    website: str | None = Field(default=None, description="Its own web page")
    phone: str | None = Field(default=None, description="Public office telephone")
    source_url: str | None = SOURCE

    def title(self) -> str:
        return self.name

    def search_text(self) -> str:
        return " ".join(filter(None, [self.short_name, *(former.name for former in self.former_names)]))

    def path(self) -> str:
        return f"/comision/dependencias/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.until_on


class BodyRecord(PublicRecord):
    type_name = "bodies.body"
    label = _("Órgano colegiado")
    label_plural = _("Órganos colegiados")
    section = Section.COMMISSION
    vocabularies: ClassVar = {"kind": BodyKind}
    verbs: ClassVar = {
        "published": _("Se publicó la ficha de {title}"),
        "amended": _("Se corrigió la ficha de {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre"),
        "short_name": _("Siglas"),
        "aliases": _("Otros nombres"),
        "kind": _("Tipo"),
        "organization": _("Institución"),
        "created_on": _("Fecha de creación"),
        "creation_basis": _("Acto que la creó"),
        "in_brief": _("En pocas palabras"),
        "objective": _("Objetivo"),
        "relevance": _("¿Por qué se considera relevante?"),
        "contribution": _("Aportación a la administración pública"),
        "actions": _("Acciones"),
        "source_url": _("Fuente"),
    }

    name: str = Field(description="Official name")
    short_name: str | None = Field(default=None, description="Acronym")
    aliases: list[str] = Field(default=[], description="Other names by which people look for it")
    kind: BodyKind = Field(description="What sort of body it is")
    organization: Reference = Field(description="Institution that it belongs to (bodies.organization)")
    created_on: date | None = Field(default=None, description="Date of the act that created it")
    creation_basis: str | None = Field(default=None, description="Act that created it")
    in_brief: str | None = Field(default=None, description="What it is for, in at most 60 words")
    objective: list[str] = Field(default=[], description="What it seeks, one paragraph or item each")
    relevance: list[str] = Field(default=[], description="Why that matters, one paragraph or item each")
    contribution: list[str] = Field(default=[], description="What it gives the public administration")
    actions: list[str] = Field(default=[], description="What it does, one paragraph or item each")
    source_url: str | None = SOURCE

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.in_brief or ""

    def search_text(self) -> str:
        texts = [*self.aliases, *self.objective, *self.relevance, *self.contribution, *self.actions]
        return " ".join(filter(None, [self.short_name, *texts]))

    def path(self) -> str:
        return "/comision/" if self.kind is BodyKind.COMMISSION else f"/comision/organos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.created_on


class IntegrationRecord(PublicRecord):
    type_name = "bodies.integration"
    label = _("Integración")
    label_plural = _("Integraciones")
    section = Section.COMMISSION
    verbs: ClassVar = {
        "installed": _("Quedó instalada: {title}"),
        "amended": _("Se corrigió: {title}"),
        "ended": _("Terminó sus funciones: {title}"),
    }
    field_labels: ClassVar = {
        "body": _("Órgano"),
        "period": _("Periodo"),
        "administration": _("Administración"),
        "since_on": _("Consta desde"),
        "installed_on": _("Fecha de instalación"),
        "installed_note": _("Lo que se sabe de la fecha"),
        "ended_on": _("Terminó el"),
        "source_url": _("Fuente"),
    }

    body: Reference = Field(description="Body that is installed (bodies.body)")
    period: str = Field(description="The period as people call it: 2024–2027")
    administration: str | None = Field(
        default=None, description="Municipal administration that it belongs to"
    )
    since_on: date = Field(description="First day on which it is known to be in office")
    installed_on: date | None = Field(
        default=None, description="Exact day it was installed; absent when not documented"
    )
    installed_note: str | None = Field(
        default=None, description="What is known of that day when it is not exact"
    )
    ended_on: date | None = Field(default=None, description="Last day in office; absent while it lasts")
    source_url: str | None = SOURCE

    def title(self) -> str:
        return f"{self.body.name}, integración {self.period}"

    def path(self) -> str:
        return f"/comision/integrantes/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.installed_on or self.since_on

    def occurred_note(self) -> str:
        return "" if self.installed_on else self.installed_note or ""


class SeatRecord(PublicRecord):
    type_name = "bodies.seat"
    label = _("Asiento")
    label_plural = _("Asientos")
    section = Section.COMMISSION
    vocabularies: ClassVar = {"role": SeatRole, "holders.kind": AppointmentKind}
    verbs: ClassVar = {
        "created": _("Se creó el asiento de {title}"),
        "amended": _("Se corrigió el asiento de {title}"),
        "appointed": _("Hay titular en el asiento de {title}"),
        "accredited": _("Se acreditó suplencia en el asiento de {title}"),
        "vacated": _("Terminó un nombramiento en el asiento de {title}"),
        "ended": _("Se suprimió el asiento de {title}"),
        "name_withdrawn": _("Se retiró un nombre, a petición, del asiento de {title}"),
    }
    field_labels: ClassVar = {
        "integration": _("Integración"),
        "post": _("Cargo"),
        "organization": _("Dependencia"),
        "role": _("Función en la comisión"),
        "has_vote": _("Tiene voto"),
        "position": _("Orden"),
        "since_on": _("Desde"),
        "until_on": _("Hasta"),
        "holders": _("Nombramientos"),
    }

    integration: Reference = Field(description="Integration that it belongs to (bodies.integration)")
    post: str = Field(description="Office that the seat is tied to")
    organization: Reference = Field(description="Organization of that office (bodies.organization)")
    role: SeatRole = Field(description="What the seat does in the body")
    has_vote: bool = Field(description="Whether the seat votes")
    position: int = Field(description="Order at the table, from 1")
    since_on: date | None = Field(
        default=None, description="First day; absent when it came with the integration"
    )
    until_on: date | None = Field(default=None, description="Last day; absent while it exists")
    holders: list[Holder] = Field(
        default=[], description="Everybody who held it, newest first, without names"
    )

    def title(self) -> str:
        return f"{self.post} ({self.organization.name})"

    def search_text(self) -> str:
        return " ".join(holder.office for holder in self.holders)

    def path(self) -> str:
        integration, seat = self.id.split(".")
        return f"/comision/integrantes/{integration}/{seat}/"

    def occurred_on(self) -> date | None:
        return max((holder.since_on for holder in self.holders), default=self.since_on)

    def fingerprints(self) -> list[PublishedFile]:
        return [holder.instrument_file for holder in self.holders if holder.instrument_file]


class PlaceRecord(PublicRecord):
    type_name = "bodies.place"
    label = _("Lugar")
    label_plural = _("Lugares")
    section = Section.COMMISSION
    vocabularies: ClassVar = {"kind": PlaceKind}
    verbs: ClassVar = {
        "published": _("Se publicó el lugar {title}"),
        "amended": _("Se corrigió el lugar {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre"),
        "kind": _("Tipo"),
        "x": _("Posición de izquierda a derecha"),
        "y": _("Posición de arriba hacia abajo"),
        "since_on": _("Desde"),
        "until_on": _("Hasta"),
        "notes": _("Notas"),
        "source_url": _("Fuente"),
    }

    name: str = Field(description="Official name")
    kind: PlaceKind = Field(description="What sort of place it is")
    x: int | None = Field(
        default=None, description="From left (0) to right (1000) on the town's schematic map"
    )
    y: int | None = Field(
        default=None, description="From top (0) to bottom (1000) on the town's schematic map"
    )
    since_on: date | None = Field(
        default=None, description="First day of its present status, when documented"
    )
    until_on: date | None = Field(default=None, description="Last day of that status; absent while it lasts")
    notes: str | None = Field(default=None, description="What a reader should know about it")
    source_url: str | None = SOURCE

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.notes or ""

    def path(self) -> str:
        return f"/municipio/lugares/{self.id}/"


class EventRecord(PublicRecord):
    type_name = "bodies.event"
    label = _("Hecho de la comisión")
    label_plural = _("Hechos de la comisión")
    section = Section.COMMISSION
    verbs: ClassVar = {"published": _("Se publicó: {title}"), "amended": _("Se corrigió: {title}")}
    field_labels: ClassVar = {
        "body": _("Órgano"),
        "heading": _("Título"),
        "happened_on": _("Fecha"),
        "happened_note": _("Lo que se sabe de la fecha"),
        "documented_on": _("Fecha de la fuente"),
        "text": _("Texto"),
        "objective": _("Objetivo"),
        "relevance": _("¿Por qué se considera relevante?"),
        "contribution": _("Aportación a la administración pública"),
        "actions": _("Acciones"),
        "source_url": _("Fuente"),
    }

    body: Reference = Field(description="Body whose life it belongs to (bodies.body)")
    heading: str = Field(description="What happened, as a title")
    happened_on: date | None = Field(default=None, description="Exact day; absent when not documented")
    happened_note: str | None = Field(
        default=None, description="What is known of the day when it is not exact"
    )
    documented_on: date | None = Field(default=None, description="Day of the source that reports it")
    text: list[str] = Field(default=[], description="The account, one paragraph each")
    objective: list[str] = Field(default=[], description="What it sought, one paragraph or item each")
    relevance: list[str] = Field(default=[], description="Why it matters, one paragraph or item each")
    contribution: list[str] = Field(default=[], description="What it gave the public administration")
    actions: list[str] = Field(default=[], description="What was done or promised")
    source_url: str | None = SOURCE

    def title(self) -> str:
        return self.heading

    def summary(self) -> str:
        return self.text[0] if self.text else ""

    def search_text(self) -> str:
        return " ".join([*self.text, *self.objective, *self.relevance, *self.contribution, *self.actions])

    def path(self) -> str:
        return f"/comision/hechos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.happened_on or self.documented_on

    def occurred_note(self) -> str:
        return "" if self.happened_on else self.happened_note or ""
