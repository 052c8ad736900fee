"""Whether mail goes out, in the words that the staff and the check of the system read."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min

from tequio.mail.models import OutgoingMessage
from tequio.mail.rules import State

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Settings:
    """What the environment says of mail; never the password."""

    is_set: bool
    server: str
    encryption: str
    user: str
    sender: str


def mail_settings() -> Settings:
    """Read them as the running process has them."""
    encryption = "STARTTLS" if settings.EMAIL_USE_TLS else "TLS" if settings.EMAIL_USE_SSL else ""
    return Settings(
        is_set=settings.EMAIL_BACKEND == SMTP,
        server=f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        encryption=encryption,
        user=settings.EMAIL_HOST_USER,
        sender=settings.DEFAULT_FROM_EMAIL,
    )


@dataclass(frozen=True)
class Queue:
    """How many messages are in each state, and since when the oldest one waits."""

    waiting: int
    sent: int
    failed: int
    oldest: datetime | None


def queue_state() -> Queue:
    """Count the queue, in one query."""
    rows = OutgoingMessage.objects.values("state").annotate(n=Count("pk"), since=Min("created_at"))
    found = {row["state"]: row for row in rows}
    waiting = [found[state] for state in (State.WAITING, State.SENDING) if state in found]
    return Queue(
        waiting=sum(row["n"] for row in waiting),
        sent=found.get(State.SENT, {"n": 0})["n"],
        failed=found.get(State.FAILED, {"n": 0})["n"],
        oldest=min((row["since"] for row in waiting), default=None),
    )
