"""What the words on the board mean: statuses, scales and percentages, computed from facts and dates.

Pure functions, no database. The page that explains the method shows the sentences of this file, so what it
says is what the code does. ``models.CommitmentQuerySet.with_status`` gives the same answers in SQL; a
property test holds both together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """The public word for where a commitment stands. Nobody types it: it follows from facts and the date."""

    FULFILLED = "cumplido", _("Cumplido")
    IN_PROGRESS = "en_avance", _("En avance")
    DELAYED = "con_retraso", _("Con retraso")
    HALTED = "detenido", _("Detenido")
    NOT_STARTED = "sin_iniciar", _("Sin iniciar")


class MilestoneStatus(models.TextChoices):
    """The public word for where a milestone stands."""

    VERIFIED = "cumplido", _("Cumplido")
    DELIVERED = "por_revisar", _("Prueba por revisar")
    NO_EVIDENCE = "sin_evidencia", _("Sin evidencia")
    PENDING = "pendiente", _("Pendiente")
    WITHDRAWN = "retirado", _("Retirado")


class Completion(models.TextChoices):
    """OGP's completion scale (glossary, "Completion")."""

    NO_EVIDENCE = "no_evidence", _("Sin evidencia disponible")
    NOT_STARTED = "not_started", _("No iniciado")
    LIMITED = "limited", _("Limitado")
    SUBSTANTIAL = "substantial", _("Sustancial")
    COMPLETE = "complete", _("Completo")


class Potential(models.TextChoices):
    """OGP's "potential for results" (glossary, "Ambition")."""

    UNCLEAR = "unclear", _("Poco claro")
    MODEST = "modest", _("Moderado")
    SUBSTANTIAL = "substantial", _("Sustancial")


class Value(models.TextChoices):
    """The open-government values to which a commitment is relevant."""

    TRANSPARENCY = "transparency", _("Transparencia y acceso a la información")
    PARTICIPATION = "participation", _("Participación ciudadana")
    ACCOUNTABILITY = "accountability", _("Rendición de cuentas")
    TECHNOLOGY = "technology", _("Tecnología e innovación para los tres valores anteriores")


class Theme(models.TextChoices):
    """What part of the town's life a commitment is about."""

    INFORMATION = "informacion", _("Información pública y datos abiertos")
    PARTICIPATION = "participacion", _("Participación ciudadana")
    BUDGET = "presupuesto", _("Presupuesto y contrataciones")
    INTEGRITY = "integridad", _("Integridad y combate a la corrupción")
    PROCEDURES = "tramites", _("Trámites y servicios")
    WORKS = "obras", _("Obras, calles y movilidad")
    WATER = "agua", _("Agua y medio ambiente")
    SAFETY = "seguridad", _("Seguridad y protección civil")
    INCLUSION = "inclusion", _("Igualdad e inclusión")
    LANGUAGES = "lenguas", _("Lenguas, cultura y patrimonio")
    CHILDHOOD = "ninez", _("Niñez y juventud")
    ECONOMY = "economia", _("Economía, campo y turismo")


class Goal(models.IntegerChoices):
    """The Sustainable Development Goals of the 2030 Agenda (UN resolution A/RES/70/1)."""

    NO_POVERTY = 1, _("Fin de la pobreza")
    ZERO_HUNGER = 2, _("Hambre cero")
    HEALTH = 3, _("Salud y bienestar")
    EDUCATION = 4, _("Educación de calidad")
    GENDER_EQUALITY = 5, _("Igualdad de género")
    WATER = 6, _("Agua limpia y saneamiento")
    ENERGY = 7, _("Energía asequible y no contaminante")
    WORK = 8, _("Trabajo decente y crecimiento económico")
    INDUSTRY = 9, _("Industria, innovación e infraestructura")
    EQUALITY = 10, _("Reducción de las desigualdades")
    CITIES = 11, _("Ciudades y comunidades sostenibles")
    CONSUMPTION = 12, _("Producción y consumo responsables")
    CLIMATE = 13, _("Acción por el clima")
    SEA = 14, _("Vida submarina")
    LAND = 15, _("Vida de ecosistemas terrestres")
    PEACE = 16, _("Paz, justicia e instituciones sólidas")
    PARTNERSHIPS = 17, _("Alianzas para lograr los objetivos")


STATUS_MEANINGS: dict[Status, Promise] = {
    Status.FULFILLED: _(
        "La Secretaría técnica lo declaró cumplido. Antes revisó la prueba de cada hito. "
        "Nadie más puede usar esta palabra."
    ),
    Status.IN_PROGRESS: _("Ya llegó su fecha de inicio y ninguna fecha ha pasado sin prueba."),
    Status.DELAYED: _(
        "Pasó la fecha de un hito sin que haya prueba, o pasó la fecha final. "
        "El sitio lo marca solo, a la medianoche."
    ),
    Status.HALTED: _("Se detuvo. Publicamos el motivo y la fecha. Sus hitos vencidos se siguen viendo."),
    Status.NOT_STARTED: _("Todavía no llega su fecha de inicio y ningún hito tiene prueba."),
}

