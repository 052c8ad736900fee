"""Links sent by e-mail: invitation, reset and change of address.

Each is random, counts once, expires, and is good only for its purpose, on this site, while the account stays as it was
when the link was sent.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tequio.accounts.models import AccessLink, Purpose, User

LIFE = {
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(hours=2),
    Purpose.EMAIL: timedelta(days=1),
}


def issue(user: User, purpose: Purpose, *, new_email: str = "") -> str:
    """Make a link and return its token, which is kept nowhere. Earlier links of the same purpose end."""
    end(user, purpose)
    token = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        user=user,
        purpose=purpose,
        digest=_digest(token),
        state=_state(user, purpose),
        new_email=new_email,
        expires_at=timezone.now() + LIFE[purpose],
    )
    return token


def find(token: str, purpose: Purpose) -> AccessLink | None:
    """The link of *token*, if it is still good for *purpose*."""
    link = (
        AccessLink.objects.open()
        .select_related("user")
        .filter(digest=_digest(token), purpose=purpose)
        .first()
    )
    if link is None or not link.user.is_active:
        return None
    return link if hmac.compare_digest(link.state, _state(link.user, purpose)) else None


def consume(link: AccessLink) -> bool:
    """Use *link* up; False when somebody was faster."""
    return AccessLink.objects.open().filter(pk=link.pk).update(used_at=timezone.now()) == 1


def end(user: User, *purposes: Purpose) -> int:
    """Withdraw the open links of *user* for *purposes* (all, when none is named)."""
    rows = user.access_links.filter(used_at__isnull=True, ended_at__isnull=True)
    if purposes:
        rows = rows.filter(purpose__in=purposes)
    return rows.update(ended_at=timezone.now())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _state(user: User, purpose: Purpose) -> str:
    parts = (purpose, settings.TEQUIO_URL, str(user.pk), user.password, user.email, str(user.is_active))
    return hmac.new(settings.SECRET_KEY.encode(), "|".join(parts).encode(), hashlib.sha256).hexdigest()
