"""Sessions and agreements in the formats that other programs read: iCalendar, ZIP, schema.org."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tequio.core.models import Town
from tequio.meetings.models import Agreement, Meeting
from tequio.meetings.rules import AgreementStatus, DatePrecision, MeetingStatus, Modality
from tequio.meetings.sheet import Line
from tequio.register.models import Record

REFRESH = timedelta(hours=12)
ICALENDAR_STATUS = {
    MeetingStatus.CANCELLED: "CANCELLED",
    MeetingStatus.POSTPONED: "TENTATIVE",
}
SCHEMA_STATUS = {
    MeetingStatus.CANCELLED: "https://schema.org/EventCancelled",
    MeetingStatus.POSTPONED: "https://schema.org/EventPostponed",
}
SCHEMA_MODE = {
    Modality.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Modality.REMOTE: "https://schema.org/OnlineEventAttendanceMode",
    Modality.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def calendar(meetings: Iterable[Meeting]) -> bytes:
    """An iCalendar object (RFC 5545) with the sessions whose day is documented.

    A session keeps its UID for ever; SEQUENCE is its version in the register, so that calendars follow changes.
    """
    dated = [
        meeting for meeting in meetings if meeting.date_precision in (DatePrecision.TIME, DatePrecision.DAY)
    ]
    records = {
        record.subject_id: record
        for record in Record.objects.filter(
            subject_type="meetings.meeting", subject_id__in=[meeting.public_id for meeting in dated]
        )
    }
    whole = _empty_calendar(_("Sesiones · %(body)s"))
    for meeting in dated:
        whole.add_component(_event(meeting, records[meeting.public_id]))
    return bytes(whole.to_ical())


def _empty_calendar(name: str) -> Calendar:
    whole = Calendar()
    whole.add("prodid", "-//Tequio//Sesiones//ES")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name % {"body": Town.current().commission_short})
    whole.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    return whole


def agreements_calendar(agreements: Iterable[Agreement]) -> bytes:
    """The last day to do what was agreed, for each agreement that is still open, as all-day events."""
    due = [row for row in agreements if row.status == AgreementStatus.OPEN and row.due_on]
    folios = [row.folio for row in due]
    found = Record.objects.filter(subject_type="meetings.agreement", subject_id__in=folios).defer("data")
    records = {record.subject_id: record for record in found}
    whole = _empty_calendar(_("Acuerdos por cumplir · %(body)s"))
    for agreement in due:
        record = records[agreement.folio]
        address = settings.TEQUIO_URL + agreement.get_absolute_url()
        event = Event()
        event.add("uid", f"{agreement.folio}@{urlsplit(settings.TEQUIO_URL).hostname}")
        event.add("sequence", record.version - 1)
        event.add("dtstamp", record.updated_at.astimezone(UTC))
        event.add("dtstart", agreement.due_on)
        event.add("summary", _("Vence: %(agreement)s") % {"agreement": agreement.title})
        event.add("description", "\n\n".join(part for part in (agreement.text, address) if part))
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        whole.add_component(event)
    return bytes(whole.to_ical())


def _event(meeting: Meeting, record: Record) -> Event:
    event = Event()
    address = settings.TEQUIO_URL + meeting.get_absolute_url()
    event.add("uid", f"{meeting.public_id}@{urlsplit(settings.TEQUIO_URL).hostname}")
    event.add("sequence", record.version - 1)
    event.add("dtstamp", record.updated_at.astimezone(UTC))
    event.add("last-modified", record.updated_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("url", address)
    event.add("status", ICALENDAR_STATUS.get(MeetingStatus(meeting.status), "CONFIRMED"))
    start, end = _instants(meeting)
    event.add("dtstart", start.astimezone(UTC) if start else meeting.held_on)
    if end:
        event.add("dtend", end.astimezone(UTC))
    if location := ", ".join(part for part in (meeting.place, meeting.address) if part):
        event.add("location", location)
    about = [meeting.status_reason, meeting.how_to_attend, address]
    event.add("description", "\n\n".join(strip_tags(part) for part in about if part))
    return event


def _instants(meeting: Meeting) -> tuple[datetime | None, datetime | None]:
    start = meeting.next_instant or meeting.starts_at
    end = meeting.closed_at or meeting.ends_at
    return start, end if start and end and end > start else None


def folder(lines: Iterable[Line], meeting: Meeting) -> IO[bytes]:
    """The agenda as text and its papers, in one ZIP to read without a connection; made on disk, not in memory."""
    made: IO[bytes] = TemporaryFile()  # noqa: SIM115  # the response that sends it closes it
    with ZipFile(made, "w", ZIP_STORED) as archive:
        text = [meeting.title, str(meeting.when), meeting.place, ""]
        for line in lines:
            for each in (line, *line.children):
                text.append(f"{each.number}. {each.item.title}")
                for document in each.item.documents.all():
                    name = f"{each.number}-{document.file.sha256[:6]}-{document.file.name}"
                    text.append(f"   {name}")
                    with document.file.content.open("rb") as source, archive.open(name, "w") as target:
                        copyfileobj(source, target)
        archive.writestr("orden-del-dia.txt", "\n".join(text))
    made.seek(0)
    return made


def folder_size(lines: Iterable[Line]) -> int:
    """About how many bytes the folder weighs; 0 when no point has papers."""
    every = (each for line in lines for each in (line, *line.children))
    return sum(document.file.size for each in every for document in each.item.documents.all())


def event_json_ld(meeting: Meeting) -> SafeString:
    """The session as schema.org ``Event``, safe inside a ``<script type="application/ld+json">`` data block."""
    start, end = _instants(meeting)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": meeting.title,
        "url": settings.TEQUIO_URL + meeting.get_absolute_url(),
        "startDate": start.isoformat() if start else str(meeting.held_on or ""),
        "endDate": end.isoformat() if end else "",
        "eventStatus": SCHEMA_STATUS.get(MeetingStatus(meeting.status), "https://schema.org/EventScheduled"),
        "eventAttendanceMode": SCHEMA_MODE[Modality(meeting.modality)] if meeting.modality else "",
        "description": meeting.summary,
        "isAccessibleForFree": True,
        "organizer": {"@type": "GovernmentOrganization", "name": meeting.body.name},
    }
    if meeting.place:
        data["location"] = {
            "@type": "Place",
            "name": meeting.place,
            "address": meeting.address or meeting.place,
        }
    text = json.dumps({name: value for name, value in data.items() if value != ""}, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return mark_safe(text)  # noqa: S308  # no sign is left that could close the block
