"""How a row becomes its public record: what anybody may know, and nothing that is still a draft."""

from tequio.bodies.models import Appointment, Body, BodyEvent, Integration, Organization, Place, Seat
from tequio.bodies.records import (
    BodyRecord,
    EventRecord,
    FormerName,
    Holder,
    IntegrationRecord,
    OrganizationRecord,
    PlaceRecord,
    Reference,
    SeatRecord,
)
from tequio.bodies.rules import AppointmentKind, BodyKind, OrganizationKind, PlaceKind, SeatRole, lines
from tequio.register.files import published_file


def organization_record(organization: Organization) -> OrganizationRecord:
    """What the public may know of an organization; unpublished relatives stay out."""
    former = organization.former_names.all()
    return OrganizationRecord(
        id=organization.slug,
        name=organization.name,
        short_name=organization.short_name or None,
        kind=OrganizationKind(organization.kind),
        parent=_published_reference(organization.parent),
        since_on=organization.since_on,
        until_on=organization.until_on,
        successor=_published_reference(organization.successor),
        former_names=[
            FormerName(name=row.name, since_on=row.since_on, until_on=row.until_on) for row in former
        ],
        website=organization.website or None,
        phone=organization.phone or None,
        source_url=organization.source_url or None,
    )


def body_record(body: Body) -> BodyRecord:
    return BodyRecord(
        id=body.slug,
        name=body.name,
        short_name=body.short_name or None,
        aliases=body.alias_list(),
        kind=BodyKind(body.kind),
        organization=Reference(id=body.organization.slug, name=body.organization.name),
        created_on=body.created_on,
        creation_basis=body.creation_basis or None,
        in_brief=body.summary or None,
        **_headings(body),
        source_url=body.source_url or None,
    )


def integration_record(integration: Integration) -> IntegrationRecord:
    return IntegrationRecord(
        id=integration.slug,
        body=_body_reference(integration.body),
        period=integration.label,
        administration=integration.administration or None,
        since_on=integration.since_on,
        installed_on=integration.installed_on,
        installed_note=integration.installed_note or None,
        ended_on=integration.ended_on,
        source_url=integration.source_url or None,
    )


def seat_record(seat: Seat) -> SeatRecord:
    """The seat with all its appointments, and nobody's name."""
    appointments = seat.appointments.select_related("person", "instrument_file").order_by("-since_on", "pk")
    integration, organization = seat.integration, seat.post.organization
    return SeatRecord(
        id=f"{integration.slug}.{seat.slug}",
        integration=Reference(id=integration.slug, name=integration.label),
        post=seat.post.label,
        organization=Reference(id=organization.slug, name=organization.name),
        role=SeatRole(seat.role),
        has_vote=seat.has_vote,
        position=seat.position,
        since_on=seat.since_on,
        until_on=seat.until_on,
        holders=[_holder(appointment, seat) for appointment in appointments],
    )


def place_record(place: Place) -> PlaceRecord:
    return PlaceRecord(
        id=place.slug,
        name=place.name,
        kind=PlaceKind(place.kind),
        x=place.x,
        y=place.y,
        since_on=place.since_on,
        until_on=place.until_on,
        notes=place.notes or None,
        source_url=place.source_url or None,
    )


def event_record(event: BodyEvent) -> EventRecord:
    return EventRecord(
        id=event.slug,
        body=_body_reference(event.body),
        heading=event.title,
        happened_on=event.occurred_on,
        happened_note=event.occurred_note or None,
        documented_on=event.documented_on,
        text=lines(event.text),
        **_headings(event),
        source_url=event.source_url or None,
    )


def _holder(appointment: Appointment, seat: Seat) -> Holder:
    file = appointment.instrument_file
    return Holder(
        kind=AppointmentKind(appointment.kind),
        office=appointment.post_label or seat.post.label,
        since_on=appointment.since_on,
        until_on=appointment.until_on,
        instrument=appointment.instrument or None,
        instrument_file=published_file(file) if file else None,
        name_commitment=appointment.person.commitment() if appointment.person else None,
    )


def _headings(row: Body | BodyEvent) -> dict[str, list[str]]:
    return {name: lines(getattr(row, name)) for name in ("objective", "relevance", "contribution", "actions")}


def _body_reference(body: Body) -> Reference:
    return Reference(id=body.slug, name=body.short_name or body.name)


def _published_reference(organization: Organization | None) -> Reference | None:
    if organization is None or not organization.is_published:
        return None
    return Reference(id=organization.slug, name=organization.name)
