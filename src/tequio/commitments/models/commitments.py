from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, Count, DateField, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models.validity import FourHeadings
from tequio.commitments import rules
from tequio.commitments.models.plans import ActionPlan, Publishable, PublishableQuerySet
from tequio.commitments.rules import Completion, Potential, Status, Theme
from tequio.core import clock
from tequio.core.legal import LegalModel
from tequio.core.states import STATES


class CommitmentQuerySet(PublishableQuerySet):
    def with_status(self, today: date) -> Self:
        """Add ``status_word`` and ``next_on``: what ``rules`` says of each commitment on *today*, in SQL."""
        counting = Milestone.objects.filter(commitment=OuterRef("pk"), withdrawn_on__isnull=True)
        pending = counting.filter(done_on__isnull=True).order_by()
        first_pending = pending.values("commitment").annotate(first=Min("due_on")).values("first")
        rows = self.annotate(
            next_on=Least(
                Coalesce(Subquery(first_pending, output_field=DateField()), F("ends_on")), F("ends_on")
            )
        )
        return rows.alias(has_proof=Exists(counting.filter(done_on__isnull=False))).annotate(
            status_word=Case(
                When(fulfilled_on__isnull=False, then=Value(Status.FULFILLED.value)),
                When(halted_on__isnull=False, then=Value(Status.HALTED.value)),
                When(next_on__lt=today, then=Value(Status.DELAYED.value)),
                When(starts_on__gt=today, has_proof=False, then=Value(Status.NOT_STARTED.value)),
                default=Value(Status.IN_PROGRESS.value),
                output_field=models.CharField(),
            )
        )

    def count_by_status(self, today: date) -> dict[Status, int]:
        """How many there are of each word on *today*; zero when none."""
        rows = self.with_status(today).order_by().values_list("status_word").annotate(n=Count("pk"))
        found = dict(rows)
        return {status: found.get(status.value, 0) for status in Status}

    def in_order(self, sort: str) -> Self:
        """By what is due next, by the latest change, or by key; needs :meth:`with_status`.

        Where nothing is due goes last: first what is halted, then what is fulfilled.
        """
        waiting = Case(
            When(fulfilled_on__isnull=False, then=2), When(halted_on__isnull=False, then=1), default=0
        )
        orders: dict[str, tuple[Any, ...]] = {
            "vence": (waiting, "next_on", "key"),
            "cambio": ("-changed_at", "key"),
            "clave": ("key",),
        }
        return self.order_by(*orders[sort])

    def for_lists(self) -> Self:
        """Fetch what a card, a row or an export line shows, and leave the long texts behind."""
        shown = (
            "key",
            "title",
            "theme",
            "completion",
            "changed_at",
            "is_published",
            "lead__name",
            "lead__slug",
        )
        dates = ("starts_on", "ends_on", "first_ends_on", "halted_on", "fulfilled_on")
        return self.select_related("lead").prefetch_related("milestones", "places").only(*shown, *dates)


