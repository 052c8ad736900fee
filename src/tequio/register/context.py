"""The "as of" line of every page."""

from typing import Any

from django.http import HttpRequest

from tequio.register.models import Log


def register(request: HttpRequest) -> dict[str, Any]:
    """Context processor: how many acts the register holds and when the last one entered; read only if shown."""
    return {"register_head": _Head()}


class _Head:
    """Looked up at first use, so that pages which show no footer pay no query."""

    @property
    def log(self) -> Log | None:
        return Log.objects.filter(pk=1).first()
