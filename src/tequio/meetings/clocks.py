"""Deadlines of a session, counted on the town's working days."""

from datetime import date, datetime

from django.utils import timezone

from tequio.law.days import Calendar, Notice
from tequio.law.deadlines import deadline, latest_notice
from tequio.law.models import WorkCalendar
from tequio.meetings.counting import Rules
from tequio.meetings.models import Meeting, MeetingRules
from tequio.meetings.rules import MeetingStatus


def working_calendar() -> Calendar:
    """The town's calendar; before anybody sets one, only weekends are off."""
    main = WorkCalendar.objects.main()
    return main.rule() if main else Calendar()


def rules_of(meeting: Meeting) -> Rules:
    """The rules in force on the session's day; today's when the day is not documented."""
    on = meeting.held_on or timezone.localdate()
    rules: Rules = MeetingRules.objects.of(meeting.body, on)
    return rules


def last_moment_to_convene(kind: str, starts_at: datetime, rules: Rules) -> Notice | None:
    """The latest moment of a notice in time, with its days counted; ``None`` where no rule sets one."""
    term = rules.notice_for(kind)
    return latest_notice(starts_at, term, working_calendar()) if term else None


def minutes_due_on(meeting: Meeting, rules: Rules) -> date | None:
    """The last day to publish the minutes of a session that was held; ``None`` where no rule sets one."""
    if meeting.status != MeetingStatus.CLOSED or meeting.held_on is None or rules.minutes is None:
        return None
    return deadline(meeting.held_on, rules.minutes, working_calendar()).due_on
