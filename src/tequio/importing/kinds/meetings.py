"""Sessions with their points, attendance and votes, and what they agreed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.bodies.models import Body, Integration, Seat
from tequio.bodies.rules import BodyKind
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.importing import sheets
from tequio.importing.cells import LooseDate
from tequio.importing.columns import Sheet
from tequio.importing.keys import KIND_WORDS, folded, meeting_words
from tequio.importing.kinds.base import Kind, Values, Work, blame, only
from tequio.importing.kinds.bodies import body_name
from tequio.importing.plan import Item, Row
from tequio.meetings import actions
from tequio.meetings.actions import AttendanceMark, Ballot, PastAgreement, PastMeeting, PastPoint
from tequio.meetings.models import Agreement, Meeting
from tequio.meetings.rules import (
    AgreementStatus,
    DatePrecision,
    ItemKind,
    MeetingStatus,
    meeting_slug,
)

COPIED = (
    "call", "modality", "place", "address", "summary", "objective", "relevance", "contribution", "actions",
    "source_url", "source_note", "video_url",
)  # fmt: skip
KEPT_HERE = "Registro público de este sitio"
"""The source of a session that was not documented afterwards but kept in the system from its call on."""
CHANGEABLE = {name for name in COPIED if name != "call" and not name.startswith("source")} | {"area"}


def words_of(meeting: Meeting) -> str:
    """How other rows name a session."""
    body = body_name(meeting.body) or ""
    return meeting_words(body, meeting.year, meeting.kind, meeting.number)


def find_meeting(key: str, work: Work) -> Meeting | None:
    """The session with that key: ``2024-ordinaria-01``, after its body's key when it is not the commission's."""
    body_key, _blank, own = key.rpartition(" ")
    year, _dash, rest = own.partition("-")
    body = work.find_body(body_key)
    if body is None or not year.isdigit() or rest.partition("-")[0] not in KIND_WORDS:
        return None
    word, _dash, number = rest.partition("-")
    prefix = "" if body.kind == BodyKind.COMMISSION else body.slug
    slug = meeting_slug(KIND_WORDS[word], int(number or 0) or None, prefix=prefix)
    found: Meeting | None = (
        Meeting.objects.select_related("body", "integration")
        .filter(body=body, year=int(year), slug=slug)
        .first()
    )
    return found


class MeetingRecords(Kind):
    sheet = sheets.MEETINGS
    parts = (sheets.AGENDA, sheets.ATTENDANCE, sheets.VOTES)

    def find(self, key: str, work: Work) -> Meeting | None:
        return find_meeting(key, work)

    def every(self) -> Iterator[Meeting]:
        held = (MeetingStatus.CLOSED, MeetingStatus.PUBLISHED)
        rows = Meeting.objects.filter(status__in=held).select_related("body", "integration", "area")
        return iter(rows.order_by("year", "held_on", "pk"))

    def label(self, record: Meeting) -> str:
        return words_of(record)

    def is_draft(self, record: Meeting) -> bool:
        return not record.is_public

    def current(self, record: Meeting) -> Values:
        values: Values = {name: getattr(record, name) for name in COPIED}
        start = timezone.localtime(record.starts_at) if record.starts_at else None
        return values | {
            "body": body_name(record.body),
            "kind": record.kind,
            "number": record.number,
            "year": record.year,
            "when": _when(record),
            "time": start.time().replace(second=0, microsecond=0) if start else None,
            "date_note": record.date_note,
            "period": record.integration.label,
            "area": record.area.name if record.area else None,
            "source_note": record.source_note or ("" if record.source_url else KEPT_HERE),
        }

    def current_parts(self, record: Meeting) -> Iterator[tuple[Sheet, Values]]:
        name = words_of(record)
        for item in record.agenda.order_by("position", "pk"):
            point = {"meeting": name, "title": item.title, "kind": item.kind, "outcome": item.outcome}
            yield sheets.AGENDA, point
        for row in record.attendance.select_related("seat__post"):
            mark = {"post": row.seat.post.label, "state": row.state, "accreditation": row.accreditation}
            yield sheets.ATTENDANCE, {"meeting": name} | mark
        for event in record.vote_events.select_related("motion__item").order_by("number"):
            for vote in event.votes.select_related("seat__post").order_by("seat__position", "seat__pk"):
                yield (
                    sheets.VOTES,
                    {
                        "meeting": name,
                        "point": event.motion.item.title,
                        "motion": event.motion.text,
                        "post": vote.seat.post.label,
                        "option": vote.option,
                    },
                )

    def create(self, item: Item, work: Work) -> None:
        row = item.main
        if row is None:
            raise RuleError(_("Esa sesión no existe. Agrégala en la hoja Sesiones."), field="meeting")
        with blame(row):
            body = work.body(row.get("body"))
            held_on, values = _dates(row)
            period = _period(body, row, held_on, work)
            seats = _seats(period, held_on)
            values |= {name: row.values[name] for name in COPIED if name in row.values}
            marks = {
                _seat(part, seats).pk: AttendanceMark(part.values["state"], part.get("accreditation", ""))
                for part in item.of(sheets.ATTENDANCE)
            }
            past = PastMeeting(
                body=body,
                integration=period,
                kind=row.values["kind"],
                year=row.values["year"],
                number=row.get("number") or None,
                area=work.place(row.get("area")),
                agenda=tuple(_points(item)),
                attendance=marks,
                **values,
            )
            made = actions.record_past_meeting(past=past, by=work.by)
        _record_votes(made, item.of(sheets.VOTES), seats, work)

    def amend(self, record: Meeting, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            only(changes, CHANGEABLE, row)
            if "area" in changes:
                changes["area"] = work.place(changes["area"])
            reason = {"change_reason": work.reason}
            actions.amend_meeting(meeting=record, changes={**changes, **reason}, by=work.by)

    def same_part(self, sheet: Sheet, record: Meeting, row: Row, parts: list[Values]) -> Values | None:
        names = {sheets.AGENDA.name: ("title",), sheets.ATTENDANCE.name: ("post",)}.get(
            sheet.name, ("point", "post")
        )
        wanted = [folded(row.values[name]) for name in names]
        return next((part for part in parts if [folded(part[name]) for name in names] == wanted), None)

    def closed_text(self) -> str:
        return _(
            "La sesión ya está publicada. Corrige sus puntos, asistencia y votos en su página de trabajo."
        )


def _when(record: Meeting) -> LooseDate | None:
    match record.date_precision:
        case DatePrecision.UNKNOWN:
            return None
        case DatePrecision.YEAR:
            return LooseDate(DatePrecision.YEAR, None, record.year)
        case DatePrecision.MONTH:
            return LooseDate(DatePrecision.MONTH, record.held_on, record.year)
    return LooseDate(DatePrecision.DAY, record.held_on, record.year)


def _dates(row: Row) -> tuple[date | None, dict[str, Any]]:
    """The day of the session, if it is known, and the fields that say how much of it is."""
    known: LooseDate | None = row.get("when")
    hour = row.get("time")
    values: dict[str, Any] = {"date_note": row.get("date_note", "")}
    if known is None:
        if hour:
            raise RuleError(_("Escribe también la fecha."), field="when")
        return None, values | {"date_precision": DatePrecision.UNKNOWN}
    if known.year != row.values["year"]:
        raise RuleError(_("El año no coincide con la fecha."), field="year")
    if hour and known.precision != DatePrecision.DAY:
        raise RuleError(_("Escribe el día completo, o quita la hora."), field="when")
    if known.precision == DatePrecision.YEAR and not values["date_note"]:
        raise RuleError(_("Solo consta el año: escribe qué se sabe de la fecha."), field="date_note")
    if hour and known.on:
        starts_at = timezone.make_aware(datetime.combine(known.on, hour))
        return known.on, values | {"date_precision": DatePrecision.TIME, "starts_at": starts_at}
    return known.on, values | {"date_precision": known.precision, "held_on": known.on}


def _period(body: Body, row: Row, held_on: date | None, work: Work) -> Integration:
    if row.get("period"):
        return work.period(body, row.values["period"])
    periods = list(body.integrations.published().in_force(held_on)) if held_on else []
    if len(periods) != 1:
        raise RuleError(_("No sabemos de qué periodo es. Escríbelo en la columna Periodo."), field="period")
    return periods[0]


def _seats(period: Integration, held_on: date | None) -> dict[str, Seat]:
    seats = period.seats.select_related("post", "integration")
    on = held_on or clock.today()
    return {folded(seat.post.label): seat for seat in seats if seat.period.holds_on(on)}


def _seat(part: Row, seats: dict[str, Seat]) -> Seat:
    with blame(part):
        seat = seats.get(folded(part.values["post"]))
        if seat is None:
            raise RuleError(
                _("Ese cargo no tenía asiento en esa fecha. Revisa la hoja Integrantes."), field="post"
            )
        return seat


def _points(item: Item) -> Iterator[PastPoint]:
    voted = {folded(row.values["point"]) for row in item.of(sheets.VOTES)}
    for row in item.of(sheets.AGENDA):
        title = row.values["title"]
        kind = ItemKind.VOTE if folded(title) in voted else row.get("kind") or ItemKind.INFORMATION
        yield PastPoint(title=title, outcome=row.get("outcome", ""), kind=kind)


def _record_votes(meeting: Meeting, rows: list[Row], seats: dict[str, Seat], work: Work) -> None:
    points = {folded(item.title): item for item in meeting.agenda.all()}
    votes: dict[str, list[Row]] = {}
    for row in rows:
        votes.setdefault(folded(row.values["point"]), []).append(row)
    for name, part in votes.items():
        with blame(part[0]):
            if name not in points:
                raise RuleError(_("Ese punto no está en el orden del día de la sesión."), field="point")
            if len({folded(row.values["motion"]) for row in part}) > 1:
                raise RuleError(
                    _("La propuesta debe ser la misma en todas las filas del punto."), field="motion"
                )
            ballot = Ballot(
                motion=part[0].values["motion"],
                votes={_seat(row, seats).pk: row.values["option"] for row in part},
                closed_at=meeting.starts_at,
            )
            actions.record_vote(item=points[name], ballot=ballot, by=work.by)


class AgreementRecords(Kind):
    sheet = sheets.AGREEMENTS

    def find(self, key: str, work: Work) -> Agreement | None:
        meeting_key, _bar, sequence = key.rpartition("|")
        meeting = find_meeting(meeting_key, work)
        rows = Agreement.objects.select_related("meeting", "responsible")
        found: Agreement | None = (
            rows.filter(meeting=meeting, sequence=int(sequence)).first() if meeting else None
        )
        return found

    def every(self) -> Iterator[Agreement]:
        rows = Agreement.objects.select_related("meeting__body", "responsible")
        return iter(rows.order_by("meeting__year", "meeting__held_on", "meeting__pk", "sequence"))

    def label(self, record: Agreement) -> str:
        return record.folio

    def is_draft(self, record: Agreement) -> bool:
        return False

    def current(self, record: Agreement) -> Values:
        fields = ("sequence", "title", "text", "due_on", "proof", "status", "resolved_on", "resolution")
        return {name: getattr(record, name) for name in fields} | {
            "meeting": words_of(record.meeting),
            "responsible": record.responsible.name if record.responsible else None,
        }

    def create(self, item: Item, work: Work) -> None:
        row = item.main
        if row is None:
            return
        with blame(row):
            meeting = find_meeting(item.key.rpartition("|")[0], work)
            if meeting is None:
                raise RuleError(_("Esa sesión no existe. Agrégala en la hoja Sesiones."), field="meeting")
            past = PastAgreement(
                title=row.values["title"],
                text=row.values["text"],
                responsible=work.organization(row.get("responsible")),
                due_on=row.get("due_on"),
                proof=row.get("proof", ""),
                sequence=row.values["sequence"],
            )
            made = actions.document_agreement(meeting=meeting, past=past, by=work.by)
            _resolve(made, row, row.get("status") or AgreementStatus.OPEN, work)

    def amend(self, record: Agreement, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            status = changes.pop("status", record.status)
            resolution: Values = {
                name: changes.pop(name) for name in ("resolved_on", "resolution") if name in changes
            }
            if "responsible" in changes:
                changes["responsible"] = work.organization(changes["responsible"])
            if changes:
                actions.amend_agreement(agreement=record, changes=changes, reason=work.reason, by=work.by)
            if status != record.status:
                _resolve(record, row, status, work)
            elif resolution:
                only(resolution, set(), row)


def _resolve(agreement: Agreement, row: Row, status: str, work: Work) -> None:
    if status == AgreementStatus.OPEN:
        if row.get("resolved_on") or row.get("resolution"):
            raise RuleError(_("Si ya se resolvió, escribe su estado: cumplido o cerrado."), field="status")
        return
    if not row.get("resolved_on"):
        raise RuleError(_("Escribe cuándo se resolvió."), field="resolved_on")
    values: Any = {
        "agreement": agreement,
        "resolution": row.get("resolution", ""),
        "resolved_on": row.values["resolved_on"],
        "by": work.by,
    }
    if status == AgreementStatus.FULFILLED:
        actions.fulfil_agreement(**values)
    else:
        actions.close_agreement(**values)
