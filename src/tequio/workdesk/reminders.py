"""Asking those who owe something: one message a day for each thing, and what was asked stays visible."""

from django.conf import settings
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.mail.purposes import Purpose
from tequio.mail.queue import send
from tequio.register.due import DueItem, DueKind, collect_due
from tequio.workdesk.models import Reminder


def find_waiting(key: str, user: User) -> DueItem | None:
    """The thing that *user* waits for under that key; ``None`` for what is not theirs or was done meanwhile."""
    return next((item for item in collect_due(user) if item.key == key and item.kind == DueKind.OTHERS), None)


def known_address(waits_for: str) -> str:
    """Where the last reminder to them went."""
    last = Reminder.objects.filter(waits_for=waits_for).order_by("-sent_at").first()
    return last.email if last else ""


@transaction.atomic
def send_reminder(*, item: DueItem, email: str, by: User) -> Reminder:
    """Write to whoever owes *item* and keep that it was asked; twice on one day is refused."""
    today = clock.today()
    last = Reminder.objects.filter(key=item.key).order_by("-sent_at").first()
    if last and clock.local_day(last.sent_at) == today:
        raise RuleError(_("Hoy ya se envió este recordatorio. Mañana puedes enviar otro."))
    context = {"item": item, "by": by, "site": settings.TEQUIO_URL, "due_on": _in_words(item)}
    send(
        to=email,
        subject=_("Recordatorio: %(title)s") % {"title": item.title},
        template="workdesk/reminder.txt",
        context=context,
        purpose=Purpose.REMINDER,
        dedup_key=f"reminder:{item.key}:{today}",
    )
    return Reminder.objects.create(
        key=item.key, waits_for=str(item.waits_for), email=email, sent_by=by, sent_at=clock.now()
    )


def _in_words(item: DueItem) -> str:
    return formats.date_format(item.due_on, r"j \d\e F \d\e Y") if item.due_on else ""
