"""How a route says who may open it.

Every view carries one of these marks; a test walks the whole URLconf and fails on a route without one, so that
nothing is reachable because somebody forgot to think about it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from tequio.accounts.models import User
from tequio.accounts.roles import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Anybody may open this; it must show nothing that is not published."""
    view.access = "public"  # type: ignore[attr-defined]  # the mark that the access test reads
    return view


def staff(*any_of: Permission) -> Callable[[View], View]:
    """Only a signed-in person who holds at least one of the permissions; with none named, any staff member."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if any_of and not any(request.user.may(permission) for permission in any_of):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.access = any_of or ("staff",)  # type: ignore[attr-defined]  # the mark that the access test reads
        return guarded  # type: ignore[return-value]  # wraps() keeps the view's own signature

    return mark


def require(allowed: bool) -> None:
    """Refuse with 403 unless *allowed*: the first line of every action."""
    if not allowed:
        raise PermissionDenied
