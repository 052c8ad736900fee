from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.law.calculator import Answer, answer, question_from
from tequio.law.forms.calculator import OTHER, OWN_TERM, CalculatorForm
from tequio.law.listings import asked_version, with_days
from tequio.law.models import Term


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Any deadline, counted and explained day by day; the whole question is in the address, to be shared."""
    calendars = list(with_days())
    if not calendars:
        return render(request, "law/no_calendar.html")
    terms = list(
        Term.objects.select_related("extension", "restarted_by").prefetch_related(
            "versions__basis__norm", "extension__versions"
        )
    )
    is_asked = "desde" in request.GET
    initial = {"plazo": request.GET.get("plazo", "")}
    form = CalculatorForm(
        request.GET if is_asked else None, initial=initial, terms=terms, calendars=calendars
    )
    context: dict[str, Any] = {"form": form, "today": clock.today()}
    if is_asked and form.is_valid():
        context |= _answered(request, form)
    return render(request, "law/calculator.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, form: CalculatorForm) -> dict[str, Any]:
    data, calendar = form.cleaned_data, form.chosen_calendar()
    version = asked_version(request, calendar)
    question = question_from(data, form.chosen_term(), form.chosen_version())
    try:
        result = answer(question, calendar, version)
    except RuleError as refused:
        form.add_error(refused.field, refused.message)
        return {}
    return {
        "question": question,
        "result": result,
        "days_left": result.deadline.days_left(clock.today()),
        "is_overdue": result.deadline.is_overdue(clock.today()),
        # What the page shares, so that the link gives the same answer after the calendar changes.
        "page_url": f"{settings.TEQUIO_URL}{request.path}?{_shared(request, result, version)}",
    }


def _shared(request: HttpRequest, result: Answer, version: int) -> str:
    names = set(CalculatorForm.base_fields) - (set() if request.GET.get("plazo") == OTHER else OWN_TERM)
    asked = {key: value for key, value in request.GET.items() if value and key in names}
    return urlencode({**asked, "calendario": result.calendar.slug, "version": version})
