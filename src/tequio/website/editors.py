"""The page editor at /trabajo/paginas/: who gets in, and what their roles let them do there.

Wagtail grants by groups; Tequio by roles with dates. The groups of whoever opens the editor are set from their roles
on each request, so that a role that ended yesterday gives nothing today.
"""

import re
from collections.abc import Callable

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from tequio.accounts.access import PROTECT_URL, lacks_protection
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core.headers import EDITOR_PREFIX
from tequio.website.door import acting
from tequio.website.permissions import OwnPageError, may_enter_editor, may_publish_text_of

# The first two are Wagtail's own; the page migrations make the others.
GROUPS = {
    "Editors": Permission.PAGE_EDIT,
    "Moderators": Permission.PAGE_PUBLISH,
    "Translators": Permission.TRANSLATION_EDIT,
    "Translation reviewers": Permission.TRANSLATION_REVIEW,
}

# Wagtail's bulk tools ask and write without the page's own class, so neither its rules nor its entry would count.
BULK = f"{EDITOR_PREFIX}bulk/wagtailcore/page/"
APPROVE = re.compile(re.escape(EDITOR_PREFIX) + r"pages/workflow/action/(\d+)/approve/")


def set_groups(user: User) -> None:
    """Give *user* the editor's groups that their roles of today imply, and no other."""
    wanted = {name for name, permission in GROUPS.items() if user.may(permission)}
    held = set(user.groups.values_list("name", flat=True))
    if held != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))


def refuse_own_approval(request: HttpRequest, user: User) -> None:
    """Nobody approves their own text, not even for a later hour, when another person could."""
    found = APPROVE.match(request.path)
    page = Page.objects.filter(pk=int(found[1])).first() if found and request.method == "POST" else None
    if page and page.latest_revision and not may_publish_text_of(user, page.latest_revision.user_id):
        raise OwnPageError


def editor_access(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the editor opens by role, and what is published there is traced to whoever did it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not request.path.startswith(EDITOR_PREFIX) or not isinstance(user, User):
            return get_response(request)
        if not may_enter_editor(user) or request.path.startswith(BULK):
            raise PermissionDenied
        if lacks_protection(user):
            return redirect(PROTECT_URL)
        refuse_own_approval(request, user)
        set_groups(user)
        with acting(user):
            return get_response(request)

    return middleware
