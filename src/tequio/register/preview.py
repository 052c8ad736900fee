"""A draft as it will be published: the public page itself, for the staff only, and the same in a phone's width."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tequio.accounts.access import staff
from tequio.accounts.roles import Permission

PHONE = "telefono"
"""``?ver=telefono`` shows the page inside a frame as wide as a phone; ``?ver=marco`` is what the frame shows."""
FRAMED = "marco"
Page = Callable[..., HttpResponse]


def preview(*any_of: Permission) -> Callable[[Page], Callable[..., HttpResponseBase]]:
    """Mark a view that renders a draft's public page: whoever holds one of the permissions sees it, nobody keeps it."""

    def mark(page: Page) -> Callable[..., HttpResponseBase]:
        @staff(*any_of)
        @wraps(page)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            wanted = request.GET.get("ver", "")
            response = page(request, *args, **kwargs)
            if response.status_code == 200 and wanted == PHONE:
                response = render(request, "register/phone.html", {"framed": FRAMED})
                response._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # as csp.decorators.csp_update
            elif wanted == FRAMED:
                response.headers["X-Frame-Options"] = "SAMEORIGIN"
                response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # as csp_replace
            return response

        return shown

    return mark


def preview_context(request: HttpRequest, back: str, public: str) -> dict[str, Any]:
    """What a preview adds to the page: the way *back* to the desk, and the address that it will have."""
    return {
        "preview_back": back,
        "is_framed": request.GET.get("ver") == FRAMED,
        "page_url": f"{settings.TEQUIO_URL}{public}",
    }
