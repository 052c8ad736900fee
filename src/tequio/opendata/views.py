"""The catalogue of public data: what there is, what each thing means, and everything at once."""

from functools import partial
from typing import Any

from django.db.models import Count, Max
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import condition, require_safe

from tequio.core.licence import LICENCE_TITLE, LICENCE_URL
from tequio.opendata import dcat
from tequio.opendata.builds import FILES, BusyError, built
from tequio.opendata.datasets import BY_KIND, DATASETS, Dataset, dataset_or_404, labels, listing_of
from tequio.opendata.datasette import metadata
from tequio.register.chronicle import Line
from tequio.register.kinds import Section
from tequio.register.listing_views import as_open_data, etag
from tequio.register.models import Entry, Record

SAMPLE_ROWS = 5
CHANGES = 10
WAIT = "15"
LICENCE = {"licence_title": LICENCE_TITLE, "licence_url": LICENCE_URL}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every dataset with how many records it has and when it last changed, and the big files."""
    rows = Record.objects.order_by().values("subject_type").annotate(many=Count("pk"), last=Max("updated_at"))
    facts = {row["subject_type"]: row for row in rows if row["subject_type"] in BY_KIND}
    there = [(dataset, facts[dataset.type_name]) for dataset in DATASETS if dataset.type_name in facts]
    sections = [
        (label, [pair for pair in there if pair[0].shape.section == section])
        for section, label in Section.LABELS.items()
    ]
    context = {"sections": [pair for pair in sections if pair[1]], "there": there, **LICENCE}
    return render(request, "opendata/index.html", context)


@require_safe
def dataset(request: HttpRequest, dataset: str) -> HttpResponse:
    """S11: what the data are, their files, what each column means, the first rows and what changed."""
    found = dataset_or_404(dataset)
    listing = listing_of(found)
    rows = Record.objects.filter(subject_type=found.type_name)
    facts = rows.aggregate(many=Count("pk"), last=Max("updated_at"))
    context: dict[str, Any] = {
        "dataset": found,
        "listing": listing,
        "sample": listing.sample(SAMPLE_ROWS, _first_columns(found)),
        "sample_columns": [
            column for column in listing.table.columns if column.name in _first_columns(found)
        ],
        "parts": [(name, title, listing.address(f"{name}/descarga/")) for name, title in labels(found)],
        "facts": facts,
        "changes": [Line(entry) for entry in Entry.objects.filter(subject_type=found.type_name)[:CHANGES]],
        "feed_url": reverse("register:section_atom", args=[found.shape.section]),
        **LICENCE,
    }
    return render(request, "opendata/dataset.html", context)


def _first_columns(found: Dataset) -> tuple[str, ...]:
    return tuple(listing_of(found).table.names[:6])


@require_safe
def big_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Everything in one download; made once for each size of the register."""
    try:
        found = built(FILES[name])
    except BusyError:
        busy = render(request, "opendata/busy.html", status=503)
        busy.headers["Retry-After"], busy.headers["Cache-Control"] = WAIT, "no-store"
        return busy
    if found is None:
        raise Http404
    # Of the file that is sent: while a new one is made, that is still the one before.
    mark = f'"{found.parent.name}-{name}"'
    unchanged = get_conditional_response(request, etag=mark)
    if unchanged is not None:
        return as_open_data(unchanged)
    stream = FileResponse(found.open("rb"), as_attachment=True, filename=f"tequio-{name}")
    stream.headers["Content-Type"], stream.headers["ETag"] = FILES[name].media_type, mark
    return as_open_data(stream)


package_file = partial(big_file, name="completo.zip")
sqlite_file = partial(big_file, name="registros.sqlite")


@require_safe
@condition(etag_func=etag)
def catalogue_json_ld(request: HttpRequest) -> HttpResponseBase:
    """The catalogue for other catalogues, as JSON-LD."""
    return as_open_data(HttpResponse(dcat.to_json_ld(dcat.catalogue()), content_type="application/ld+json"))


@require_safe
@condition(etag_func=etag)
def catalogue_turtle(request: HttpRequest) -> HttpResponseBase:
    """The same graph as Turtle."""
    return as_open_data(
        HttpResponse(dcat.to_turtle(dcat.catalogue()), content_type="text/turtle; charset=utf-8")
    )


@require_safe
@condition(etag_func=etag)
def datasette_metadata(request: HttpRequest) -> HttpResponseBase:
    """What Datasette shows beside the SQLite file: titles, licence, source and what each column means."""
    return as_open_data(HttpResponse(metadata(), content_type="application/json"))
