"""Norms with their articles, legal terms with their versions, and calendars of non-working days."""

from tequio.law.models.calendars import NonWorkingDay, WorkCalendar
from tequio.law.models.norms import Norm, Provision
from tequio.law.models.terms import Term, TermVersion

__all__ = ["NonWorkingDay", "Norm", "Provision", "Term", "TermVersion", "WorkCalendar"]
