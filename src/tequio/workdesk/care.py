"""What the system itself needs from whoever takes care of it, on the page of the day."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import workers
from tequio.mail.state import queue_state
from tequio.register.due import DueItem, DueKind, provides_due


@provides_due
def mail_and_jobs(user: User) -> Iterator[DueItem]:
    """Messages that could not be sent, and jobs that nobody does."""
    if not user.may(Permission.MAIL_MANAGE):
        return
    url, failed = reverse("workdesk:mail"), queue_state().failed
    if failed:
        title = ngettext("%(n)s correo no se pudo enviar", "%(n)s correos no se pudieron enviar", failed)
        yield DueItem(key="workdesk.mail", kind=DueKind.SITE, title=title % {"n": failed}, url=url)
    if not workers.alive():
        why = _("Nadie envía el correo ni publica a su hora.")
        yield DueItem(
            key="workdesk.jobs", kind=DueKind.SITE, title=_("Los trabajos están detenidos"), why=why, url=url
        )
