"""What a request may ask of the kept pages, and the clean request that a page is made from.

A page is made from its address and nothing else: no cookie, no header and no host name of whoever asked first can
reach it, so none can be shown to the next reader.
"""

import io
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Environ = dict[str, Any]
SAFE = ("GET", "HEAD")
LONGEST = 300  # characters of path and query; longer addresses are answered without being kept
# Marks that others hang on our addresses; no page of ours reads them.
TRACKING = ("utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "igshid=", "_ga=")
CARRIED = (
    "REMOTE_ADDR",
    "HTTP_X_FORWARDED_FOR",
    "SERVER_PROTOCOL",
)  # who asks: for limits and logs, never for pages
# Files that are kept elsewhere; and the API, which counts who asks, answers in their language and has ETags of its own.
DJANGO_ALONE = (settings.STATIC_URL, "/api/")
PRIVATE_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


def address_of(environ: Environ) -> str | None:
    """The address that a kept page may answer; None when the request is for Django alone."""
    if "HTTP_AUTHORIZATION" in environ or environ.get("SCRIPT_NAME"):
        return None
    cookies = environ.get("HTTP_COOKIE")
    if cookies and any(name in cookies for name in PRIVATE_COOKIES):
        return None
    path: str = environ["PATH_INFO"]
    if path.startswith(DJANGO_ALONE) or not _is_own_host(environ.get("HTTP_HOST", "")):
        return None
    query: str = environ.get("QUERY_STRING", "")
    if query:
        query = _without_tracking(query)
        path = f"{path}?{query}" if query else path
    return path if len(path) <= LONGEST else None


@lru_cache(maxsize=64)
def _is_own_host(host: str) -> bool:
    """A name that this site answers to; Django refuses the others."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _without_tracking(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not part.startswith(TRACKING))


def clean(environ: Environ, address: str) -> Environ:
    """The request that anybody could have made for *address*."""
    site = urlsplit(settings.TEQUIO_URL)
    path, _mark, query = address.partition("?")
    request = {name: environ[name] for name in environ if name in CARRIED or name.startswith("wsgi.")}
    request |= {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": site.netloc,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
    }
    request.pop("wsgi.file_wrapper", None)
    return request


@lru_cache(maxsize=256)
def encoding_of(accepted: str) -> str:
    """The best of our encodings that an ``Accept-Encoding`` takes: ``br``, ``gzip`` or plain (RFC 9110 §12.5.3)."""
    weights = {}
    for item in accepted.lower().split(","):
        name, _mark, parameters = item.strip().partition(";")
        weights[name.strip()] = _weight(parameters)
    other = weights.get("*", 0.0)
    best = max(("br", "gzip"), key=lambda name: weights.get(name, other))
    return best if weights.get(best, other) > 0 else ""


def _weight(parameters: str) -> float:
    try:
        return float(parameters.strip().removeprefix("q=")) if parameters else 1.0
    except ValueError:
        return 0.0
