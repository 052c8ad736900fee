"""How often somebody wants to be told, and for how long a link in a message holds."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MORNING = time(7, 0)
MONDAY = 0
CONFIRM_WITHIN = timedelta(hours=48)
"""An address that nobody confirms is erased after this."""
MAILS_TO_AN_ADDRESS = 5
"""Confirmations that one address may be sent in a day, whoever asks: nobody's mailbox is filled through us."""
MOST_FOLLOWED = 50


class Rhythm(models.TextChoices):
    """When the news are put together in one message."""

    DAILY = "daily", _("Cada día, si hay algo nuevo")
    WEEKLY = "weekly", _("Cada lunes, si hay algo nuevo")


class StaffRhythm(models.TextChoices):
    """When somebody on the staff is told what waits for them."""

    DAILY = "daily", _("Cada día hábil de la semana")
    WEEKLY = "weekly", _("Cada lunes")
    NEVER = "never", _("No enviar")


def next_digest(rhythm: str, now: datetime) -> datetime:
    """The next morning, or the next Monday's, at seven in the town."""
    local = timezone.localtime(now)
    found = local.replace(hour=MORNING.hour, minute=MORNING.minute, second=0, microsecond=0)
    if found <= local:
        found += timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        found += timedelta(days=(MONDAY - found.weekday()) % 7)
    return found
