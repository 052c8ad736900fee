"""What is still to come, for calendars: iCalendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from tequio.commitments.models import Commitment
from tequio.core import clock
from tequio.core.models import Town


def calendar(commitments: Iterable[Commitment]) -> bytes:
    """The last day of each commitment and the date of each milestone that are still open, as all-day events.

    An event keeps its UID for ever. SEQUENCE counts the minutes since 1970 of the commitment's last change, so that a
    new date replaces the old one.
    """
    whole = Calendar()
    whole.add("prodid", "-//Tequio//Compromisos//ES")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("Compromisos · %(body)s") % {"body": Town.current().commission_short})
    for commitment in commitments:
        if commitment.fulfilled_on or commitment.halted_on:
            continue
        for key, day, title in _dates(commitment):
            whole.add_component(_event(commitment, key, day, title))
    return bytes(whole.to_ical())


def _dates(commitment: Commitment) -> Iterator[tuple[str, date, str]]:
    ends = _("Termina: %(commitment)s") % {"commitment": commitment.title}
    yield commitment.key, commitment.ends_on, ends
    for milestone in commitment.milestones.all():
        if milestone.done_on is None and milestone.withdrawn_on is None:
            key = f"{commitment.key}-H{milestone.position}"
            yield key, milestone.due_on, _("Hito: %(milestone)s") % {"milestone": milestone.title}


def _event(commitment: Commitment, key: str, day: date, title: str) -> Event:
    address = settings.TEQUIO_URL + commitment.get_absolute_url()
    changed_at = commitment.changed_at or clock.now()
    event = Event()
    event.add("uid", f"{key}@{urlsplit(settings.TEQUIO_URL).hostname}")
    event.add("sequence", int(changed_at.timestamp()) // 60)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("description", f"{commitment.title}\n\n{commitment.lead.name}\n\n{address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
