"""The history of each account, and the e-mail that tells its owner what changed.

No line ever holds a password, a code, a token or the personal data that somebody read.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.accounts.devices import describe
from tequio.accounts.models import EventKind, SecurityEvent, User
from tequio.core import clock
from tequio.core.limits import client_address
from tequio.core.models import Town
from tequio.mail import queue
from tequio.mail.purposes import Purpose

TOLD = frozenset(
    {
        EventKind.PASSWORD_CHANGED,
        EventKind.EMAIL_CHANGED,
        EventKind.FACTOR_ADDED,
        EventKind.FACTOR_REMOVED,
        EventKind.FACTORS_RESET,
        EventKind.CODE_USED,
        EventKind.ROLE_GIVEN,
        EventKind.ROLE_ENDED,
    }
)
"""What the owner of an account is told by e-mail each time."""


def note(
    kind: EventKind,
    user: User | None,
    *,
    by: User | None = None,
    request: HttpRequest | None = None,
    detail: str = "",
    tell: str = "",
) -> SecurityEvent:
    """Write a line in the history of *user*; *tell* is the address for the notice, by default the account's own."""
    event = SecurityEvent.objects.create(
        user=user,
        by=by,
        kind=kind,
        detail=detail[:200],
        address=client_address(request) if request else "",
        device=describe(request.META.get("HTTP_USER_AGENT", "")) if request else "",
        at=clock.now(),
    )
    if user and kind in TOLD:
        _tell(event, tell or user.email)
    return event


def note_reading(reader: User, what: str) -> None:
    """Leave a trace that *reader* saw personal data; *what* names the record, never the data in it."""
    note(EventKind.READING, reader, by=reader, detail=what)


def site_link(name: str, *args: object) -> str:
    """An absolute address for a letter: from the settings, never from the request's Host."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.TEQUIO_URL + reverse(name, args=args)


def _tell(event: SecurityEvent, to: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        what = event.get_kind_display()
        body = _(
            "{what}. {detail}\n\nSi fuiste tú o lo esperabas, no tienes que hacer nada. Si no, cierra tus sesiones,"
            " cambia tu contraseña y avisa a quien administra el sistema:\n{link}\n"
        ).format(what=what, detail=event.detail, link=site_link("accounts:home"))
        subject = _("{what}: tu cuenta en {town}").format(what=what, town=Town.current().name)
        queue.send(to=to, subject=" ".join(subject.split()), text=body, purpose=Purpose.SECURITY)
