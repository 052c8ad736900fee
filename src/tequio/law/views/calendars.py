from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.core import clock
from tequio.law import exports
from tequio.law.listings import asked_version, of_days, with_days
from tequio.law.models import WorkCalendar
from tequio.law.months import months_of
from tequio.law.views.norms import register_record
from tequio.register.models import Entry

KINDS = ("ics", "csv", "json")


@require_safe
def main_calendar(request: HttpRequest) -> HttpResponse:
    """The town's own calendar in the present year."""
    calendar = with_days().filter(is_main=True).first()
    if calendar is None:
        return render(request, "law/no_calendar.html")
    return _calendar_page(request, calendar, _nearest_year(calendar))


@require_safe
def calendar(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """A calendar in one of its years; ``?version=`` tells how an earlier version had it."""
    row = get_object_or_404(with_days(), slug=slug)
    return _calendar_page(request, row, _year_or_404(row, year) if year is not None else _nearest_year(row))


@require_safe
def download(request: HttpRequest, slug: str, year: int, kind: str) -> HttpResponse:
    """The same year as .ics or .json; .csv leads to where it is since it has company."""
    if kind not in KINDS:
        raise Http404
    row = get_object_or_404(with_days(), slug=slug)
    _year_or_404(row, year)
    version = asked_version(request, row)
    response: HttpResponse
    if kind == "ics":
        record = register_record("law.calendar", row.slug)
        updated_at = record.updated_at if record else clock.now()
        response = HttpResponse(
            exports.calendar_ics(row, year, updated_at=updated_at),
            content_type="text/calendar; charset=utf-8",
        )
    elif kind == "csv":
        return HttpResponsePermanentRedirect(of_days(row, year, version).address("descarga.csv"))
    else:
        options = {"ensure_ascii": False, "indent": 1}
        response = JsonResponse(exports.calendar_json(row, year, version), json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="dias-inhabiles-{row.slug}-{year}.{kind}"'
    return response


def _nearest_year(calendar: WorkCalendar) -> int:
    return min(max(clock.today().year, calendar.covers_from.year), calendar.covers_to.year)


def _year_or_404(calendar: WorkCalendar, year: int) -> int:
    if year not in calendar.years:
        raise Http404
    return year


def _calendar_page(request: HttpRequest, calendar: WorkCalendar, year: int) -> HttpResponse:
    version = asked_version(request, calendar)
    rule = calendar.rule(version)
    months = months_of(year, rule)
    entries = Entry.objects.filter(subject_type="law.calendar", subject_id=calendar.slug)
    rows = exports.days_in(calendar, year, version)
    context = {
        "calendar": calendar,
        "year": year,
        "version": version,
        "today": clock.today(),
        "rows": [(row, exports.source_url(row)) for row in rows],
        "named_days": rule.named_days_off(year),
        "months": months,
        "working_days": sum(month.working_days for month in months),
        "listing": of_days(calendar, year, version),
        "json_url": reverse("law:calendar_download", args=[calendar.slug, year, "json"]),
        "history": _history(calendar, entries),
        "others": WorkCalendar.objects.exclude(pk=calendar.pk),
        "register_record": register_record("law.calendar", calendar.slug),
        # The address without a year shows the present one: what is shared and indexed is the year's own.
        "page_url": settings.TEQUIO_URL + reverse("law:calendar_year", args=[calendar.slug, year]),
    }
    return render(request, "law/calendar.html", context)


def _history(calendar: WorkCalendar, entries: Any) -> list[dict[str, Any]]:
    """Each version, the newest first, with what it added and withdrew."""
    days = list(calendar.days.all())
    return [
        {
            "entry": entry,
            "added": [day for day in days if day.added_in == entry.version] if entry.version > 1 else [],
            "withdrawn": [day for day in days if day.withdrawn_in == entry.version],
        }
        for entry in entries.only("index", "version", "at", "kind").order_by("-version")
    ]