MILESTONE_MEANINGS: dict[MilestoneStatus, Promise] = {
    MilestoneStatus.VERIFIED: _("Hay prueba publicada y la Secretaría técnica la revisó."),
    MilestoneStatus.DELIVERED: _("Hay prueba publicada. La Secretaría técnica todavía no la revisa."),
    MilestoneStatus.NO_EVIDENCE: _("Pasó su fecha y nadie ha publicado una prueba."),
    MilestoneStatus.PENDING: _("Su fecha todavía no llega."),
    MilestoneStatus.WITHDRAWN: _("Dejó de formar parte del compromiso. El motivo está en su historial."),
}

COMPLETION_MEANINGS: dict[Completion, Promise] = {
    Completion.NO_EVIDENCE: _("No hay información pública para saberlo."),
    Completion.NOT_STARTED: _("No se ha hecho nada de lo prometido."),
    Completion.LIMITED: _("Se avanzó, pero falta lo principal."),
    Completion.SUBSTANTIAL: _("Se hizo lo principal. Falta una parte."),
    Completion.COMPLETE: _("Se hizo todo lo prometido."),
}

POTENTIAL_MEANINGS: dict[Potential, Promise] = {
    Potential.UNCLEAR: _("No se ve qué cambiaría, o la acción ya se hacía antes."),
    Potential.MODEST: _("Mejora algo que ya existe, sin cambiar las reglas ni la forma de trabajar."),
    Potential.SUBSTANTIAL: _("Puede cambiar las reglas, las prácticas o la relación con la ciudadanía."),
}


@dataclass(frozen=True)
class MilestoneFacts:
    """What is known of a milestone: its date, when its proof came, whether it was checked."""

    due_on: date
    done_on: date | None = None
    verified: bool = False
    withdrawn: bool = False

    @property
    def counts(self) -> bool:
        """Whether it still belongs to the commitment."""
        return not self.withdrawn


@dataclass(frozen=True)
class CommitmentFacts:
    """What is known of a commitment: its dates and those of its milestones."""

    starts_on: date
    ends_on: date
    halted_on: date | None = None
    fulfilled_on: date | None = None
    milestones: tuple[MilestoneFacts, ...] = ()


def milestone_status(milestone: MilestoneFacts, today: date) -> MilestoneStatus:
    """The word for *milestone* on *today*. Its own date still counts as in time."""
    if milestone.withdrawn:
        return MilestoneStatus.WITHDRAWN
    if milestone.done_on is not None:
        return MilestoneStatus.VERIFIED if milestone.verified else MilestoneStatus.DELIVERED
    return MilestoneStatus.NO_EVIDENCE if milestone.due_on < today else MilestoneStatus.PENDING


def commitment_status(commitment: CommitmentFacts, today: date) -> Status:
    """The word for *commitment* on *today*. The last day still counts as in time."""
    if commitment.fulfilled_on is not None:
        return Status.FULFILLED
    if commitment.halted_on is not None:
        return Status.HALTED
    words = {milestone_status(milestone, today) for milestone in commitment.milestones}
    if commitment.ends_on < today or MilestoneStatus.NO_EVIDENCE in words:
        return Status.DELAYED
    has_proof = bool(words & {MilestoneStatus.DELIVERED, MilestoneStatus.VERIFIED})
    return Status.NOT_STARTED if today < commitment.starts_on and not has_proof else Status.IN_PROGRESS


def next_date(commitment: CommitmentFacts) -> date:
    """The first date that still asks for something: of a milestone without proof, or the end."""
    pending = [m.due_on for m in commitment.milestones if m.counts and m.done_on is None]
    return min([*pending, commitment.ends_on])


def time_elapsed_percent(starts_on: date, ends_on: date, today: date) -> int:
    """Share of the term that has passed, 0 to 100, rounded down; first and last day belong to the term."""
    if today < starts_on:
        return 0
    if today > ends_on:
        return 100
    return (today - starts_on).days * 100 // ((ends_on - starts_on).days + 1)


def milestones_done(milestones: Iterable[MilestoneFacts]) -> tuple[int, int]:
    """How many milestones have proof that was checked, of how many that count."""
    counting = [milestone for milestone in milestones if milestone.counts]
    return sum(1 for milestone in counting if milestone.verified), len(counting)


def percent(part: int, whole: int) -> int:
    """*part* of *whole* in percent, rounded down, so that only a whole is 100; of nothing, 0."""
    return part * 100 // whole if whole else 0


def days_until(day: date, today: date) -> int:
    """Days left until *day*; negative once it has passed."""
    return (day - today).days


def is_fulfillable(milestones: Iterable[MilestoneFacts]) -> bool:
    """Whether every milestone that counts has proof that was checked, and there is at least one."""
    done, total = milestones_done(milestones)
    return total > 0 and done == total


def is_goal(number: int) -> bool:
    """Whether *number* names a Sustainable Development Goal, 1 to 17."""
    return number in Goal.values
