"""Bodies and their periods, each with its seats and who held them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tequio.bodies import actions
from tequio.bodies.models import Appointment, Body, Integration, Organization, Person, Post, Seat
from tequio.bodies.rules import AppointmentKind, BodyKind
from tequio.core.legal import RuleError
from tequio.importing import sheets
from tequio.importing.columns import Sheet
from tequio.importing.keys import folded
from tequio.importing.kinds.base import Kind, Values, Work, blame, only
from tequio.importing.plan import Item, Row

BODY_FIELDS = tuple(column.name for column in sheets.BODIES.columns if column.name != "organization")
PERIOD_FIELDS = ("label", "administration", "since_on", "installed_on", "installed_note", "source_url")
APPOINTED = ("person", "since_on", "until_on", "post_label", "instrument")
"""A row of Integrantes that has none of these sets a seat that nobody is known to have held."""


def body_name(body: Body) -> str | None:
    """How the column Órgano names a body: not at all when it is the commission."""
    return None if body.kind == BodyKind.COMMISSION else body.name


class BodyRecords(Kind):
    sheet = sheets.BODIES

    def find(self, key: str, work: Work) -> Body | None:
        return work.find_body(key)

    def every(self) -> Iterator[Body]:
        return iter(Body.objects.published().select_related("organization").order_by("pk"))

    def label(self, record: Body) -> str:
        return record.name

    def current(self, record: Body) -> Values:
        return {name: getattr(record, name) for name in BODY_FIELDS} | {
            "organization": record.organization.name
        }

    def create(self, item: Item, work: Work) -> None:
        if item.main is None:
            return
        with blame(item.main):
            values: Any = item.main.values | {
                "organization": work.organization(item.main.get("organization"))
            }
            actions.publish_body(body=actions.create_body(**values, by=work.by), by=work.by)

    def amend(self, record: Body, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            if "organization" in changes:
                changes["organization"] = work.organization(changes["organization"])
            actions.amend_body(body=record, by=work.by, **changes)


class PeriodRecords(Kind):
    sheet = sheets.PERIODS
    parts = (sheets.MEMBERS,)

    def find(self, key: str, work: Work) -> Integration | None:
        body_key, _bar, label = key.rpartition("|")
        body = work.find_body(body_key)
        rows = body.integrations.select_related("body") if body else []
        return next((row for row in rows if folded(row.label) == label), None)

    def every(self) -> Iterator[Integration]:
        return iter(Integration.objects.published().select_related("body").order_by("since_on", "pk"))

    def label(self, record: Integration) -> str:
        return record.label

    def current(self, record: Integration) -> Values:
        values = {name: getattr(record, name) for name in (*PERIOD_FIELDS, "ended_on")}
        return values | {"body": body_name(record.body)}

    def current_parts(self, record: Integration) -> Iterator[tuple[Sheet, Values]]:
        seats = record.seats.select_related("post__organization").prefetch_related("appointments__person")
        for seat in seats:
            common = _seat_values(record, seat)
            rows = sorted(seat.appointments.all(), key=lambda row: (row.since_on, row.pk))
            for appointment in rows:
                yield sheets.MEMBERS, common | _appointment_values(appointment)
            if not rows:
                yield sheets.MEMBERS, common

    def create(self, item: Item, work: Work) -> None:
        row = item.main
        if row is None:
            raise RuleError(_("Ese periodo no existe. Agrégalo en la hoja Periodos."))
        with blame(row):
            values: Any = {name: row.values[name] for name in PERIOD_FIELDS if name in row.values}
            made = actions.prepare_integration(body=work.body(row.get("body")), **values, by=work.by)
        for member in item.of(sheets.MEMBERS):
            _add_member(made, member, work)
        with blame(row):
            made = actions.install_integration(integration=made, by=work.by)
        _end_seats(made, item.of(sheets.MEMBERS), work)
        if row.get("ended_on"):
            with blame(row):
                actions.end_integration(integration=made, ended_on=row.values["ended_on"], by=work.by)

    def amend(self, record: Integration, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            only(changes, {*PERIOD_FIELDS, "ended_on"}, row)
            ended_on = changes.pop("ended_on", None)
            if changes:
                actions.amend_integration(integration=record, by=work.by, **changes)
            if ended_on:
                actions.end_integration(integration=record, ended_on=ended_on, by=work.by)

    def same_part(self, sheet: Sheet, record: Integration, row: Row, parts: list[Values]) -> Values | None:
        same_seat = [part for part in parts if folded(part["post"]) == folded(row.values["post"])]
        if not _is_appointment(row):
            return same_seat[0] if same_seat else None
        since_on = row.get("since_on") or record.since_on
        kind = row.get("character") or AppointmentKind.TITULAR
        return next(
            (part for part in same_seat if (part.get("since_on"), part.get("character")) == (since_on, kind)),
            None,
        )

    def add_part(self, record: Integration, row: Row, work: Work) -> None:
        _add_member(record, row, work)
        _end_seats(record, [row], work)

    def amend_part(self, record: Integration, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            only(changes, {"until_on", "post_label", "instrument"}, row)
            appointment = Appointment.objects.get(
                seat__in=_seats_of(record, row),
                since_on=row.get("since_on") or record.since_on,
                kind=row.get("character") or AppointmentKind.TITULAR,
            )
            actions.amend_appointment(appointment=appointment, by=work.by, **changes)


def _seat_values(record: Integration, seat: Seat) -> Values:
    return {
        "body": body_name(record.body),
        "period": record.label,
        "post": seat.post.label,
        "organization": seat.post.organization.name,
        "role": seat.role,
        "has_vote": seat.has_vote,
        "seat_since_on": seat.since_on,
        "seat_until_on": seat.until_on,
    }


def _appointment_values(appointment: Appointment) -> Values:
    person = appointment.person
    return {
        "person": person.name if person and not person.is_erased else None,
        "character": appointment.kind,
        "since_on": appointment.since_on,
        "until_on": appointment.until_on,
        "post_label": appointment.post_label,
        "instrument": appointment.instrument,
    }


def _is_appointment(row: Row) -> bool:
    return any(row.get(name) for name in APPOINTED)


def _seats_of(integration: Integration, row: Row) -> list[Seat]:
    seats = integration.seats.select_related("post")
    return [seat for seat in seats if folded(seat.post.label) == folded(row.values["post"])]


def _add_member(integration: Integration, row: Row, work: Work) -> None:
    """Set the seat unless it is there, and who held it."""
    with blame(row):
        organization = work.organization(row.values["organization"])
        seat = next(iter(_seats_of(integration, row)), None)
        if seat is None:
            seat = actions.add_seat(
                integration=integration,
                post=_post(row.values["post"], organization, work),
                role=row.values["role"],
                has_vote=row.values["has_vote"],
                since_on=row.get("seat_since_on"),
                by=work.by,
            )
        if _is_appointment(row):
            actions.appoint(
                seat=seat,
                person=_person(row.get("person"), work),
                kind=row.get("character") or AppointmentKind.TITULAR,
                since_on=row.get("since_on") or seat.since_on or integration.since_on,
                until_on=row.get("until_on"),
                post_label=row.get("post_label", ""),
                instrument=row.get("instrument", ""),
                by=work.by,
            )


def _end_seats(integration: Integration, rows: list[Row], work: Work) -> None:
    for row in rows:
        if row.get("seat_until_on"):
            for seat in _seats_of(integration, row):
                if seat.until_on is None:
                    with blame(row):
                        actions.end_seat(seat=seat, until_on=row.values["seat_until_on"], by=work.by)


def _post(label: str, organization: Organization | None, work: Work) -> Post:
    if organization is None:
        raise RuleError(_("Escribe la Dependencia del cargo."), field="organization")
    posts = Post.objects.filter(organization=organization)
    found = next((post for post in posts if folded(post.label) == folded(label)), None)
    return found or actions.create_post(label=label, organization=organization, by=work.by)


def _person(name: str | None, work: Work) -> Person | None:
    """The same name is the same person."""
    if name is None:
        return None
    found: Person | None = Person.objects.filter(name=name).first()
    return found or actions.register_person(name=name, by=work.by)
