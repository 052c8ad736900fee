"""What the staff is told by mail: the morning's list of what waits, and calls to sessions."""

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core import clock
from tequio.mail.purposes import Purpose
from tequio.mail.queue import send
from tequio.notifications.models import Progress, StaffPreference
from tequio.notifications.rules import MONDAY, StaffRhythm
from tequio.notifications.topics import CALLS
from tequio.register.chronicle import Line
from tequio.register.due import DueItem, DueKind, collect_due
from tequio.register.models import Entry
from tequio.register.tree import current_size
from tequio.workdesk.day import Line as DayLine

AHEAD = 7
"""Days before a date from which it is in the list every morning."""
MEMBERS = (Role.PRESIDENCY, Role.SECRETARIAT, Role.VOCAL)
FRIDAY = 4
NO_MAIL = ".invalid"
"""RFC 2606: an address that cannot exist, as the example towns' people have."""


def preference_of(user: User) -> StaffPreference:
    """What this person wants by mail."""
    return StaffPreference.objects.filter(user=user).first() or StaffPreference(user=user)


def send_digests() -> int:
    """Tell each person what waits for them today, once a day; return how many messages were queued."""
    return sum(send_digest(user) for user in _reachable())


def send_digest(user: User) -> bool:
    """Queue today's list, unless this person does not want it today or nothing waits."""
    today, rhythm = clock.today(), preference_of(user).rhythm
    wanted = {StaffRhythm.DAILY: today.weekday() <= FRIDAY, StaffRhythm.WEEKLY: today.weekday() == MONDAY}
    if not wanted.get(StaffRhythm(rhythm), False):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        items = items_for(user)
        if not items:
            return False
        n = len(items)
        send(
            to=user.email,
            subject=ngettext("Tu trabajo: %(n)s pendiente", "Tu trabajo: %(n)s pendientes", n) % {"n": n},
            template="notifications/staff_digest.txt",
            context={"groups": _groups(items), "user": user, "site": settings.TEQUIO_URL},
            purpose=Purpose.REMINDER,
            dedup_key=f"staff:{user.pk}:{today}",
        )
    return True


def items_for(user: User) -> list[DueItem]:
    """What this person may do and should know of: what is late or comes soon, and what waits for them."""
    return [
        item
        for item in collect_due(user)
        if item.kind != DueKind.SITE
        and (item.kind == DueKind.YOURS or (item.days_left is not None and item.days_left <= AHEAD))
    ]


def tell_calls() -> int:
    """Tell the commission's people with an account of each session convened, moved or cancelled."""
    sent = 0
    while (told := _tell_next_call()) is not None:
        sent += told
    return sent


@transaction.atomic
def _tell_next_call() -> int | None:
    size = current_size()
    progress, _is_new = Progress.objects.get_or_create(name="staff-calls", defaults={"entry": size})
    mine = Progress.objects.filter(pk=progress.pk, entry=progress.entry)
    entries = Entry.objects.filter(index__gte=progress.entry, index__lt=size, subject_type="meetings.meeting")
    call = next((row for row in entries.order_by("index") if f"{row.subject_type}.{row.verb}" in CALLS), None)
    if not mine.update(entry=call.index + 1 if call else size) or call is None:
        return None
    users = [user for user in _reachable() if user.roles & set(MEMBERS) and preference_of(user).meetings]
    for user in users:
        _tell_call(user, call)
    return len(users)


def _tell_call(user: User, entry: Entry) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        line = Line(entry)
        send(
            to=user.email,
            subject=" ".join(line.sentence.split())[:200],
            template="notifications/call.txt",
            context={
                "line": line,
                "meeting": line.public,
                "site": settings.TEQUIO_URL,
                "why": _("Tienes una función en la comisión."),
                "staff": True,
            },
            purpose=Purpose.NOTICE,
            dedup_key=f"staff-call:{entry.index}:{user.pk}",
        )


def _reachable() -> list[User]:
    people = User.objects.filter(is_active=True).exclude(email="").prefetch_related("role_assignments")
    return [user for user in people.order_by("pk") if not user.email.endswith(NO_MAIL) and user.roles]


def _groups(items: list[DueItem]) -> list[tuple[str, list[DayLine]]]:
    names = (
        (DueKind.DATED, _("Vence")),
        (DueKind.YOURS, _("Te toca")),
        (DueKind.OTHERS, _("Esperas a otros")),
    )
    groups = [(name, [DayLine(item) for item in items if item.kind == kind]) for kind, name in names]
    return [(name, lines) for name, lines in groups if lines]
