"""Security headers that Django does not set itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The page editor (Wagtail) needs inline script and style; nobody but signed-in editors ever gets it.
EDITOR_PREFIX = "/trabajo/paginas/"
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
PRIVATE = "private, no-store"
# Anybody may keep a public answer if they ask each time whether it changed: the answer to that is a few bytes.
PUBLIC = "public, max-age=0, must-revalidate"


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: least powers for the browser, a policy of its own for the page editor, and nothing kept by anybody
    of what a signed-in person saw.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", PRIVATE if _is_personal(request, response) else PUBLIC)
        if request.path.startswith(EDITOR_PREFIX):
            response.headers["Content-Security-Policy"] = EDITOR_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Somebody is signed in, or what was answered read or set a cookie."""
    reads_cookie = "cookie" in response.get("Vary", "").lower()
    return settings.SESSION_COOKIE_NAME in request.COOKIES or reads_cookie or bool(response.cookies)
