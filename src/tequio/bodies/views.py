"""Public pages of the commission's people, the Dependencias and the places. Drafts are not there: they answer 404."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import translate_url
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tequio.bodies import listings
from tequio.bodies.forms import OnDateForm
from tequio.bodies.maps import schematic_map
from tequio.bodies.membership import members_of, members_on
from tequio.bodies.models import Body, BodyEvent, Integration, Organization, Place, Seat
from tequio.bodies.rules import AppointmentKind, BodyKind
from tequio.core import clock
from tequio.register.models import Record

PAGE_SIZE = 50


def register_record(type_name: str, key: str) -> Record | None:
    """What the register says of this page's subject: when it last changed, and where its proof is."""
    return Record.objects.filter(subject_type=type_name, subject_id=key).defer("data").first()


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Who sits at the table today, or sat there on ``?fecha=``."""
    today = clock.today()
    form = OnDateForm(request.GET if "fecha" in request.GET else None, initial={"fecha": today})
    on = form.cleaned_data["fecha"] if form.is_bound and form.is_valid() else today
    commission = Body.objects.commission()
    integrations = list(commission.integrations.published()) if commission else []
    current = next((row for row in integrations if row.period.holds_on(on)), None)
    context = {
        "form": form,
        "on": on,
        "is_today": on == today,
        "commission": commission,
        "integrations": integrations,
        "current": current,
        "members": members_on(commission, on) if commission and not form.errors else [],
        "listing": listings.members_listing(request),
        "register_record": register_record("bodies.integration", current.slug) if current else None,
    }
    return render(request, "bodies/members.html", context, status=422 if form.errors else 200)


@require_safe
def integration(request: HttpRequest, slug: str) -> HttpResponse:
    """One installation of the commission: as it is, or as it was on its last day."""
    row = get_object_or_404(Integration.objects.published().select_related("body"), slug=slug)
    on = min(row.ended_on, clock.today()) if row.ended_on else clock.today()
    context = {
        "integration": row,
        "on": max(on, row.since_on),
        "members": members_of(row, max(on, row.since_on)),
        "register_record": register_record("bodies.integration", row.slug),
    }
    return render(request, "bodies/integration.html", context)


@require_safe
def seat(request: HttpRequest, integration: str, slug: str) -> HttpResponse:
    """Everybody who held one seat."""
    published = Seat.objects.filter(integration__is_published=True)
    row = get_object_or_404(
        published.select_related("integration__body", "post__organization"),
        integration__slug=integration,
        slug=slug,
    )
    appointments = list(row.appointments.select_related("person", "instrument_file"))
    for appointment in appointments:
        appointment.seat = row  # already loaded; saves a query for each
    kinds = {kind: [each for each in appointments if each.kind == kind] for kind in AppointmentKind}
    today = clock.today()
    in_office = row.integration.period.holds_on(today) and row.period.holds_on(today)
    titulares = kinds[AppointmentKind.TITULAR]
    context = {
        "seat": row,
        "titulares": titulares,
        "alternates": kinds[AppointmentKind.ALTERNATE],
        "is_in_office": in_office,
        "holder": next((each for each in titulares if in_office and each.period.holds_on(today)), None),
        "register_record": register_record("bodies.seat", f"{integration}.{slug}"),
    }
    return render(request, "bodies/seat.html", context)


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """A collegiate body other than the commission, which has the section's own page."""
    row = get_object_or_404(Body.objects.published().select_related("organization"), slug=slug)
    if row.kind == BodyKind.COMMISSION:
        return HttpResponseRedirect(translate_url("/comision/", get_language() or "es"))
    context = {
        "body": row,
        "integrations": row.integrations.published(),
        "events": row.events.published(),
        "members": members_on(row, clock.today()),
        "register_record": register_record("bodies.body", row.slug),
    }
    return render(request, "bodies/body.html", context)


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """One milestone in the commission's life."""
    row = get_object_or_404(BodyEvent.objects.published().select_related("body"), slug=slug)
    context = {"event": row, "register_record": register_record("bodies.event", row.slug)}
    return render(request, "bodies/event.html", context)


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Dependencias in force today; other institutions and those that no longer exist, one link away."""
    shown = listings.shown_list(request)
    page = Paginator(listings.organizations_of(shown, clock.today()), PAGE_SIZE)
    context = {
        "page_obj": page.get_page(request.GET.get("page")),
        "shown": shown,
        "listing": listings.organizations_listing(request),
    }
    return render(request, "bodies/organizations.html", context)


@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One Dependencia or institution: its names, its seats, what depends on it."""
    row = get_object_or_404(Organization.objects.published().select_related("parent", "successor"), slug=slug)
    today = clock.today()
    published = Seat.objects.filter(post__organization=row, integration__is_published=True)
    newest_first = published.order_by("-integration__since_on", "position")
    seats = list(newest_first.select_related("post", "integration__body"))
    context = {
        "organization": row,
        "former_names": row.former_names.all(),
        "predecessors": row.predecessors.published(),
        "children": row.children.published().in_force(today),
        "seats_today": [each for each in seats if _is_at_the_table(each, today)],
        "seats_before": [each for each in seats if not _is_at_the_table(each, today)],
        "is_over": row.until_on is not None and row.until_on < today,
        "register_record": register_record("bodies.organization", row.slug),
        "follow_topic": f"dependencia:{row.slug}",
    }
    return render(request, "bodies/organization.html", context)


def _is_at_the_table(seat: Seat, on: date) -> bool:
    return seat.integration.period.holds_on(on) and seat.period.holds_on(on)


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The municipality's places: a list, and the same on a schematic map."""
    rows = list(Place.objects.published().in_force(clock.today()))
    return render(
        request,
        "bodies/places.html",
        {"map": schematic_map(rows), "listing": listings.places_listing(request)},
    )


@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place, and where it is on the schematic map."""
    row = get_object_or_404(Place.objects.published(), slug=slug)
    around = list(Place.objects.published().in_force(clock.today()))
    around += [] if row in around else [row]
    context = {
        "place": row,
        "map": schematic_map(around, highlighted=row),
        "is_over": row.until_on is not None and row.until_on < clock.today(),
        "register_record": register_record("bodies.place", row.slug),
        "follow_topic": f"lugar:{row.slug}",
    }
    return render(request, "bodies/place.html", context)
