"""The page that answers when nothing may be published: what happened, and what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tequio.register.signing import KeyMissingError, RegisterBlockedError


class BlockedRegisterMiddleware:
    """Turns a refusal of the register into a page with the next step; the act was not written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this with what a view raised."""
        if isinstance(exception, RegisterBlockedError | KeyMissingError):
            context = {"reason": str(exception), "is_blocked": isinstance(exception, RegisterBlockedError)}
            return render(request, "register/blocked.html", context, status=503)
        return None
