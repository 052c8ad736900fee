"""The staff menu on every page of the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from tequio.accounts.models import User
from tequio.workdesk.sections import sections_for


def desk_menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the sections that whoever is signed in may enter; asked for only by desk pages."""

    def menu() -> list[tuple[str | Promise, str, bool]]:
        if not isinstance(request.user, User):
            return []
        items = [(section.label, section.url) for section in sections_for(request.user)]
        return [(label, url, request.path.startswith(url)) for label, url in items]

    return {
        "desk_menu": menu,
        "logout_url": reverse("accounts:logout"),
        "account_url": reverse("accounts:home"),
    }
