"""How somebody gets in: first the password, then, when the account has one, the second factor; or a passkey alone.

Between the two steps nobody is signed in: the session only remembers whose turn it is, for ten minutes.
"""

import time

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, update_session_auth_hash
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from tequio.accounts import audit
from tequio.accounts.models import EventKind, User
from tequio.accounts.sessions import CONFIRMED
from tequio.core.limits import seconds_to_wait

PENDING, PENDING_LASTS = "second_step", 10 * 60
PASSWORD_TRIES, PASSWORD_WINDOW = 10, 15 * 60
CODE_TRIES, CODE_WINDOW = 5, 5 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


class TooManyTriesError(Exception):
    """This account was tried too often; *wait* in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def check_password(request: HttpRequest, name: str, password: str) -> User | None:
    """The account called *name* (or with that e-mail) if *password* is its own.

    Counts tries for the name as typed, whether it exists or not, and hashes once in every case: an answer says
    nothing about who has an account.
    """
    _count("password", name, PASSWORD_TRIES, PASSWORD_WINDOW)
    known = get_user_model().objects.filter(email__iexact=name).first() if "@" in name else None
    username = known.get_username() if known else name
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User):
        return user
    audit.note(EventKind.REFUSED, User.objects.filter(username=username).first(), request=request)
    return None


def count_code(user: User) -> None:
    """Count one code given for *user*; a six-digit code may not be guessed."""
    _count("code", f"user {user.pk}", CODE_TRIES, CODE_WINDOW)


def remember(request: HttpRequest, user: User) -> None:
    """The first step is done and the second is due: a new session that is nobody's yet."""
    request.session.flush()
    request.session[PENDING] = {"user": user.pk, "state": user.get_session_auth_hash(), "at": time.time()}


def pending(request: HttpRequest) -> User | None:
    """Whose second step is due, if the first one was just done and the account is still the same."""
    noted = request.session.get(PENDING)
    if not noted or time.time() - noted["at"] > PENDING_LASTS:
        return None
    user = User.objects.filter(pk=noted["user"], is_active=True).first()
    return user if user and user.get_session_auth_hash() == noted["state"] else None


def let_in(request: HttpRequest, user: User, how: str) -> None:
    """Sign *user* in under a new session key; *how* goes to the account's history."""
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    audit.note(EventKind.SIGNED_IN, user, by=user, request=request, detail=how)


def renew(request: HttpRequest, user: User) -> None:
    """Keep this browser signed in, under a new session key, after its password changed."""
    update_session_auth_hash(request, user)
    request.session[CONFIRMED] = time.time()


def next_url(request: HttpRequest) -> str:
    """Where to go once inside: only to a page of this very host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _count(name: str, who: str, limit: int, seconds: int) -> None:
    wait = seconds_to_wait(name, who, limit=limit, seconds=seconds)
    if wait:
        raise TooManyTriesError(wait)
