"""Sessions kept in one table of ours: who, where, since when; so that they can be listed and closed one by one.

A session ends after ``SESSION_IDLE`` without use and in any case ``SESSION_COOKIE_AGE`` after it was opened.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from tequio.accounts.devices import describe
from tequio.accounts.models import Session, User
from tequio.core.limits import client_address

SINCE, CONFIRMED, ADDRESS, DEVICE = "since", "confirmed_at", "address", "device"
SEEN_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the columns of :class:`Session`."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]  # unknown to the stubs
        if row is None:
            return None
        now = timezone.now()
        if now - row.seen_at > settings.SESSION_IDLE or now - row.opened_at > lifetime():
            row.delete()
            self._session_key = None
            return None
        if now - row.seen_at > SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=now)
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # the class named above
        row.user_id = data.get(SESSION_KEY)
        row.address, row.device = data.get(ADDRESS, ""), data.get(DEVICE, "")
        if SINCE in data:
            row.opened_at = datetime.fromtimestamp(data[SINCE], UTC)
        return row


def lifetime() -> timedelta:
    """How long a session lives at most, used or not."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


@receiver(user_logged_in)
def opened(sender: Any, request: HttpRequest, **_options: Any) -> None:
    """A session begins: note since when and from where, and that its person has just proved who they are."""
    now = timezone.now().timestamp()
    request.session[SINCE] = request.session[CONFIRMED] = now
    request.session[ADDRESS] = client_address(request)
    request.session[DEVICE] = describe(request.META.get("HTTP_USER_AGENT", ""))


def close_all(user: User, *, but: str | None = None) -> int:
    """Close every session of *user*, except the one with the key *but*; return how many were open."""
    rows = user.sessions.exclude(session_key=but) if but else user.sessions.all()
    return rows.delete()[0]
