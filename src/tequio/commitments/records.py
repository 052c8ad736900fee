"""What this room publishes, as the register keeps it."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.bodies.records import Part, Reference
from tequio.commitments.rules import Completion, Potential, Theme, Value
from tequio.register.kinds import Label, PublicRecord, PublishedFile, Section


class Partner(Part):
    """An organisation from society and the duties of both sides."""

    organization: Reference = Field(description="The organisation (bodies.organization)")
    partner_duties: str = Field(description="What the organisation commits to")
    government_duties: str = Field(description="What the government commits to towards it")


class PlanRecord(PublicRecord):
    """An action plan: what a commission commits to during one period."""

    type_name = "commitments.action_plan"
    label = _("plan de acción")
    label_plural = _("planes de acción")
    section = Section.COMMITMENTS
    verbs: ClassVar[dict[str, Label]] = {
        "published": _("Se publicó el plan de acción {title}"),
        "amended": _("Se modificó el plan de acción {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "name": _("Título"),
        "body": _("Órgano"),
        "starts_on": _("Empieza"),
        "ends_on": _("Termina"),
        "about": _("En pocas palabras"),
        "agreement": _("Acuerdo que lo aprobó"),
        "source_url": _("Documento de origen"),
        "reason": _("Motivo de esta versión"),
    }

    name: str = Field(description="Title of the plan")
    body: Reference = Field(description="The collegiate body that owns it (bodies.body)")
    starts_on: date = Field(description="First day of the plan")
    ends_on: date = Field(description="Last day of the plan")
    about: str = Field(description="Summary in plain words")
    agreement: str | None = Field(None, description="Folio of the agreement that approved it")
    source_url: str | None = Field(None, description="Where the document was published")
    reason: str | None = Field(None, description="Why this version replaces the one before")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.about

    def path(self) -> str:
        return f"/compromisos/plan/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.starts_on


class CommitmentRecord(PublicRecord):
    """A commitment in the terms of the Open Government Partnership, under the municipality's four headings."""

    type_name = "commitments.commitment"
    label = _("compromiso")
    label_plural = _("compromisos")
    section = Section.COMMITMENTS
    vocabularies: ClassVar = {
        "values": Value,
        "potential": Potential,
        "theme": Theme,
        "ogp_completion": Completion,
    }
    verbs: ClassVar[dict[str, Label]] = {
        "published": _("Se publicó el compromiso {title}"),
        "amended": _("Se modificó el compromiso {title}"),
        "renegotiated": _("Cambió la fecha del compromiso {title}"),
        "halted": _("Se detuvo el compromiso {title}"),
        "resumed": _("Se reanudó el compromiso {title}"),
        "fulfilled": _("Se declaró cumplido el compromiso {title}"),
        "reopened": _("Se reabrió el compromiso {title}"),
        "assessed": _("Se valoró el cumplimiento del compromiso {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "name": _("Resultado prometido"),
        "about": _("En pocas palabras"),
        "plan": _("Plan de acción"),
        "objective": _("Objetivo"),
        "relevance": _("¿Por qué se considera relevante?"),
        "contribution": _("Aportación a la administración pública"),
        "actions": _("Acciones"),
        "problem": _("Problema público"),
        "baseline": _("Punto de partida"),
        "description": _("En qué consiste"),
        "how_it_helps": _("Cómo ayuda"),
        "values": _("Valores de gobierno abierto"),
        "potential": _("Potencial de resultados"),
        "budget_mxn": _("Presupuesto en pesos"),
        "budget_source": _("De dónde sale el dinero"),
        "sdgs": _("Objetivos de Desarrollo Sostenible"),
        "theme": _("Tema"),
        "lead": _("Dependencia responsable"),
        "supporting": _("Dependencias que apoyan"),
        "partners": _("Organizaciones aliadas"),
        "places": _("Lugares"),
        "contact_office": _("Oficina que responde"),
        "contact_phone": _("Teléfono"),
        "agreement": _("Acuerdo que lo creó"),
        "starts_on": _("Empieza"),
        "ends_on": _("Termina"),
        "first_ends_on": _("Primera fecha prometida"),
        "halted_on": _("Detenido desde"),
        "fulfilled_on": _("Cumplido"),
        "evidence": _("Prueba del cumplimiento"),
        "evidence_url": _("Enlace a la prueba"),
        "evidence_file": _("Archivo de la prueba"),
        "ogp_completion": _("Nivel de cumplimiento (OGP)"),
        "ogp_completion_note": _("Por qué ese nivel"),
        "reason": _("Motivo de esta versión"),
        "replaced_ends_on": _("Fecha que sustituye"),
    }

    name: str = Field(description="Title, written as the outcome that was promised")
    about: str = Field(description="Summary in plain words")
    plan: str = Field(description="Key of its action plan")
    objective: str = Field(description="Heading: Objetivo")
    relevance: str = Field(description="Heading: ¿Por qué se considera relevante?")
    contribution: str | None = Field(None, description="Heading: Aportación a la administración pública")
    actions: str = Field(description="Heading: Acciones")
    problem: str | None = Field(None, description="OGP: public problem")
    baseline: str | None = Field(None, description="OGP: situation at the start")
    description: str | None = Field(None, description="OGP: what the commitment is")
    how_it_helps: str | None = Field(None, description="OGP: how it contributes to solve the problem")
    values: list[str] = Field(description="OGP values to which it is relevant")
    potential: str | None = Field(None, description="OGP: potential for results")
    budget_mxn: Decimal | None = Field(None, description="Budget in Mexican pesos")
    budget_source: str | None = Field(None, description="Where the money comes from")
    sdgs: list[int] = Field(description="Sustainable Development Goals, 1 to 17")
    theme: str = Field(description="Theme code")
    lead: Reference = Field(description="Organisation that answers for it (bodies.organization)")
    supporting: list[Reference] = Field(description="Offices of the government that help")
    partners: list[Partner] = Field(description="Organisations from society, with duties on both sides")
    places: list[Reference] = Field(description="Places that it is for (bodies.place)")
    contact_office: str = Field(description="Office that answers questions")
    contact_phone: str | None = Field(None, description="Its telephone")
    agreement: str | None = Field(None, description="Folio of the agreement that created it")
    starts_on: date = Field(description="First day")
    ends_on: date = Field(description="Last day, as it stands")
    first_ends_on: date = Field(description="Last day as first promised; it never changes")
    halted_on: date | None = Field(None, description="Day on which it was halted, while it is")
    fulfilled_on: date | None = Field(None, description="Day on which it was declared fulfilled")
    evidence: str | None = Field(None, description="What proves that it was fulfilled")
    evidence_url: str | None = Field(None, description="Where the proof can be read")
    evidence_file: PublishedFile | None = Field(None, description="The proof itself")
    ogp_completion: str | None = Field(None, description="OGP: level of completion")
    ogp_completion_note: str | None = Field(None, description="Why that level")
    reason: str | None = Field(None, description="Why this version replaces the one before")
    replaced_ends_on: date | None = Field(None, description="Last day that this version replaces")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.about

    def search_text(self) -> str:
        parts = [self.id, self.objective, self.relevance, self.contribution, self.actions, self.problem]
        parts += [self.description, self.lead.name, self.contact_office, self.agreement]
        parts += [reference.name for reference in (*self.supporting, *self.places)]
        parts += [partner.organization.name for partner in self.partners]
        return " ".join(part for part in parts if part)

    def path(self) -> str:
        return f"/compromisos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.fulfilled_on

    def fingerprints(self) -> list[PublishedFile]:
        return [self.evidence_file] if self.evidence_file else []


class MilestoneRecord(PublicRecord):
    """A step of a commitment, with its date and its proof."""

    type_name = "commitments.milestone"
    label = _("hito")
    label_plural = _("hitos")
    section = Section.COMMITMENTS
    verbs: ClassVar[dict[str, Label]] = {
        "set": _("Se fijó el hito {title}"),
        "amended": _("Se modificó el hito {title}"),
        "renegotiated": _("Cambió la fecha del hito {title}"),
        "done": _("Se publicó la prueba del hito {title}"),
        "verified": _("La Secretaría técnica revisó la prueba del hito {title}"),
        "returned": _("La Secretaría técnica devolvió la prueba del hito {title}"),
        "withdrawn": _("Se retiró el hito {title}"),
    }
    field_labels: ClassVar[dict[str, Label]] = {
        "commitment": _("Compromiso"),
        "position": _("Número"),
        "name": _("Qué se habrá hecho"),
        "due_on": _("Fecha"),
        "first_due_on": _("Primera fecha prometida"),
        "done_on": _("Hecho"),
        "proof": _("Prueba"),
        "proof_url": _("Enlace a la prueba"),
        "proof_file": _("Archivo de la prueba"),
        "verified": _("Prueba revisada"),
        "withdrawn_on": _("Retirado"),
        "reason": _("Motivo de esta versión"),
        "replaced_due_on": _("Fecha que sustituye"),
    }

    commitment: str = Field(description="Key of its commitment")
    position: int = Field(description="Its number within the commitment", ge=1)
    name: str = Field(description="What will have been done")
    due_on: date = Field(description="Date, as it stands")
    first_due_on: date = Field(description="Date as first promised; it never changes")
    done_on: date | None = Field(None, description="Day on which its proof was published")
    proof: str | None = Field(None, description="What proves it")
    proof_url: str | None = Field(None, description="Where the proof can be read")
    proof_file: PublishedFile | None = Field(None, description="The proof itself")
    verified: bool = Field(description="Whether the technical secretariat checked the proof")
    withdrawn_on: date | None = Field(None, description="Day on which it left the commitment")
    reason: str | None = Field(None, description="Why this version replaces the one before")
    replaced_due_on: date | None = Field(None, description="Date that this version replaces")

    def title(self) -> str:
        return f"{self.name} ({self.commitment})"

    def summary(self) -> str:
        return self.proof or ""

    def search_text(self) -> str:
        return self.commitment

    def path(self) -> str:
        return f"/compromisos/{self.commitment}/#hito-{self.position}"

    def occurred_on(self) -> date | None:
        return self.done_on

    def fingerprints(self) -> list[PublishedFile]:
        return [self.proof_file] if self.proof_file else []
