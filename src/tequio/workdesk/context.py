"""The staff menu on every page of the desk."""

from typing import Any

from django.http import HttpRequest

from tequio.accounts.models import User
from tequio.workdesk.sections import Section, sections_for


def desk_menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the sections that whoever is signed in may enter; asked for only by desk pages."""

    def menu() -> list[Section]:
        return sections_for(request.user) if isinstance(request.user, User) else []

    return {"desk_menu": menu}
