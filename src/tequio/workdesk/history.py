"""The history of one record at the desk: who changed what, when, before and after."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission as P
from tequio.register.history import history_of

MEETINGS = (P.MEETING_PREPARE, P.MEETING_CONVENE, P.MEETING_RECORD, P.MINUTES_PUBLISH)
COMMITMENTS = (P.COMMITMENT_EDIT, P.COMMITMENT_PUBLISH, P.COMMITMENT_ASSESS)
READERS: dict[str, tuple[P, ...]] = {
    "meetings.meeting": MEETINGS,
    "meetings.agreement": (P.MEETING_RECORD,),
    "commitments.commitment": COMMITMENTS,
    "commitments.actionplan": COMMITMENTS,
    "law.norm": (P.LAW_EDIT,),
}
"""Who reads the history of each kind: whoever works on it; and whoever audits reads all."""


@staff(*MEETINGS, *COMMITMENTS, P.LAW_EDIT, P.TRACE_READ)
def record_history(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Every change of one record, also of what is already in the trash."""
    user, readers = request.user, (*READERS.get(kind, ()), P.TRACE_READ)
    is_reader = isinstance(user, User) and any(user.may(permission) for permission in readers)
    if kind not in READERS or not is_reader:
        raise Http404
    page = Paginator(history_of(kind, pk), 50).get_page(request.GET.get("page"))
    return render(request, "workdesk/history.html", {"page": page, "title": _("Historial de cambios")})
