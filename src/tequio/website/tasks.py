"""Jobs of this room."""

from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, Revision


@task()
def publish_due() -> None:
    """Publish and take down the pages whose hour has come; runs at the hour that was scheduled.

    Wagtail's own command takes pages down without their specific class, so it would go around the register.
    """
    now = timezone.now()
    for page in Page.objects.live().filter(expire_at__lte=now).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.page_revisions.filter(approved_go_live_at__lte=now):
        revision.publish(log_action="wagtail.publish.scheduled")
