import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.mail.purposes import Purpose
from tequio.mail.rules import Problem, State


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def due(self, moment: datetime | None = None) -> "OutgoingMessageQuerySet":
        """What should be tried now, the longest waiting first."""
        return self.filter(state=State.WAITING, next_try_at__lte=moment or clock.now()).order_by(
            "next_try_at", "pk"
        )


class OutgoingMessage(models.Model):
    """One message for one person. Its words are erased once sent; the row stays a while, so that it is not repeated."""

    message_id = models.CharField(max_length=200, unique=True)
    """RFC 5322 Message-ID: the same in every try, so that a repeated delivery is recognised as one message."""
    dedup_key = models.CharField(max_length=200, unique=True, null=True)
    """Names the fact that is told; a second message about the same fact is not queued."""
    purpose = models.CharField(_("motivo"), max_length=20, choices=Purpose)
    recipient = models.EmailField(_("para"))
    subject = models.CharField(_("asunto"), max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    state = models.CharField(_("estado"), max_length=12, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(_("intentos"), default=0)
    created_at = models.DateTimeField(_("en espera desde"))
    next_try_at = models.DateTimeField(_("siguiente intento"))
    claim = models.UUIDField(null=True)
    """Whoever is sending it now; only that one may say how it went."""
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("terminado"), null=True)
    problem = models.CharField(_("problema"), max_length=20, choices=Problem, blank=True)
    problem_detail = models.CharField(_("lo que dijo el servidor"), max_length=300, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("mensaje por enviar")
        verbose_name_plural = _("mensajes por enviar")
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="mail_message_known_state")
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def recipient_hint(self) -> str:
        """The address as the queue shows it: enough to recognise it, not to collect it."""
        name, _at, domain = self.recipient.rpartition("@")
        return f"{name[:2]}…@{domain}"

    def try_to_claim(self) -> bool:
        """Compare and swap: True for the only worker that may send it now."""
        now, claim = clock.now(), uuid.uuid4()
        won = type(self).objects.filter(pk=self.pk, state=State.WAITING, next_try_at__lte=now)
        if not won.update(state=State.SENDING, claim=claim, claimed_at=now):
            return False
        self.state, self.claim, self.claimed_at = State.SENDING, claim, now
        return True

    def finish(self, **changes: object) -> bool:
        """Write how the try went and let go of the message; False when somebody else took it meanwhile."""
        mine = type(self).objects.filter(pk=self.pk, state=State.SENDING, claim=self.claim)
        return bool(mine.update(claim=None, claimed_at=None, tries=self.tries + 1, **changes))
