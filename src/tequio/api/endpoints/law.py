"""The law's clocks: when a term ends and which days count, each day with its reason."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from ninja import Query

from tequio.api import documents, output
from tequio.api.parameters import DayQuery, DeadlineQuery, Key
from tequio.api.service import TownAPI, answer
from tequio.law.calculator import Question
from tequio.law.calculator import answer as count
from tequio.law.days import Step, each_day
from tequio.law.forms.calculator import FIRST_DATE, LAST_DATE
from tequio.law.models import Term, WorkCalendar
from tequio.law.rules import Unit
from tequio.law.views.calendars import with_days
from tequio.register.models import Record

TAG = ["law"]


def add_to(api: TownAPI) -> None:
    """Declare these operations."""
    api.get(
        "/deadlines",
        response=documents.DeadlineOut,
        url_name="deadlines",
        operation_id="count_deadline",
        summary=_("Calculadora de plazos"),  # type: ignore[arg-type]  # lazy: in the reader's language
        description=_(  # type: ignore[arg-type]  # likewise
            "Cuándo vence un plazo legal, contado día por día. 404 si no hay ese plazo o calendario, si el plazo no "
            "regía ese día o si se cuenta en horas."
        ),
        tags=TAG,
    )(deadlines)
    api.get(
        "/working-days",
        response=documents.WorkingDaysOut,
        url_name="working_days",
        operation_id="list_working_days",
        summary=_("Días hábiles"),  # type: ignore[arg-type]  # likewise
        description=_("Qué días de un periodo cuentan, y por qué no los demás."),  # type: ignore[arg-type]  # likewise
        tags=TAG,
    )(working_days)


def deadlines(request: HttpRequest, query: Query[DeadlineQuery]) -> HttpResponse:
    calendar = _calendar(query.calendar)
    term = (
        Term.objects.select_related("extension").prefetch_related("versions").filter(key=query.term).first()
    )
    version = term.on(query.since) if term and _is_published("law.term", term.key) else None
    if (
        term is None
        or version is None
        or version.unit == Unit.HOURS
        or not FIRST_DATE <= query.since <= LAST_DATE
    ):
        raise Http404
    question = Question(start=query.since, rule=version.rule, legal=term, version=version)
    counted = count(question, calendar, calendar.version).deadline
    asked = {"plazo": term.key, "desde": query.since.isoformat(), "calendario": calendar.slug}
    return answer(
        {
            "term": term.key,
            "name": term.name,
            "since": query.since,
            "due_on": counted.due_on,
            **_known(calendar),
            "is_covered": counted.is_covered,
            "url": f"{output.absolute(reverse('law:calculator'))}?{urlencode(asked)}",
            "steps": [_step(step) for step in counted.steps],
        }
    )


def working_days(request: HttpRequest, query: Query[DayQuery]) -> HttpResponse:
    calendar = _calendar(query.calendar)
    if not FIRST_DATE <= query.since <= LAST_DATE:
        raise Http404
    rule = calendar.rule()
    last = query.since + timedelta(days=query.days - 1)
    return answer(
        {
            **_known(calendar),
            "is_covered": rule.covers(query.since) and rule.covers(last),
            "working_days": rule.working_days(query.since, last),
            "days": [
                {
                    "day": day,
                    "is_working": rule.is_working(day),
                    **output.present(why=str(rule.why_off(day) or "")),
                }
                for day in each_day(query.since, last)
            ],
        }
    )


def _calendar(slug: Key | None) -> WorkCalendar:
    chosen = with_days().filter(**({"slug": slug} if slug else {"is_main": True})).first()
    if chosen is None or not _is_published("law.calendar", chosen.slug):
        raise Http404
    calendar: WorkCalendar = chosen
    return calendar


def _is_published(kind: str, key: str) -> bool:
    return Record.objects.filter(subject_type=kind, subject_id=key).exists()


def _known(calendar: WorkCalendar) -> dict[str, Any]:
    return {"calendar": calendar.slug, "calendar_version": calendar.version}


def _step(step: Step) -> dict[str, Any]:
    return {"day": step.day, "kind": step.kind, **output.present(number=step.number, why=str(step.why))}
