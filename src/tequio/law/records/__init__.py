"""What this room publishes: norms with their articles, legal terms with their history, and calendars of days off."""

from tequio.law.records.calendars import CalendarRecord
from tequio.law.records.norms import NormRecord
from tequio.law.records.terms import TermRecord

__all__ = ["CalendarRecord", "NormRecord", "TermRecord"]