class Commitment(FourHeadings, Publishable):
    """What an office promised, by when, and how anybody can tell that it was done (OGP: commitment)."""

    keeps_history = True

    key = models.CharField(_("clave"), max_length=40, unique=True)
    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("plan de acción")
    )
    title = models.CharField(_("resultado prometido"), max_length=200)
    summary = models.TextField(_("en pocas palabras"), max_length=400)
    # OGP's template.
    problem = models.TextField(_("problema público"), blank=True)
    baseline = models.TextField(_("punto de partida"), blank=True)
    description = models.TextField(_("en qué consiste"), blank=True)
    how_it_helps = models.TextField(_("cómo ayuda a resolver el problema"), blank=True)
    values: Any = models.JSONField(_("valores de gobierno abierto"), default=list, blank=True)
    potential = models.CharField(_("potencial de resultados"), max_length=20, choices=Potential, blank=True)
    budget = models.DecimalField(
        _("presupuesto en pesos"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    budget_source = models.CharField(_("de dónde sale el dinero"), max_length=250, blank=True)
    goals: Any = models.JSONField(_("Objetivos de Desarrollo Sostenible"), default=list, blank=True)
    theme = models.CharField(_("tema"), max_length=20, choices=Theme)
    lead = models.ForeignKey(
        "bodies.Organization",
        on_delete=models.PROTECT,
        related_name="commitments_led",
        verbose_name=_("Dependencia responsable"),
    )
    supporting = models.ManyToManyField(
        "bodies.Organization",
        blank=True,
        related_name="commitments_supported",
        verbose_name=_("Dependencias que apoyan"),
    )
    places = models.ManyToManyField(
        "bodies.Place", blank=True, related_name="commitments", verbose_name=_("lugares")
    )
    contact_office = models.CharField(_("oficina que responde"), max_length=200)
    contact_phone = models.CharField(_("teléfono de la oficina"), max_length=60, blank=True)
    agreement = models.ForeignKey(
        "meetings.Agreement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
        verbose_name=_("acuerdo que lo creó"),
    )
    starts_on = models.DateField(_("empieza"))
    ends_on = models.DateField(_("termina"))
    first_ends_on = models.DateField(_("primera fecha prometida"), editable=False)
    halted_on = models.DateField(_("detenido desde"), null=True, editable=False)
    halt_reason = models.TextField(_("motivo de la detención"), blank=True, editable=False)
    fulfilled_on = models.DateField(_("cumplido"), null=True, editable=False)
    evidence = models.TextField(_("prueba del cumplimiento"), blank=True, editable=False)
    evidence_url = models.URLField(_("enlace a la prueba"), max_length=500, blank=True, editable=False)
    evidence_file = models.ForeignKey(
        "register.File", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    completion = models.CharField(
        _("nivel de cumplimiento (OGP)"), max_length=20, choices=Completion, blank=True, editable=False
    )
    completion_note = models.TextField(_("por qué ese nivel"), blank=True, editable=False)

    objects: ClassVar[Any] = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")
        ordering = ["key"]
        indexes = [models.Index(fields=["-changed_at"], name="commitments_changed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="commitments_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(halted_on__isnull=True) | ~Q(halt_reason=""), name="commitments_halt_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_on__isnull=True) | ~Q(evidence=""),
                name="commitments_fulfilled_has_proof",
            ),
            models.CheckConstraint(
                condition=Q(budget__isnull=True) | Q(budget__gte=0), name="commitments_budget_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitments:detail", args=[self.key])

    @cached_property
    def facts(self) -> rules.CommitmentFacts:
        """The dates that every derived word follows from."""
        return rules.CommitmentFacts(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            halted_on=self.halted_on,
            fulfilled_on=self.fulfilled_on,
            milestones=tuple(milestone.facts for milestone in self.milestones.all()),
        )

    @property
    def status(self) -> Status:
        """The public word today."""
        return rules.commitment_status(self.facts, clock.today())

    @property
    def tone(self) -> str:
        """The colour and shape of its status."""
        return STATES[self.status][0]

    @property
    def desk_state(self) -> str:
        """What the staff's list says of it."""
        return str(self.status.label if self.is_published else _("Borrador"))

    @property
    def next_date(self) -> date:
        return rules.next_date(self.facts)

    @property
    def elapsed_percent(self) -> int:
        return rules.time_elapsed_percent(self.starts_on, self.ends_on, clock.today())

    @property
    def milestones_done(self) -> int:
        return rules.milestones_done(self.facts.milestones)[0]

    @property
    def milestones_total(self) -> int:
        return rules.milestones_done(self.facts.milestones)[1]

    @property
    def milestones_percent(self) -> int:
        return rules.percent(*rules.milestones_done(self.facts.milestones))

    @property
    def was_renegotiated(self) -> bool:
        """Whether its end is no longer the one first promised."""
        return self.ends_on != self.first_ends_on


class Partnership(LegalModel):
    """An organisation from society that shares a commitment, with the duties of both sides."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="partnerships")
    organization = models.ForeignKey(
        "bodies.Organization",
        on_delete=models.PROTECT,
        related_name="partnerships",
        verbose_name=_("organización aliada"),
    )
    partner_duties = models.TextField(_("a qué se obliga la organización"))
    government_duties = models.TextField(_("a qué se obliga el gobierno con ella"))

    class Meta:
        verbose_name = _("organización aliada")
        verbose_name_plural = _("organizaciones aliadas")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "organization"], name="commitments_partner_once")
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Milestone(LegalModel):
    """A step of a commitment with a date of its own: done only when there is proof (OGP: milestone)."""

    keeps_history = True

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField(_("número"))
    title = models.CharField(_("qué se habrá hecho"), max_length=200)
    due_on = models.DateField(_("fecha"))
    first_due_on = models.DateField(_("primera fecha prometida"), editable=False)
    done_on = models.DateField(_("hecho"), null=True, editable=False)
    proof = models.TextField(_("prueba"), blank=True, editable=False)
    proof_url = models.URLField(_("enlace a la prueba"), max_length=500, blank=True, editable=False)
    proof_file = models.ForeignKey(
        "register.File", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    verified = models.BooleanField(_("prueba revisada"), default=False, editable=False)
    withdrawn_on = models.DateField(_("retirado"), null=True, editable=False)

    class Meta:
        verbose_name = _("hito")
        verbose_name_plural = _("hitos")
        ordering = ["commitment", "position"]
        indexes = [
            models.Index(
                fields=["commitment", "due_on"],
                condition=Q(done_on__isnull=True, withdrawn_on__isnull=True),
                name="commitments_open_milestones",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "position"], name="commitments_milestone_position"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(proof=""), name="commitments_done_has_proof"
            ),
            models.CheckConstraint(
                condition=Q(verified=False) | Q(done_on__isnull=False), name="commitments_verified_is_done"
            ),
        ]

    def history_of(self) -> Commitment:
        return self.commitment

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"

    def get_absolute_url(self) -> str:
        return f"{self.commitment.get_absolute_url()}#hito-{self.position}"

    @property
    def key(self) -> str:
        """Its public identifier: the commitment's key and its number."""
        return f"{self.commitment.key}-H{self.position}"

    @property
    def facts(self) -> rules.MilestoneFacts:
        return rules.MilestoneFacts(self.due_on, self.done_on, self.verified, self.withdrawn_on is not None)

    @property
    def status(self) -> rules.MilestoneStatus:
        """The public word today."""
        return rules.milestone_status(self.facts, clock.today())

    @property
    def was_renegotiated(self) -> bool:
        return self.due_on != self.first_due_on
