from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Seat
from tequio.core.legal import LegalModel, LegalQuerySet
from tequio.meetings.models.meetings import Meeting
from tequio.meetings.rules import ItemKind
from tequio.register.models import File


class AgendaItem(LegalModel):
    """A point of the agenda, or a sub-point of one. What came of it without a vote is told in ``outcome``."""

    keeps_history = True

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("dentro del punto"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    position = models.PositiveSmallIntegerField(_("orden"))
    title = models.CharField(_("punto"), max_length=500)
    kind = models.CharField(_("tipo de punto"), max_length=20, choices=ItemKind, default=ItemKind.INFORMATION)
    proposer_seat = models.ForeignKey(
        Seat,
        verbose_name=_("lo propone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    follows = models.ForeignKey(
        "meetings.Agreement",
        verbose_name=_("acuerdo al que da seguimiento"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followed_in",
    )
    proposer = models.CharField(_("lo propone, si no es un asiento"), max_length=200, blank=True)
    outcome = models.TextField(_("resultado"), blank=True)

    objects: ClassVar[Any] = LegalQuerySet.as_manager()

    class Meta:
        verbose_name = _("punto del orden del día")
        verbose_name_plural = _("orden del día")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="meetings_item_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="meetings_item_titled"),
        ]

    def history_of(self) -> Meeting:
        return self.meeting

    def __str__(self) -> str:
        return self.title

    @property
    def proposed_by(self) -> str:
        """The office that proposes it."""
        return self.proposer_seat.post.label if self.proposer_seat else self.proposer


class AgendaDocument(LegalModel):
    """A paper that a point is decided with."""

    keeps_history = True

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(
        File, verbose_name=_("archivo"), on_delete=models.PROTECT, related_name="agenda_documents"
    )
    title = models.CharField(_("título"), max_length=200)

    class Meta:
        verbose_name = _("documento del punto")
        verbose_name_plural = _("documentos del punto")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "file"], name="meetings_document_once_per_item")
        ]

    def history_of(self) -> Meeting:
        return self.item.meeting

    def __str__(self) -> str:
        return self.title
