"""From what somebody asked to a deadline with its explanation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.core.legal import RuleError
from tequio.law import days
from tequio.law.days import Calendar, Deadline, Step, StepKind
from tequio.law.deadlines import deadline, extended, interrupted
from tequio.law.models import Term, TermVersion, WorkCalendar
from tequio.law.rules import Unit

IDLE = (StepKind.SKIPPED, StepKind.PAUSED)


@dataclass(frozen=True)
class Question:
    """A start, a term and what happened on the way; ``legal`` and ``version`` are absent for a person's own term."""

    start: date | datetime
    rule: days.Term
    legal: Term | None = None
    version: TermVersion | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    is_extended: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the explanation: a day that counts, or a run of days that do not for the same reason."""

    first: Step
    last: Step


@dataclass(frozen=True)
class Answer:
    """The deadline with the calendar version asked for, and with the newest one when that changes it."""

    deadline: Deadline
    calendar: WorkCalendar
    newest: Deadline | None
    notify_extension_by: date | None

    @property
    def rows(self) -> list[Row]:
        """The steps of the count, runs of idle days told once."""
        rows: list[Row] = []
        for step in self.deadline.steps:
            last = rows[-1].last if rows else None
            if last and step.kind in IDLE and (last.kind, last.why) == (step.kind, step.why):
                rows[-1] = Row(rows[-1].first, step)
            else:
                rows.append(Row(step, step))
        return rows


def answer(question: Question, calendar: WorkCalendar, version: int) -> Answer:
    """Count; raises :class:`~tequio.core.legal.RuleError` when the dates contradict the term."""
    rule = calendar.rule(version)
    counted = _count(question, rule)
    newest = None
    if version != calendar.version:
        recounted = _count(question, calendar.rule())
        newest = recounted if recounted.due_on != counted.due_on else None
    notify_by = _without_extension(question, rule).due_on if question.is_extended else None
    return Answer(counted, calendar, newest, notify_by)


def _count(question: Question, rule: Calendar) -> Deadline:
    counted = _without_extension(question, rule)
    if question.is_extended and question.legal and question.legal.extension:
        extension = question.legal.extension.on(_start_day(question))
        if extension is None:
            raise RuleError(_("La prórroga no estaba prevista en esa fecha."), field="prorroga")
        counted = extended(counted, extension.rule)
    return counted


def _without_extension(question: Question, rule: Calendar) -> Deadline:
    if question.asked_on is None or question.answered_on is None:
        return deadline(question.start, question.rule, rule)
    try:
        return interrupted(
            _start_day(question),
            question.rule,
            rule,
            stopped_on=question.asked_on,
            resumed_on=question.answered_on,
        )
    except ValueError as late:
        raise RuleError(
            _("En esa fecha el plazo ya había vencido. Revisa cuándo te pidieron una aclaración."),
            field="aclaracion",
        ) from late


def _start_day(question: Question) -> date:
    return timezone.localdate(question.start) if isinstance(question.start, datetime) else question.start


def question_from(data: dict[str, Any], legal: Term | None, version: TermVersion | None) -> Question:
    """The question in what :class:`~tequio.law.forms.calculator.CalculatorForm` cleaned."""
    rule = version.rule if version else days.Term(data["cantidad"], Unit(data["unidad"]))
    start: date | datetime = data["desde"]
    if rule.unit == Unit.HOURS:
        start = timezone.make_aware(datetime.combine(data["desde"], data["hora"]))
    return Question(
        start=start,
        rule=rule,
        legal=legal,
        version=version,
        asked_on=data.get("aclaracion"),
        answered_on=data.get("respuesta"),
        is_extended=bool(data.get("prorroga")),
    )
