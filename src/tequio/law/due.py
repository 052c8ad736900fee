"""What waits for somebody in this room: the calendar that ends, norms in preparation, terms nobody confirmed."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tequio.accounts.models import User
from tequio.core import clock
from tequio.law.models import Norm, TermVersion, WorkCalendar
from tequio.law.permissions import may_edit_law
from tequio.law.rules import Confidence
from tequio.register.due import AHEAD_DAYS, AT_MOST, DueItem, DueKind, provides_due


@provides_due
def law_due(user: User) -> Iterator[DueItem]:
    """For whoever keeps the legal framework."""
    if not may_edit_law(user):
        return
    yield from _calendar()
    for norm in Norm.objects.filter(is_published=False).order_by("slug")[:AT_MOST]:
        yield DueItem(
            key=f"law.norm:{norm.slug}",
            kind=DueKind.YOURS,
            title=_("Revisar y publicar: %(name)s") % {"name": norm.name},
            why=_("Es un borrador."),
            url=reverse("law:norm_edit", args=[norm.slug]),
        )
    pending = TermVersion.objects.on(clock.today()).exclude(confidence=Confidence.CONFIRMED).count()
    if pending:
        title = ngettext("%(n)s plazo sin confirmar", "%(n)s plazos sin confirmar", pending) % {"n": pending}
        yield DueItem(key="law.terms", kind=DueKind.SITE, title=title, url=reverse("law:terms_desk"))


def _calendar() -> Iterator[DueItem]:
    """Terms are counted wrong after the last day that the town's calendar covers."""
    today = clock.today()
    main = WorkCalendar.objects.filter(is_main=True).first()
    if main and main.covers_to <= today + timedelta(days=2 * AHEAD_DAYS):
        yield DueItem(
            key=f"law.calendar:{main.slug}:{main.covers_to}",
            kind=DueKind.DATED,
            title=_("Ampliar el calendario de días inhábiles"),
            why=_("Después de ese día los plazos no conocen los días inhábiles."),
            url=reverse("law:calendar_extend", args=[main.slug]),
            due_on=main.covers_to,
            days_left=(main.covers_to - today).days,
        )
