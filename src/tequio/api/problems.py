"""Errors as RFC 9457 problem documents: whatever goes wrong under ``/api/`` is answered in the same shape."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

PREFIX = "/api/"
MEDIA_TYPE = "application/problem+json"
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Anybody's page may read what is public; credentials are neither asked for nor looked at."""

TITLES: dict[int, Promise | str] = {
    400: gettext_lazy("La consulta no se entiende"),
    404: gettext_lazy("No existe"),
    405: gettext_lazy("Aquí solo se puede leer"),
    429: gettext_lazy("Demasiadas consultas seguidas"),
    500: gettext_lazy("Algo falló de nuestro lado"),
    503: gettext_lazy("No disponible por ahora"),
}
DETAILS: dict[int, Promise | str] = {
    400: gettext_lazy("Revisa la dirección: hay algo en ella que ninguna consulta acepta."),
    404: gettext_lazy("No hay nada publicado en esta dirección. Empieza por /api/v1/."),
    405: gettext_lazy("Usa GET, HEAD u OPTIONS."),
    429: gettext_lazy(
        "Espera los segundos que dice Retry-After. Para bajar todo, usa los archivos completos."
    ),
    500: gettext_lazy("Ya quedó anotado. Intenta más tarde."),
    503: gettext_lazy("Intenta más tarde."),
}


def reader_language(request: HttpRequest) -> str:
    """The language that ``Accept-Language`` asks for; never a cookie, so that a copy serves everybody."""
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        if code == "*":
            break
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def problem(
    request: HttpRequest,
    status: int,
    *,
    detail: str = "",
    errors: Iterable[dict[str, str]] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """An error as a problem document; *errors* names each parameter and what is wrong with it."""
    language = reader_language(request)
    with translation.override(language):
        known = status if status in TITLES else (500 if status >= 500 else 400)
        body: dict[str, Any] = {
            "type": f"{settings.TEQUIO_URL}/datos/api/#error-{known}",
            "title": str(TITLES[known]),
            "status": status,
            "detail": detail or str(DETAILS[known]),
            "instance": request.path[:500],
        }
    listed = list(errors)
    if listed:
        body["errors"] = listed
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    cached = "public, max-age=60" if status == 404 else "no-store"
    for name, value in {**OPEN, "Cache-Control": cached, **(headers or {})}.items():
        response.headers[name] = value
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return response


def problems(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an error that somebody else answered under ``/api/`` gets the shape of the API's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
        return problem(request, response.status_code, headers=kept)

    return middleware


def explain(error: dict[str, Any], allowed: str = "") -> dict[str, str]:
    """One of pydantic's complaints about a parameter, in the reader's language."""
    name, context = str(error["loc"][-1]), error.get("ctx", {})
    sentences = {
        "literal_error": _("Los valores posibles son: %(expected)s."),
        "greater_than_equal": _("El menor que se acepta es %(ge)s."),
        "less_than_equal": _("El mayor que se acepta es %(le)s."),
        "string_too_long": _("Caben a lo más %(max_length)s caracteres."),
        "missing": _("Hace falta."),
        "iso_date": _("Escribe la fecha como 2026-04-14."),
        "iso_instant": _("Escribe el momento como 2026-04-14T10:00:00Z."),
        "whole_number": _("Escribe un número entero, sin signo."),
    }
    sentence = sentences.get(error["type"], _("No acepta ese valor."))
    return {"parameter": name, "detail": sentence % context}


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What every other address under ``/api/`` answers."""
    return problem(request, 404)
