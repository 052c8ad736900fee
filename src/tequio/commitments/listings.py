"""The board as data, with the filters of its page."""

from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tequio.commitments import tables
from tequio.commitments.board import Selection, sentence, status_links
from tequio.commitments.charts import commitment_map, timeline
from tequio.commitments.models import ActionPlan, Commitment
from tequio.register.listings import Listing

DRAWN = 10
"""Bars that the timeline shows inside another site."""
SHOWN = ("compromiso", "estado", "dependencia", "termina")
STYLES = ("commitments/board.css",)


def board_listing(request: HttpRequest) -> Listing:
    """The commitments of the board."""
    return of_board(Selection.asked(request.GET.dict()))


def of_board(selection: Selection) -> Listing:
    """Those that were selected, drawn as they were asked for: as a bar, a line of time or a map."""
    return Listing(
        tables.COMMITMENTS,
        _("Compromisos: lo prometido y cómo va"),
        selection.address(),
        lambda: tables.commitment_rows(selection.rows()),
        SHOWN,
        filters=tuple(words for words, _url in selection.chips()),
        calendar_url=selection.address(path=reverse("commitments:calendar")),
        figure=lambda: _figure(selection),
        styles=(*STYLES, "bodies/map.css") if selection.view == "mapa" else STYLES,
    )


def milestones_listing(request: HttpRequest) -> Listing:
    """The milestones of the same commitments."""
    return of_milestones(Selection.asked(request.GET.dict()))


def of_milestones(selection: Selection) -> Listing:
    """Those of the commitments that were selected."""
    return Listing(
        tables.MILESTONES,
        _("Hitos de los compromisos"),
        selection.address(),
        lambda: tables.milestone_rows(selection.rows()),
        ("hito", "compromiso", "fecha", "estado"),
        base=f"{reverse('commitments:board')}hitos/",
        filters=tuple(words for words, _url in selection.chips()),
    )


def plan_listing(request: HttpRequest, slug: str) -> Listing:
    """The commitments of one plan."""
    plan = ActionPlan.objects.published().filter(slug=slug).first()
    if plan is None:
        raise Http404
    return of_plan(plan)


def of_plan(plan: ActionPlan) -> Listing:
    """The commitments of a published plan."""
    rows = Commitment.objects.published().filter(plan=plan)
    return Listing(
        tables.COMMITMENTS,
        plan.title,
        plan.get_absolute_url(),
        lambda: tables.commitment_rows(rows),
        SHOWN,
        styles=STYLES,
    )


def _figure(selection: Selection) -> SafeString:
    if selection.view == "mapa":
        return render_to_string("commitments/_map.html", {"place_map": commitment_map(selection)})
    if selection.view == "linea":
        rows = list(selection.rows()[:DRAWN])
        return render_to_string("commitments/_timeline.html", {"timeline": timeline(rows)})
    counts = selection.counts()
    context = {
        "counts": status_links(selection, counts),
        "total": sum(counts.values()),
        "sentence": sentence(counts),
    }
    return render_to_string("commitments/_summary_bar.html", context)
