"""The public pages: the board, a commitment, a plan, and how statuses are computed."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.commitments import exports, listings, rules
from tequio.commitments.board import SORTS, VIEWS, Selection, sentence, status_links
from tequio.commitments.charts import commitment_map, timeline
from tequio.commitments.history import history
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.commitments.records import CommitmentRecord, PlanRecord
from tequio.commitments.rules import CommitmentFacts, MilestoneFacts, Status
from tequio.commitments.tables import COMMITMENTS
from tequio.core import clock
from tequio.register.kinds import Section
from tequio.register.models import Record

PER_PAGE = 50
CARDS_PER_PAGE = 24


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """S6: what was promised and where it stands."""
    selection = Selection.asked(request.GET.dict())
    counts = selection.counts()
    paginator = Paginator(selection.rows(), CARDS_PER_PAGE if selection.view == "tarjetas" else PER_PAGE)
    status = selection.filters.get("estado")
    paginator.count = counts[Status(status)] if status else sum(counts.values())
    page = paginator.get_page(request.GET.get("page"))
    rows = [] if selection.view == "mapa" else list(page.object_list)
    return render(
        request,
        "commitments/board.html",
        {
            "selection": selection,
            "counts": status_links(selection, counts),
            "total": sum(counts.values()),
            "sentence": sentence(counts),
            "rows": rows,
            "timeline": timeline(rows) if selection.view == "linea" else None,
            "place_map": commitment_map(selection) if selection.view == "mapa" else None,
            "page_obj": page,
            "sorts": SORTS,
            "views": [(code, label, selection.address(vista=code)) for code, label in VIEWS.items()],
            "clear_url": selection.cleared() if selection.filters else "",
            "listing": listings.of_board(selection),
            "milestones": listings.of_milestones(selection),
            "feed_url": reverse("register:section_atom", args=[Section.COMMITMENTS]),
            "follow_topic": f"seccion:{Section.COMMITMENTS}",
        },
    )


@require_safe
def download_csv(request: HttpRequest) -> HttpResponse:
    """Where the board as CSV was in 2026."""
    return HttpResponsePermanentRedirect(listings.board_listing(request).address("descarga.csv"))


@require_safe
def download_json(request: HttpRequest) -> HttpResponse:
    """Where the board as JSON was in 2026."""
    return HttpResponsePermanentRedirect(listings.board_listing(request).address("descarga.json"))


@require_safe
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """The dates to come of the selection, as a calendar to subscribe to."""
    content = exports.calendar(Selection.asked(request.GET.dict()).rows())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="compromisos.ics"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """S5: what was promised, who answers, and what proves it."""
    public = Commitment.objects.published().select_related(
        "lead", "plan__body", "agreement", "evidence_file__published_in"
    )
    milestones = Milestone.objects.select_related("proof_file")
    commitment = get_object_or_404(
        public.prefetch_related(
            Prefetch("milestones", milestones), "places", "supporting", "partnerships__organization"
        ),
        key=key,
    )
    record = get_object_or_404(Record, subject_type=CommitmentRecord.type_name, subject_id=key)
    context = commitment_context(commitment) | {
        "record": record,
        "history": history(commitment),
        "og_image_url": record.image_url(),
        "feed_url": reverse("register:section_atom", args=[Section.COMMITMENTS]),
        "follow_topic": f"compromiso:{key}",
    }
    return render(request, "commitments/detail.html", context)


def commitment_context(commitment: Commitment) -> dict[str, Any]:
    """What the page of *commitment* says of it, published or in preview."""
    milestones = list(commitment.milestones.all())
    overdue = [each for each in milestones if each.status == rules.MilestoneStatus.NO_EVIDENCE]
    open_ones = [each for each in milestones if each.done_on is None and each.withdrawn_on is None]
    return {
        "commitment": commitment,
        "milestones": milestones,
        "first_overdue": min(overdue, key=lambda each: each.due_on, default=None),
        "next_milestone": min(open_ones, key=lambda each: each.due_on, default=None),
        "to_review": sum(1 for each in milestones if each.status == rules.MilestoneStatus.DELIVERED),
        "days_left": rules.days_until(commitment.ends_on, clock.today()),
        "values": [rules.Value(value).label for value in commitment.values],
        "goals": [(number, rules.Goal(number).label) for number in commitment.goals],
    }


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """An action plan with its commitments: a page that prints well."""
    found = get_object_or_404(ActionPlan.objects.published().select_related("body", "agreement"), slug=slug)
    record = get_object_or_404(Record, subject_type=PlanRecord.type_name, subject_id=slug)
    context = plan_context(found) | {"record": record, "og_image_url": record.image_url()}
    return render(request, "commitments/plan.html", context)


def plan_context(found: ActionPlan) -> dict[str, Any]:
    """What the page of a plan says of it, published or in preview."""
    commitments = Commitment.objects.published().filter(plan=found)
    counts = commitments.count_by_status(clock.today())
    return {
        "plan": found,
        "commitments": commitments.for_lists(),
        "counts": [(status.value, counts[status], "") for status in Status],
        "total": sum(counts.values()),
        "sentence": sentence(counts),
        "listing": listings.of_plan(found),
        "feed_url": reverse("register:section_atom", args=[Section.COMMITMENTS]),
        "follow_topic": f"seccion:{Section.COMMITMENTS}",
    }


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How each word and number is computed, in the words of the code."""
    return render(
        request,
        "commitments/method.html",
        {
            "statuses": rules.STATUS_MEANINGS.items(),
            "milestone_statuses": rules.MILESTONE_MEANINGS.items(),
            "completions": rules.COMPLETION_MEANINGS.items(),
            "potentials": rules.POTENTIAL_MEANINGS.items(),
            "values": rules.Value.choices,
            "goals": rules.Goal.choices,
            "columns": COMMITMENTS.columns,
            "examples": _examples(),
        },
    )


def _examples() -> list[tuple[date, rules.Status, rules.MilestoneStatus]]:
    """One made-up commitment on the days when its word changes, answered by the rules themselves."""
    milestone = MilestoneFacts(due_on=date(2026, 3, 31))
    commitment = CommitmentFacts(date(2026, 1, 15), date(2026, 6, 30), milestones=(milestone,))
    days = (date(2026, 1, 14), date(2026, 1, 15), date(2026, 3, 31), date(2026, 4, 1))
    return [
        (day, rules.commitment_status(commitment, day), rules.milestone_status(milestone, day))
        for day in days
    ]
