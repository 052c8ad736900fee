"""Jobs with a schedule of this room."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, Revision

from tequio.core.schedule import scheduled


@scheduled("website.publish_due", every=timedelta(minutes=1))
def publish_due(deadline: datetime) -> None:
    """Publish and take down the pages whose hour has come.

    Wagtail's own command takes pages down without their specific class, so it would go around the register.
    """
    now = timezone.now()
    for page in Page.objects.live().filter(expire_at__lte=now).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=now):
        revision.publish(log_action="wagtail.publish.scheduled")
