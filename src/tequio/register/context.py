"""The "as of" line of every page."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tequio.register.models import Log


def register(request: HttpRequest) -> dict[str, Any]:
    """Context processor: how many acts the register holds and when the last one entered; read only if shown."""
    head = SimpleLazyObject(lambda: Log.objects.get_or_create(pk=1)[0])

    def register_size() -> int:
        return head.size

    def register_as_of() -> datetime | None:
        return head.last_at

    return {"register_size": register_size, "register_as_of": register_as_of}
