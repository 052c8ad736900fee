"""Pages that join several rooms: the home page and the commission's."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.bodies.membership import members_on
from tequio.bodies.models import Body
from tequio.commitments import board
from tequio.core import clock
from tequio.meetings.models import Meeting
from tequio.register.chronicle import chronicle
from tequio.register.kinds import Section
from tequio.register.models import Record
from tequio.website.listings import timeline_listing
from tequio.website.search_page import examples
from tequio.website.timeline import FILTERS, by_year, records

PER_PAGE = 50
LATEST = 5

# Icon, what somebody does there, what they find, where.
DOORS: tuple[tuple[str, Promise | str, Promise | str, str], ...] = (
    (
        "commission",
        _("Conoce la Comisión"),
        _("Para qué sirve, quiénes la integran y qué ha hecho."),
        "website:commission",
    ),
    (
        "calendar",
        _("Lee qué se acordó"),
        _("Sesiones, cómo votó cada integrante, acuerdos y actas."),
        "meetings:index",
    ),
    (
        "flag",
        _("Revisa lo prometido"),
        _("Cada compromiso, su responsable, su avance y sus pruebas."),
        "commitments:board",
    ),
    (
        "law",
        _("Consulta las reglas y los plazos"),
        _("Leyes en lenguaje claro, días inhábiles y una calculadora."),
        "law:index",
    ),
    (
        "proof",
        _("Comprueba un documento"),
        _("Con su folio o con el archivo que te mandaron."),
        "register:verify",
    ),
    (
        "feed",
        _("Entérate de lo nuevo"),
        _("Todo lo publicado, del más reciente al más antiguo."),
        "register:news",
    ),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """S1: what was promised, what comes next, what changed, and where somebody helps in person."""
    return render(
        request,
        "website/home.html",
        {
            "meeting": next_meeting(),
            **board.summary(),
            "examples": examples(),
            "news": chronicle()[:LATEST],
            "doors": [(icon, label, sentence, reverse(name)) for icon, label, sentence, name in DOORS],
            "feed_url": reverse("register:atom"),
        },
    )


@require_safe
def commission(request: HttpRequest) -> HttpResponse:
    """S2: what the commission is for and what it has done, each item with its proof."""
    body = Body.objects.commission()
    chosen = request.GET.get("tipo", "")
    chosen = chosen if chosen in FILTERS else ""
    page = Paginator(records(chosen), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "meeting": next_meeting(),
        "body": body,
        "headings": body.headings() if body else [],
        "members": members_on(body, clock.today()) if body else [],
        "years": list(by_year(list(page.object_list))),
        "page_obj": page,
        "filters": [
            ("", _("Todo"), not chosen),
            *((key, label, key == chosen) for key, (label, _k) in FILTERS.items()),
        ],
        "chosen": chosen,
        "listing": timeline_listing(request),
        "feed_url": reverse("register:section_atom", args=[Section.MEETINGS]),
    }
    if body:
        context["record"] = Record.objects.filter(subject_type="bodies.body", subject_id=body.slug).first()
    return render(request, "website/commission.html", context)


def next_meeting() -> Meeting | None:
    """The session in course or the next one that is convened."""
    meeting: Meeting | None = Meeting.objects.published().ahead().select_related("area").first()
    return meeting
