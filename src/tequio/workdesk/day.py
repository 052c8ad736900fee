"""The page of the day: what waits, in three columns, each short enough to be read at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.meetings.due import next_meeting as nearest_meeting
from tequio.meetings.models import Meeting
from tequio.meetings.tasks import Task, tasks_of
from tequio.register.due import DueItem, DueKind
from tequio.workdesk.models import Reminder

SHORT = 6
"""Rows of a column before "Ver todo"."""


@dataclass(frozen=True)
class Line:
    """A row of a column with what was last done about it."""

    item: DueItem
    reminded_at: datetime | None = None
    address: str = ""
    """Where a reminder goes without asking: where the last one went."""

    @property
    def days_text(self) -> str:
        """How long there is left, in words."""
        return days_text(self.item)

    @property
    def urgency(self) -> str:
        """The class that colours those words; they say the same without colour."""
        return "due-late" if self.item.is_late else "due-soon" if self.item.is_soon else ""


@dataclass(frozen=True)
class Column:
    """One of the three columns."""

    slug: str
    title: str | Promise
    lines: list[Line]
    total: int
    empty: str | Promise
    hint: str | Promise

    @property
    def hidden(self) -> int:
        """How many more there are."""
        return self.total - len(self.lines)


_COLUMNS: tuple[tuple[DueKind, str, str | Promise, str | Promise, str | Promise], ...] = (
    (
        DueKind.DATED,
        "vence",
        _("Vence"),
        _("Nada vence en estos días"),
        _("Buen momento para preparar la próxima sesión."),
    ),
    (
        DueKind.YOURS,
        "te-toca",
        _("Te toca"),
        _("No tienes pendientes"),
        _("Aquí verás lo que espera tu revisión o tu firma."),
    ),
    (
        DueKind.OTHERS,
        "esperas",
        _("Esperas a otros"),
        _("Nadie te debe nada"),
        _("Aquí verás lo que pediste y a quién."),
    ),
)


def columns(items: Iterable[DueItem], *, everything: str = "") -> list[Column]:
    """The three columns; *everything* is the slug of the one that is shown whole."""
    rows = list(items)
    sent_at, addresses = _reminded([item for item in rows if item.kind == DueKind.OTHERS])
    found = []
    for kind, slug, title, empty, hint in _COLUMNS:
        lines = [
            Line(item, sent_at.get(item.key), addresses.get(str(item.waits_for), ""))
            for item in rows
            if item.kind == kind
        ]
        shown = lines if everything == slug else lines[:SHORT]
        found.append(Column(slug, title, shown, len(lines), empty, hint))
    return found


def _reminded(items: list[DueItem]) -> tuple[dict[str, datetime], dict[str, str]]:
    """When each was last asked, by its key, and the address last used for whoever owes something."""
    owed = {str(item.waits_for) for item in items if item.waits_for}
    rows = Reminder.objects.filter(waits_for__in=owed).order_by("sent_at") if owed else []
    sent_at, addresses = {}, {}
    for row in rows:
        sent_at[row.key] = row.sent_at
        addresses[row.waits_for] = row.email
    return sent_at, addresses


def next_meeting(user: User) -> tuple[Meeting, list[Task]] | None:
    """The session that comes next, or was just held, with its task list; for whoever prepares or records them."""
    if not (user.may(Permission.MEETING_PREPARE) or user.may(Permission.MEETING_RECORD)):
        return None
    meeting = nearest_meeting()
    return (meeting, tasks_of(meeting)) if meeting else None


def days_text(item: DueItem) -> str:
    """``Vence hoy``, ``3 días hábiles``, ``Venció hace 2 días``; empty without a date."""
    left = item.days_left
    if left is None:
        return ""
    if left == 0:
        return gettext("Vence hoy")
    n = abs(left)
    if left > 0:
        if item.in_working_days:
            return ngettext("%(n)s día hábil", "%(n)s días hábiles", n) % {"n": n}
        return ngettext("%(n)s día", "%(n)s días", n) % {"n": n}
    if item.in_working_days:
        return ngettext("Venció hace %(n)s día hábil", "Venció hace %(n)s días hábiles", n) % {"n": n}
    return ngettext("Venció hace %(n)s día", "Venció hace %(n)s días", n) % {"n": n}
