from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Organization
from tequio.core import clock
from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.meetings.models.agenda import AgendaItem
from tequio.meetings.models.meetings import Meeting
from tequio.meetings.models.votes import Motion
from tequio.meetings.rules import AGREEMENT_FILTERS, AGREEMENT_TAGS, LATE, AgreementStatus, agreement_state
from tequio.register.models import File


class AgreementQuerySet(LegalQuerySet):
    def in_state(self, state: str) -> "AgreementQuerySet":
        """Those that read so today; the same as :func:`tequio.meetings.rules.agreement_state`, in the database."""
        late = Q(status=AgreementStatus.OPEN, due_on__lt=clock.today())
        if state == LATE:
            return self.filter(late)
        if state == AgreementStatus.OPEN:
            return self.filter(status=AgreementStatus.OPEN).exclude(late)
        return self.filter(status=state)

    def newest_first(self) -> "AgreementQuerySet":
        held_on = F("meeting__held_on").desc(nulls_last=True)
        return self.order_by("-meeting__year", held_on, "-meeting__pk", "sequence")


class Agreement(LegalModel):
    """What a body agreed: who must do it, by when, and how anybody will see that it was done."""

    keeps_history = True

    folio = models.CharField(_("folio"), max_length=60, unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agreements")
    sequence = models.PositiveSmallIntegerField(_("número"))
    item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("punto del orden del día"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    motion = models.OneToOneField(
        Motion,
        verbose_name=_("propuesta aprobada"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreement",
    )
    title = models.CharField(_("título"), max_length=200)
    text = models.TextField(_("texto del acuerdo"))
    responsible = models.ForeignKey(
        Organization,
        verbose_name=_("responsable"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
    )
    due_on = models.DateField(_("fecha límite"), null=True, blank=True)
    proof = models.TextField(_("cómo se comprobará"), blank=True)
    status = models.CharField(
        _("estado"), max_length=10, choices=AgreementStatus, default=AgreementStatus.OPEN
    )
    change_reason = models.CharField(_("motivo del último cambio"), max_length=300, blank=True)
    resolved_on = models.DateField(_("fecha en que se resolvió"), null=True, blank=True)
    resolution = models.TextField(_("cómo se cumplió o por qué se cerró"), blank=True)
    evidence = models.ForeignKey(
        File, verbose_name=_("prueba"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acuerdo")
        verbose_name_plural = _("acuerdos")
        ordering = ["folio"]
        indexes = [models.Index(fields=["status", "due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sequence"], name="meetings_agreement_number_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="meetings_agreement_has_text"),
            models.CheckConstraint(
                condition=Q(status=AgreementStatus.OPEN, resolved_on__isnull=True, resolution="")
                | (~Q(status=AgreementStatus.OPEN) & Q(resolved_on__isnull=False) & ~Q(resolution="")),
                name="meetings_agreement_resolved_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} · {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:agreement", args=[self.folio])

    @property
    def state(self) -> str:
        """What the public reads today."""
        return agreement_state(self.status, self.due_on, clock.today())

    @property
    def state_label(self) -> str:
        return str(AGREEMENT_FILTERS[self.state])

    @property
    def state_tag(self) -> str:
        """How that state is drawn."""
        return AGREEMENT_TAGS[self.state]

    @property
    def is_late(self) -> bool:
        return self.state == LATE
