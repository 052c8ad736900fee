"""What waits for somebody in this room: pages that were sent to be reviewed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.register.due import AT_MOST, DueItem, DueKind, provides_due


@provides_due
def pages_to_review(user: User) -> Iterator[DueItem]:
    """For those who publish: the pages that somebody else sent, the longest waiting first."""
    if not user.may(Permission.PAGE_PUBLISH):
        return
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    waiting = waiting.exclude(requested_by=user).select_related("requested_by").order_by("created_at")
    states = list(waiting[:AT_MOST])
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    for state in states:
        page = pages.get(int(state.object_id))
        if page is not None:
            yield DueItem(
                key=f"website.page:{page.pk}",
                kind=DueKind.YOURS,
                title=_("Revisa la página “%(title)s”") % {"title": page.draft_title or page.title},
                why=_("La envió %(who)s") % {"who": state.requested_by} if state.requested_by else "",
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
