"""How a route says who may open it.

Every view carries one of these marks; a test walks the whole URLconf and fails on a route without one, so that
nothing is reachable because somebody forgot to think about it.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.accounts.sessions import CONFIRMED

CONFIRMATION_LASTS = 15 * 60  # seconds
PROTECT_URL = "accounts:protect"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Anybody may open this; it must show nothing that is not published."""
    view.access = "public"  # type: ignore[attr-defined]  # the mark that the access test reads
    return view


def staff(*any_of: Permission, unfinished: bool = False) -> Callable[[View], View]:
    """Only a signed-in person who holds at least one of the permissions; with none named, any staff member.

    *unfinished*: also somebody who still lacks the second factor that they must have. Only the pages where it is set
    up say so.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if not unfinished and lacks_protection(request.user):
                return redirect(PROTECT_URL)
            if any_of and not any(request.user.may(permission) for permission in any_of):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.access = any_of or ("staff",)  # type: ignore[attr-defined]  # the mark that the access test reads
        return guarded  # type: ignore[return-value]  # wraps() keeps the view's own signature

    return mark


def lacks_protection(user: User) -> bool:
    """Whether nothing of the desk may open yet: the account has no way in of its own, or lacks its second factor."""
    return user.must_have_second_factor and not user.has_second_factor


def recently_confirmed(view: View) -> View:
    """Before a sensitive change: whoever is signed in proves again who they are, if it was not a moment ago."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        confirmed_at = request.session.get(CONFIRMED, 0) if request.user.is_authenticated else time.time()
        if time.time() - confirmed_at > CONFIRMATION_LASTS:
            return redirect_to_login(request.get_full_path(), login_url="accounts:confirm")
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # wraps() keeps the view's own signature


def require(allowed: bool) -> None:
    """Refuse with 403 unless *allowed*: the first line of every action."""
    if not allowed:
        raise PermissionDenied
