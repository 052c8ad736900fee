"""Asking the layer as a web server does."""

import contextlib
import gzip
from collections.abc import Iterator
from typing import Any, NamedTuple

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory

from tequio.edge.layer import PageCache

DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


class Answer(NamedTuple):
    """What the web server would send."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return DECODERS[self.headers.get("Content-Encoding", "")](self.body).decode()


class CountingDjango(WSGIHandler):
    """Django, counting what reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked.append(dict(environ))
        return super().__call__(environ, start)


def layer(capacity: int = 4_000_000) -> PageCache:
    """The layer in front of a Django that counts."""
    return PageCache(CountingDjango(), capacity)


def ask(app: Any, address: str, method: str = "GET", **environ: str) -> Answer:
    """One request, as an anonymous reader of ``localhost`` unless *environ* says otherwise."""
    request = RequestFactory().generic(method, address)
    asked = {**request.environ, "HTTP_HOST": "localhost", "QUERY_STRING": address.partition("?")[2]}
    asked.pop("HTTP_COOKIE", None)
    began: list[Any] = []
    with _connection_kept():
        parts = app({**asked, **environ}, lambda status, headers, *_info: began.append((status, headers)))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
    status, headers = began[-1]
    return Answer(int(status.split(" ")[0]), dict(headers), body)


@contextlib.contextmanager
def _connection_kept() -> Iterator[None]:
    """Django closes connections around each request; one in a test's transaction must stay, as with its own client."""
    signals = (request_started, request_finished) if connection.in_atomic_block else ()
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
