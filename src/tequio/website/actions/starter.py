"""Making the pages that every site starts with."""

import json

from django.utils.translation import override

from tequio.accounts.models import User
from tequio.core.legal import action
from tequio.website.door import acting
from tequio.website.models import EditorialPage, SiteRoot
from tequio.website.starter import STARTER_PAGES, StarterPage


@action
def create_starter_pages(*, by: User | None) -> list[EditorialPage]:
    """Publish the starter pages that the site does not have yet, at the set-up of a town; what exists is kept."""
    root = SiteRoot.objects.get(locale__language_code="es")
    taken = set(root.get_children().values_list("slug", flat=True))
    with acting(by), override("es"):
        return [_publish(root, page, by) for page in STARTER_PAGES if page.slug not in taken]


def _publish(root: SiteRoot, starter: StarterPage, by: User | None) -> EditorialPage:
    body = json.dumps([{"type": kind, "value": value} for kind, value in starter.blocks])
    page = EditorialPage(
        title=starter.title, slug=starter.slug, summary=starter.summary, body=body, live=False, owner=by
    )
    root.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return page
