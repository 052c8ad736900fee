"""What a route declared reaches the layer outside Django."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def note_access(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: note on the answer the mark of its route (``accounts/access.py``); without it nothing is kept."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        match = request.resolver_match
        response.access = getattr(match.func, "access", None) if match else None  # type: ignore[attr-defined]
        return response

    return middleware
