from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Seat
from tequio.core.legal import LegalModel
from tequio.meetings.counting import Majority, Totals
from tequio.meetings.models.agenda import AgendaItem
from tequio.meetings.rules import VoteMethod, VoteOption, VoteResult


class Motion(LegalModel):
    """What was put to the vote, in the words that were voted."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="motions")
    text = models.TextField(_("propuesta que se vota"))
    proposer_seat = models.ForeignKey(
        Seat,
        verbose_name=_("la propone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("propuesta")
        verbose_name_plural = _("propuestas")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="meetings_motion_has_text")]

    def __str__(self) -> str:
        return self.text[:80]


class VoteEvent(LegalModel):
    """A vote on a motion: by which rule it was decided, the totals and the result, as they were on that day.

    The totals are stored because they are what was proclaimed; the constraints hold them together, and the quorum
    with them.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="vote_event")
    number = models.PositiveSmallIntegerField(_("votación"))
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="vote_events")
    method = models.CharField(_("forma de votar"), max_length=20, choices=VoteMethod)
    majority = models.CharField(_("mayoría"), max_length=20, choices=Majority)
    basis = models.CharField(_("norma"), max_length=400, blank=True)
    in_favour = models.PositiveSmallIntegerField(_("a favor"))
    against = models.PositiveSmallIntegerField(_("en contra"))
    abstain = models.PositiveSmallIntegerField(_("abstenciones"))
    recused = models.PositiveSmallIntegerField(_("se excusaron"))
    absent = models.PositiveSmallIntegerField(_("ausentes"))
    quorum_needed = models.PositiveSmallIntegerField(_("quórum necesario"))
    result = models.CharField(_("resultado"), max_length=10, choices=VoteResult)
    by_casting_vote = models.BooleanField(_("lo decidió el voto de calidad"), default=False)
    opened_at = models.DateTimeField(_("se abrió"), null=True, blank=True)
    closed_at = models.DateTimeField(_("se cerró"), null=True, blank=True)
    correction_reason = models.CharField(_("motivo de la corrección"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("votación")
        verbose_name_plural = _("votaciones")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meetings_vote_number_unique"),
            models.CheckConstraint(
                condition=Q(quorum_needed__lte=F("in_favour") + F("against") + F("abstain") + F("recused")),
                name="meetings_no_vote_without_quorum",
            ),
            models.CheckConstraint(
                condition=Q(result=VoteResult.REJECTED) | Q(in_favour__gt=0),
                name="meetings_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(opened_at__isnull=True)
                | Q(closed_at__gte=F("opened_at")),
                name="meetings_vote_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.motion}: {self.get_result_display()}"

    @property
    def public_id(self) -> str:
        """Its key in the register; it never changes."""
        return f"{self.meeting.public_id}-v{self.number:02}"

    @property
    def anchor(self) -> str:
        """Where the session's page shows it."""
        return f"votacion-{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"

    @property
    def totals(self) -> Totals:
        return Totals(self.in_favour, self.against, self.abstain, self.recused, self.absent)

    @property
    def is_approved(self) -> bool:
        return self.result == VoteResult.APPROVED


class Vote(LegalModel):
    """How one seat voted. The seat votes, whoever sat on it that day."""

    event = models.ForeignKey(VoteEvent, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, verbose_name=_("asiento"), on_delete=models.PROTECT, related_name="votes")
    option = models.CharField(_("sentido del voto"), max_length=10, choices=VoteOption)

    class Meta:
        verbose_name = _("voto")
        verbose_name_plural = _("votos")
        ordering = ["seat__position", "seat__pk"]
        constraints = [models.UniqueConstraint(fields=["event", "seat"], name="meetings_one_vote_per_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_option_display()}"
