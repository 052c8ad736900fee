"""A year of a calendar for other programs: iCalendar (RFC 5545) and JSON."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from tequio.law.days import ONE_DAY, each_day
from tequio.law.models import NonWorkingDay, WorkCalendar


def days_in(calendar: WorkCalendar, year: int, version: int) -> list[NonWorkingDay]:
    """The days off of that version with some day in *year*."""
    return [day for day in calendar.days_at(version) if day.first_on.year <= year <= day.last_on.year]


def calendar_ics(calendar: WorkCalendar, year: int, *, updated_at: datetime) -> bytes:
    """All-day events that do not block anybody's time; a later version replaces them by UID and SEQUENCE."""
    host = urlsplit(settings.TEQUIO_URL).netloc
    feed = Calendar()
    feed.add("prodid", f"-//Tequio//{host}//ES")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", f"{calendar.name} {year}")
    for day in days_in(calendar, year, calendar.version):
        event = Event()
        event.add("uid", f"{calendar.slug}-{day.pk}@{host}")
        event.add("dtstamp", updated_at)
        event.add("sequence", calendar.version)
        event.add("dtstart", day.first_on)
        event.add("dtend", day.last_on + ONE_DAY)
        event.add("summary", f"Inhábil: {day.reason}")
        event.add("description", day.source)
        event.add("categories", [day.get_kind_display()])
        event.add("transp", "TRANSPARENT")
        event.add("url", _absolute(calendar.get_absolute_url()))
        feed.add_component(event)
    return bytes(feed.to_ical())


def calendar_json(calendar: WorkCalendar, year: int, version: int) -> dict[str, Any]:
    """One object per day off. The fields are explained on the calendar's page, at ``#json``."""
    rule = calendar.rule(version)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "calendar": calendar.slug,
        "name": calendar.name,
        "authority": calendar.authority,
        "year": year,
        "version": version,
        "is_newest_version": version == calendar.version,
        "confidence": calendar.confidence,
        "weekly_rest": [number + 1 for number in calendar.weekly_rest],
        "working_days": rule.working_days(first, last),
        "days": [
            {
                "date": day.isoformat(),
                "reason": row.reason,
                "kind": row.kind,
                "source": row.source,
                "source_url": source_url(row),
            }
            for row, day in each_day_off(calendar, year, version)
        ],
        "documentation": _absolute(calendar.get_absolute_url()) + "#json",
    }


def source_url(day: NonWorkingDay) -> str:
    """Where the article or the order that sets the day can be read; empty when nowhere."""
    if day.basis:
        return _absolute(day.basis.get_absolute_url())
    if day.order_url:
        return day.order_url
    return _absolute(day.order_file.get_absolute_url()) if day.order_file else ""


def each_day_off(calendar: WorkCalendar, year: int, version: int) -> Iterator[tuple[NonWorkingDay, date]]:
    """Each day off of the year with the run of days that it belongs to."""
    for row in days_in(calendar, year, version):
        for day in each_day(max(row.first_on, date(year, 1, 1)), min(row.last_on, date(year, 12, 31))):
            yield row, day


def _absolute(path: str) -> str:
    return settings.TEQUIO_URL + path
