"""What the page editor shows and what it lets out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, ReferenceIndex

from tequio.accounts.models import User
from tequio.website.permissions import OwnPageError, may_enter_editor, may_publish_text_of


@hooks.register("register_admin_menu_item")
def back_to_desk() -> MenuItem:
    """The way back to the staff's desk."""
    return MenuItem(_("Espacio de trabajo"), reverse("workdesk:today"), icon_name="home", order=1)


@hooks.register("construct_main_menu")
def without_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help leads to another site, in English."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("before_serve_document")
def only_published(document: Any, request: HttpRequest) -> None:
    """A document is public once a page that is live cites it; until then only editors open it."""
    if may_enter_editor(request.user):
        return
    citing = (reference.object_id for reference in ReferenceIndex.get_references_to(document))
    if not Page.objects.live().filter(pk__in=[pk for pk in citing if pk.isdigit()]).exists():
        raise Http404


@hooks.register("before_publish_page")
def not_by_its_author(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What was just written is saved; another person publishes it, when there is one."""
    latest = page.latest_revision
    if isinstance(request.user, User) and latest and not may_publish_text_of(request.user, latest.user_id):
        messages.error(request, str(OwnPageError()))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
