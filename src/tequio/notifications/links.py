"""Links in messages that let somebody without an account act on what is theirs.

Each is bound to one purpose, to this site and to the present state of the address: a link to leave opens no
preferences, one of another site is nothing here, and none survives the address that it was for.
"""

import hashlib
import secrets
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from tequio.notifications.models import Follower, FollowRequest


class For(StrEnum):
    """What a link lets one do."""

    CONFIRM = "confirm"
    PREFERENCES = "preferences"
    LEAVE = "leave"


def new_confirmation() -> tuple[str, str]:
    """A fresh token for a request that waits, and the digest of it that is kept."""
    token = secrets.token_urlsafe(24)
    return token, _digest(token)


def request_of(token: str) -> FollowRequest | None:
    """The request that waits under that token."""
    return FollowRequest.objects.filter(token_hash=_digest(token)).first()


def token_for(follower: Follower, purpose: For) -> str:
    """The link's last part; nothing in it tells whose address it is."""
    return f"{follower.public_id}.{_signature(follower, purpose)}"


def follower_of(token: str, purpose: For) -> Follower | None:
    """Whose link this is, if it is one for that *purpose*."""
    public_id, _dot, signature = token.partition(".")
    follower = Follower.objects.filter(public_id=public_id).first()
    if follower and constant_time_compare(signature, _signature(follower, purpose)):
        return follower
    return None


def _signature(follower: Follower, purpose: For) -> str:
    state = f"{follower.public_id}|{follower.nonce}|{follower.email}"
    return salted_hmac(f"notifications.{purpose}|{_host()}", state, algorithm="sha256").hexdigest()[:40]


def _digest(token: str) -> str:
    return hashlib.sha256(f"{For.CONFIRM}|{_host()}|{token}".encode()).hexdigest()


def _host() -> str:
    return urlsplit(settings.TEQUIO_URL).netloc
