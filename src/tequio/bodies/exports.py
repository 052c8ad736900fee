"""Popolo (popoloproject.com): the commission's people, posts, memberships and areas as one JSON file of public data.

Keys are ours with the kind in front (``organization/tesoreria-municipal``), so that they are unique in the file.
"""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tequio.bodies.models import Appointment, Body, Organization, Person, Place, Post

Json = dict[str, Any]


@require_safe
def popolo(request: HttpRequest) -> HttpResponse:
    """Everything public of this room, in Popolo's terms. Names that were erased on request are not in it."""
    response = JsonResponse(popolo_document(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Disposition"] = 'inline; filename="popolo.json"'
    return response


def popolo_document() -> Json:
    """The document, before it is written as JSON."""
    appointments = Appointment.objects.published().select_related(
        "person", "seat__post", "seat__integration__body"
    )
    rows = list(appointments.order_by("seat__integration__since_on", "seat__position", "since_on"))
    people = {row.person for row in rows if row.person and not row.person.is_erased}
    organizations = Organization.objects.published().select_related("parent").prefetch_related("former_names")
    seated = Q(seats__integration__is_published=True)
    posts = (
        Post.objects.filter(seated, organization__is_published=True).select_related("organization").distinct()
    )
    return {
        "persons": [_person(person) for person in sorted(people, key=lambda person: person.pk)],
        "organizations": [_organization(row) for row in organizations]
        + [_body(row) for row in Body.objects.published().select_related("organization")],
        "posts": [_post(row) for row in posts],
        "memberships": [_membership(row) for row in rows],
        "areas": [_area(row) for row in Place.objects.published()],
    }


def _person(person: Person) -> Json:
    return {"id": f"person/{person.slug}", "name": person.name}


def _organization(row: Organization) -> Json:
    former = [
        _present(name=name.name, start_date=name.since_on, end_date=name.until_on)
        for name in row.former_names.all()
    ]
    short = [{"name": row.short_name}] if row.short_name else []
    parent = row.parent if row.parent and row.parent.is_published else None
    return _present(
        id=f"organization/{row.slug}",
        name=row.name,
        other_names=short + former,
        classification=row.kind,
        parent_id=f"organization/{parent.slug}" if parent else None,
        founding_date=row.since_on,
        dissolution_date=row.until_on,
        contact_details=[{"type": "voice", "value": row.phone}] if row.phone else [],
        links=[{"url": row.website}] if row.website else [],
        sources=_sources(row.source_url),
    )


def _body(row: Body) -> Json:
    names = [row.short_name, *row.alias_list()]
    return _present(
        id=f"body/{row.slug}",
        name=row.name,
        other_names=[{"name": name} for name in names if name],
        classification=row.kind,
        parent_id=f"organization/{row.organization.slug}",
        founding_date=row.created_on,
        sources=_sources(row.source_url),
    )


def _post(row: Post) -> Json:
    return _present(
        id=f"post/{row.slug}",
        label=row.label,
        organization_id=f"organization/{row.organization.slug}",
        start_date=row.since_on,
        end_date=row.until_on,
    )


def _membership(row: Appointment) -> Json:
    person = row.person if row.person and not row.person.is_erased else None
    return _present(
        id=f"membership/{row.pk}",
        label=row.office,
        role=f"{row.seat.role}/{row.kind}",
        person_id=f"person/{person.slug}" if person else None,
        organization_id=f"body/{row.seat.integration.body.slug}",
        post_id=f"post/{row.seat.post.slug}",
        start_date=row.since_on,
        end_date=row.last_day,
    )


def _area(row: Place) -> Json:
    return _present(
        id=f"area/{row.slug}", name=row.name, classification=row.kind, sources=_sources(row.source_url)
    )


def _sources(url: str) -> list[Json]:
    return [{"url": url}] if url else []


def _present(**fields: Any) -> Json:
    """Only what says something, with dates as ISO 8601."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
        if value not in (None, "", [])
    }
