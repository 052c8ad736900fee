"""The menu of every public page: always visible, in words, and only what there is."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MENU: tuple[tuple[Promise | str, str], ...] = (
    (_("La Comisión"), "website:commission"),
    (_("Compromisos"), "commitments:board"),
    (_("Marco legal"), "law:index"),
    (_("Novedades"), "register:news"),
    (_("Verifica"), "register:verify"),
)


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: label, address and whether the page belongs to that entry."""

    def entries() -> list[tuple[Promise | str, str, bool]]:
        items = [(label, reverse(name)) for label, name in MENU]
        inside = [url for _label, url in items if request.path.startswith(url)]
        current = max(inside, key=len, default="")
        return [(label, url, url == current) for label, url in items]

    return {"menu": entries}
