"""The public pages of sessions and agreements."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.core import clock
from tequio.meetings import exports, listings
from tequio.meetings.clocks import minutes_due_on, rules_of
from tequio.meetings.counting import COMMON_RULES
from tequio.meetings.models import Agreement, Meeting, MeetingRules
from tequio.meetings.participation import record_by_seat
from tequio.meetings.records import AgreementRecord, MeetingRecord, MeetingRulesRecord, MinutesRecord
from tequio.meetings.rules import AHEAD, MeetingStatus, VoteOption
from tequio.meetings.selection import AgreementSelection, MeetingSelection
from tequio.meetings.sheet import agenda_lines, ballots_of, blocks, events_of, roll_of
from tequio.register.kinds import Section
from tequio.register.models import Record

PER_PAGE = 50


def _feed(section: str) -> str:
    return reverse("register:section_atom", args=[section])


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The calendar: what comes next, then every session by year."""
    selection = MeetingSelection.asked(request.GET)
    rows = selection.rows().newest_first().annotate(agreed=Count("agreements"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "meetings/index.html",
        {
            "selection": selection,
            "page_obj": page,
            "ahead": list(selection.rows().ahead().select_related("area")) if page.number == 1 else [],
            "listing": listings.of_meetings(selection),
            "feed_url": _feed(Section.MEETINGS),
            "follow_topic": f"seccion:{Section.MEETINGS}",
        },
    )


def _published(year: int, slug: str) -> Meeting:
    meetings = Meeting.objects.published().select_related("body", "integration", "area")
    meeting: Meeting = get_object_or_404(meetings, year=year, slug=slug)
    return meeting


@require_safe
def detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """S3: who attended, how each seat voted, what was agreed, who must do it and by when."""
    meeting = _published(year, slug)
    record = get_object_or_404(Record, subject_type=MeetingRecord.type_name, subject_id=meeting.public_id)
    context = meeting_context(meeting) | {"record": record, "og_image_url": record.image_url()}
    minutes = context["minutes"]
    context["updated_at"] = max(record.updated_at, minutes.published_at) if minutes else record.updated_at
    return render(request, "meetings/detail.html", context)


def meeting_context(meeting: Meeting) -> dict[str, Any]:
    """What the page of *meeting* says of it, published or in preview."""
    events = events_of(meeting)
    agreements = list(meeting.agreements.select_related("responsible"))
    versions = list(meeting.minutes.select_related("file"))
    minutes = versions[0] if versions else None
    lines = agenda_lines(meeting, events, agreements)
    rules = rules_of(meeting)
    due_on = minutes_due_on(meeting, rules)
    return {
        "meeting": meeting,
        "lines": lines,
        "folder_size": exports.folder_size(lines),
        "roll": roll_of(meeting),
        "events": events,
        "ballots": ballots_of(events),
        "listing": listings.of_session_votes(meeting),
        "agreements": agreements,
        "minutes": minutes,
        "minutes_blocks": blocks(minutes.text) if minutes else [],
        "versions": versions,
        "minutes_type": MinutesRecord.type_name,
        "minutes_due_on": due_on,
        "minutes_late": due_on is not None and due_on < clock.today(),
        "is_ahead": meeting.status in AHEAD,
        "rules": rules,
        "json_ld": exports.event_json_ld(meeting),
        "feed_url": _feed(Section.MEETINGS),
        "follow_topic": f"seccion:{Section.MEETINGS}",
    }


@require_safe
def folder(request: HttpRequest, year: int, slug: str) -> FileResponse:
    """The papers of a session in one download."""
    meeting = _published(year, slug)
    lines = agenda_lines(meeting, [], [])
    if not exports.folder_size(lines):
        raise Http404
    name = f"carpeta-{slug}-{year}.zip"
    return FileResponse(exports.folder(lines, meeting), as_attachment=True, filename=name)


@require_safe
def session_ics(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One session for a calendar."""
    return _ics([_published(year, slug)], f"{slug}-{year}.ics")


@require_safe
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """The sessions of the list, as a calendar to subscribe to."""
    return _ics(list(MeetingSelection.asked(request.GET).rows().newest_first()), "sesiones.ics")


@require_safe
def agreements_ics(request: HttpRequest) -> HttpResponse:
    """When the agreements of the list are due, as a calendar to subscribe to."""
    return _calendar_file(
        exports.agreements_calendar(AgreementSelection.asked(request.GET).rows()), "acuerdos.ics"
    )


def _ics(meetings: list[Meeting], name: str) -> HttpResponse:
    return _calendar_file(exports.calendar(meetings), name)


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def votes_csv(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Where the votes of a session were in 2026."""
    listing = listings.session_votes_listing(request, year, slug)
    return HttpResponsePermanentRedirect(listing.address("descarga.csv"))


@require_safe
def agreements_csv(request: HttpRequest) -> HttpResponse:
    """Where the agreements as CSV were in 2026."""
    return HttpResponsePermanentRedirect(listings.agreements_listing(request).address("descarga.csv"))


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every agreement and where it stands today."""
    selection = AgreementSelection.asked(request.GET)
    page = Paginator(selection.rows(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "meetings/agreements.html",
        {
            "selection": selection,
            "page_obj": page,
            "counts": selection.counts(),
            "listing": listings.of_agreements(selection),
            "feed_url": _feed(Section.AGREEMENTS),
            "follow_topic": f"seccion:{Section.AGREEMENTS}",
        },
    )


@require_safe
def agreement(request: HttpRequest, folio: str) -> HttpResponse:
    """One agreement: text, who, by when, and what became of it."""
    found = get_object_or_404(
        Agreement.objects.select_related("meeting", "responsible", "item", "motion__vote_event", "evidence"),
        folio=folio,
    )
    record = get_object_or_404(Record, subject_type=AgreementRecord.type_name, subject_id=folio)
    return render(
        request,
        "meetings/agreement.html",
        {
            "agreement": found,
            "record": record,
            "event": found.motion.vote_event if found.motion else None,
            "born": Record.objects.filter(section=Section.COMMITMENTS, data__agreement=folio).order_by(
                "title"
            ),
            "og_image_url": record.image_url(),
            "feed_url": _feed(Section.AGREEMENTS),
            "follow_topic": f"seccion:{Section.AGREEMENTS}",
        },
    )


@require_safe
def participation(request: HttpRequest) -> HttpResponse:
    """How each seat attended and voted, integration by integration."""
    rows = listings.integrations_with_meetings()
    chosen = listings.chosen_integration(request, rows)
    return render(
        request,
        "meetings/participation.html",
        {
            "integrations": rows,
            "chosen": chosen,
            "records": record_by_seat(chosen) if chosen else [],
            "options": VoteOption.labels,
            "listing": listings.of_participation(chosen),
            "behind": [listings.of_votes(chosen), listings.of_attendance(chosen)],
            "held": chosen.meetings.filter(status__in=(MeetingStatus.CLOSED, MeetingStatus.PUBLISHED)).count()
            if chosen
            else 0,
        },
    )


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """How the commission meets and decides, with the norm that says so."""
    return render(
        request,
        "meetings/rulebook.html",
        {
            "rulebook": list(MeetingRules.objects.select_related("body")),
            "common": COMMON_RULES,
            "rules_type": MeetingRulesRecord.type_name,
        },
    )
