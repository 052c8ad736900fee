"""Requests that no page of ours understands, refused before any page sees them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def refuse_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no address has the character NUL, which PostgreSQL cannot even look for. Answers 400."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("the address contains NUL")
        return get_response(request)

    return middleware


class WholeBody:
    """The body of a request, which fails when it ends before the length that was announced.

    Otherwise a file whose upload was cut would be taken for a shorter file, and published.
    """

    def __init__(self, stream: Any, length: int) -> None:
        self.stream = stream
        self.left = length

    def read(self, size: int = -1) -> bytes:
        """As any stream's; raises ``OSError`` when the connection was cut."""
        return self._arrived(self.stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """As any stream's; raises ``OSError`` when the connection was cut."""
        return self._arrived(self.stream.readline(size), 1)

    def _arrived(self, data: bytes, asked: int) -> bytes:
        self.left -= len(data)
        if self.left > 0 and (asked < 0 or (asked and not data)):
            raise OSError("the connection was cut before the whole request arrived")
        return data


def whole_bodies(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A WSGI application that reads bodies whole or not at all."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length):
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return answer
