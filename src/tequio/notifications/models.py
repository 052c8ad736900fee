import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.notifications.rules import Rhythm, StaffRhythm


def _random() -> str:
    return secrets.token_hex(16)


class FollowRequest(models.Model):
    """An address that asked and has not confirmed: erased when it does, or after two days."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("correo"))
    topic = models.CharField(max_length=200)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    language = models.CharField(max_length=10)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.topic


class Follower(models.Model):
    """An address that confirmed it wants to be told. All there is about a person here; leaving erases the row."""

    public_id = models.CharField(max_length=32, unique=True, default=_random)
    nonce = models.CharField(max_length=32, default=_random)
    """Part of every link's signature: a new one makes all the old links void."""
    email = models.EmailField(_("correo"), unique=True)
    language = models.CharField(max_length=10)
    rhythm = models.CharField(_("con qué frecuencia"), max_length=10, choices=Rhythm)
    calls_at_once = models.BooleanField(_("avisarme el mismo día de cada convocatoria"), default=True)
    told_until = models.PositiveBigIntegerField()
    """How many acts the register had when this address was last told: the next digest begins there."""
    next_digest_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("persona que sigue")
        verbose_name_plural = _("personas que siguen")

    def __str__(self) -> str:
        return self.public_id


class Follow(models.Model):
    """One thing that a follower wants to be told about; ``topics.py`` says what the code means."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="follows")
    topic = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "topic"], name="notifications_follow_once")
        ]

    def __str__(self) -> str:
        return self.topic


class Progress(models.Model):
    """How far the calls to sessions were told: up to which act of the register, and to which follower of the next."""

    name = models.CharField(max_length=20, primary_key=True)
    entry = models.PositiveBigIntegerField()
    follower = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.entry}"


class StaffPreference(models.Model):
    """What somebody on the staff wants by mail; without a row, the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preference"
    )
    rhythm = models.CharField(
        _("lo que vence y te toca"), max_length=10, choices=StaffRhythm, default=StaffRhythm.DAILY
    )
    meetings = models.BooleanField(_("convocatorias, cambios y cancelaciones de sesiones"), default=True)

    class Meta:
        verbose_name = _("preferencias de avisos")
        verbose_name_plural = _("preferencias de avisos")

    def __str__(self) -> str:
        return f"{self.user}: {self.rhythm}"
