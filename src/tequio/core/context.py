"""What every page may say about whose site it is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tequio.core.models import Town


def town(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the town, and the page's own absolute address for sharing."""
    return {
        "town": Town.current(),
        "site_url": settings.TEQUIO_URL,
        "page_url": settings.TEQUIO_URL + request.path,
        "source_url": settings.TEQUIO_SOURCE_URL,
    }
