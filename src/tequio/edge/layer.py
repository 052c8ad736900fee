"""The layer in front of Django: answers public pages from memory, and keeps what Django makes of them.

A page is kept under its address with the state of the site that it was made from (``present.py``), and is answered
only while that is the present state. Everything else goes to Django as it came.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponseBase

from tequio.edge.asked import SAFE, Environ, address_of, clean, encoding_of
from tequio.edge.page import Headers, Page, depends_on, is_personal, may_keep
from tequio.edge.present import AwayError, Present, State
from tequio.edge.shelf import Shelf
from tequio.website.errors import server_error

Start = Callable[..., Any]
STRIPES = 64


class PageCache:
    """A WSGI application around Django's. *capacity*: bytes of kept pages in this process.

    Addresses with a query can be made up without end, so they have a small shelf of their own: whoever fills it takes
    nothing from the others.
    """

    def __init__(self, django: WSGIHandler, capacity: int) -> None:
        self.django = django
        self.present = Present()
        self.plain = Shelf(capacity * 3 // 4)
        self.queried = Shelf(capacity // 4)
        self._personal: dict[str, State] = {}
        self._making = [threading.Lock() for _number in range(STRIPES)]

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in SAFE:
            return self._change(environ, start)
        address = address_of(environ)
        if address is None:
            return self.django(environ, start)
        shelf = self.queried if "?" in address else self.plain
        page = shelf.get(address)
        try:
            state = self.present.state()
        except AwayError:
            return _stale(environ, start, page)
        if page is not None and page.state == state:
            return _answer(environ, start, page)
        if self._personal.get(environ["PATH_INFO"]) == state:
            return self.django(environ, start)
        with self._making[hash(address) % STRIPES]:
            return self._make(environ, start, address, shelf)

    def _change(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """What may publish: answered once no process can still take the state before it for the present one."""
        response = self.django(environ, start)
        time.sleep(self.present.window)
        return response

    def _make(self, environ: Environ, start: Start, address: str, shelf: Shelf) -> Iterable[bytes]:
        """Let one thread make the page while the others that ask for it wait."""
        page = shelf.get(address)
        try:
            before = self.present.state()
        except AwayError:
            return _stale(environ, start, page)
        if page is not None and page.state == before:  # made while this thread waited
            return _answer(environ, start, page)
        held = _Held()
        response: Any = self.django(clean(environ, address), cast(Any, held))
        if may_keep(response):
            made = Page(response, before)
            response.close()
            if self._asked() == before:  # a page made across a change may hold something of both
                shelf.put(address, made)
            return _answer(environ, start, made)
        if response.status_code >= 500 and self._asked() is None:
            response.close()
            return _stale(environ, start, page)
        if is_personal(response):
            self._remember_personal(environ["PATH_INFO"], before)
            if "HTTP_COOKIE" in environ or depends_on(response) - {"cookie"}:
                response.close()
                return self.django(environ, start)
        held.pass_on(start)
        return response if environ["REQUEST_METHOD"] == "GET" else _nothing(response)

    def _asked(self) -> State | None:
        """The present state, asked now; None while the database is away."""
        try:
            return self.present.ask()
        except AwayError:
            return None

    def _remember_personal(self, path: str, state: State) -> None:
        if len(self._personal) >= 1_000:
            self._personal.clear()
        self._personal[path] = state


class _Held:
    """Stands in for ``start_response`` until it is known who answers."""

    def __init__(self) -> None:
        self.call: tuple[Any, ...] = ()

    def __call__(self, *call: Any) -> None:
        self.call = call

    def pass_on(self, start: Start) -> None:
        start(*self.call)


def _answer(environ: Environ, start: Start, page: Page, extra: Headers | None = None) -> list[bytes]:
    variant = page.variant(encoding_of(environ.get("HTTP_ACCEPT_ENCODING", "")))
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and not extra and (page.tag in known or known.strip() == "*"):
        start("304 Not Modified", variant.unchanged)
        return []
    start(page.status, [*variant.headers, *extra] if extra else variant.headers)
    return variant.body if environ["REQUEST_METHOD"] == "GET" else []


def _stale(environ: Environ, start: Start, page: Page | None) -> list[bytes]:
    """While the database is away: the last good copy, which says that it is (RFC 9211), or that nothing works."""
    if page is not None:
        age = str(max(0, int(time.time() - page.made_at)))
        return _answer(environ, start, page, [("Age", age), ("Cache-Status", "tequio; hit; detail=stale")])
    response = server_error(HttpRequest())
    headers = [("Content-Type", response["Content-Type"]), ("Content-Length", str(len(response.content)))]
    start("503 Service Unavailable", [*headers, ("Cache-Control", "no-store"), ("Retry-After", "5")])
    return [response.content] if environ["REQUEST_METHOD"] == "GET" else []


def _nothing(response: HttpResponseBase) -> list[bytes]:
    response.close()
    return []
