"""What every page may say about whose site it is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tequio.core.models import Town


class _Memory:
    town: Town | None = None


def last_seen() -> Town | None:
    """The town as the last page showed it: what an error page can say when the database does not answer."""
    return _Memory.town


def town(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the town, and the page's own absolute address for sharing."""
    _Memory.town = Town.current()
    return {
        "town": _Memory.town,
        "site_url": settings.TEQUIO_URL,
        "page_url": settings.TEQUIO_URL + request.path,
        "source_url": settings.TEQUIO_SOURCE_URL,
    }
