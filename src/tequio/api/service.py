"""The HTTP of the API: read only, the same for everybody, and an entity tag made from the register's size."""

from collections.abc import Callable, Iterable
from functools import cached_property, wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern
from django.utils import translation
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import PathView

from tequio.accounts.access import public
from tequio.api.document import Document
from tequio.api.problems import OPEN, explain, problem, reader_language
from tequio.core.limits import MINUTE, by_address, seconds_to_wait
from tequio.register.tree import current_size

VERSION = "1.0.0"
"""Of the contract: the first number is in the address; the others grow with any change in what is answered, so that
no reader keeps an old copy."""
SHORT = "public, max-age=60"
PER_MINUTE = 600
"""Questions from one address: ten a second; who needs more wants the complete files."""
SAFE = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]
BY_CONTENT = frozenset({"index", "checkpoint", "proof", "deadlines", "working_days", "openapi"})
"""Routes whose answer says more than the register: their entity tag is a hash of it."""


class TownAPI(NinjaAPI):
    """Ninja's API with our document and our errors."""

    @cached_property
    def _documents(self) -> dict[tuple[str, str], Document]:
        return {}

    def document(self, language: str) -> Document:
        """The OpenAPI document in one language; made once."""
        key = (language, settings.TEQUIO_URL)
        if key not in self._documents:
            with translation.override(language):
                self._documents[key] = Document(self, self.get_root_path({}))
        return self._documents[key]

    def set_default_exception_handlers(self) -> None:
        """Only wrong questions are answered here; what breaks goes to Django, which notes it."""
        self.add_exception_handler(ValidationError, _wrong_question)
        self.add_exception_handler(Http404, lambda request, _error: problem(request, 404))


def _wrong_question(request: HttpRequest, error: Any) -> HttpResponse:
    with translation.override(reader_language(request)):
        listed = [explain(one) for one in error.errors]
    return problem(request, 400, errors=listed)


def refuse(request: HttpRequest, parameter: str, detail: Any) -> HttpResponse:
    """400 for one parameter, in the reader's language."""
    with translation.override(reader_language(request)):
        return problem(request, 400, errors=[{"parameter": parameter, "detail": str(detail)}])


def answer(body: dict[str, Any], links: dict[str, str] | None = None) -> HttpResponse:
    """The document as JSON in UTF-8, with its ``Link`` header (RFC 8288)."""
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    if links:
        response.headers["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items())
    return response


def patterns(api: TownAPI) -> list[URLPattern]:
    """Ninja's routes, each public and served as open data."""
    routes: list[Any] = api.urls[0]
    allowed = _parameters(api)
    served = []
    for route in routes:
        if route.name == "api-root":  # only there to be reversed: the index answers before it
            route.callback = public(route.callback)
        else:
            known = allowed.get(str(route.pattern), frozenset())
            route.callback = public(open_data(route.callback, known, by_content=route.name in BY_CONTENT))
        served.append(route)
    return served


def _parameters(api: TownAPI) -> dict[str, frozenset[str]]:
    """Route → the query parameters that it knows."""
    known: dict[str, frozenset[str]] = {}
    for bound in api._get_bound_routers():
        views: Iterable[tuple[str, PathView]] = bound.path_operations.items()
        for (path, _view), pattern in zip(views, bound.urls_paths(bound.prefix), strict=True):
            names: set[str] = set()
            for model in bound.path_operations[path].operations[0].models:
                if model.__ninja_param_source__ == "query":
                    names |= set(model.__ninja_flatten_map__)
            known[str(pattern.pattern)] = frozenset(names)
    return known


def open_data(view: View, allowed: frozenset[str], *, by_content: bool) -> View:
    """Serve *view* to any page of the web: no cookie is read, unknown parameters are refused, copies are reused."""

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _options()
        if request.method not in SAFE:
            return problem(request, 405, headers={"Allow": "GET, HEAD, OPTIONS"})
        wrong = _unknown(request, allowed)
        if wrong is not None:
            return wrong
        wait = seconds_to_wait("api", by_address(request), limit=PER_MINUTE, seconds=MINUTE)
        if wait:
            return problem(request, 429, headers={"Retry-After": str(wait)})
        tag = "" if by_content else f'W/"{current_size()}-{VERSION}"'
        known = get_conditional_response(request, etag=tag) if tag else None
        if known is not None:
            return _opened(known, tag)
        request.method, asked = "GET", request.method
        with translation.override(settings.LANGUAGE_CODE):
            response = view(request, *args, **kwargs)
        request.method = asked
        return _finished(request, response, tag)

    served.csrf_exempt = True  # type: ignore[attr-defined]  # nothing can be written here
    return served


def _options() -> HttpResponse:
    allow = "GET, HEAD, OPTIONS"
    headers = {
        **OPEN,
        "Allow": allow,
        "Access-Control-Allow-Methods": allow,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Cache-Control": "public, max-age=86400",
    }
    return HttpResponse(status=204, headers=headers)


def _unknown(request: HttpRequest, allowed: frozenset[str]) -> HttpResponse | None:
    with translation.override(reader_language(request)):
        unknown = [name[:100] for name in request.GET if name not in allowed]
        twice = [name for name in allowed if len(request.GET.getlist(name)) > 1]
        errors = [
            {"parameter": name, "detail": translation.gettext("Aquí no existe este parámetro.")}
            for name in unknown[:20]
        ] + [{"parameter": name, "detail": translation.gettext("Escríbelo una sola vez.")} for name in twice]
    return problem(request, 400, errors=errors) if errors else None


def _finished(request: HttpRequest, response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Headers of open data; 304 when the reader already has these bytes."""
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    tag = tag or f'W/"{sha256(response.content).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=tag, response=response)
    return _opened(response if known is None else known, tag)


def _opened(response: HttpResponse, tag: str) -> HttpResponse:
    for name, value in {**OPEN, "Access-Control-Expose-Headers": "ETag, Link", "ETag": tag}.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", SHORT)
    response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
    return response
