"""The files of a public list, its dictionary, and the list inside other sites."""

import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import condition, require_safe

from tequio.accounts.access import public
from tequio.core import clock
from tequio.core.licence import LICENCE_TITLE, LICENCE_URL
from tequio.core.tables import csv_parts, json_lines_parts, json_parts, table_schema
from tequio.core.workbooks import write_workbook
from tequio.register.listings import FORMATS, Listing
from tequio.register.tree import current_size

Make = Callable[..., Listing]
PROGRAM = Path(__file__).stat().st_mtime_ns
"""Changes when another version of the program is installed, which may write the same facts otherwise."""
EMBEDDED_ROWS = 10
SAMPLE_ROWS = 5
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/jsonl",
}
DICTIONARY = "diccionario.json"
LICENCE = {"licence_title": LICENCE_TITLE, "licence_url": LICENCE_URL}
EMBED_POLICY = {
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "script-src": ["'none'"],
    "connect-src": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}


def listing_urls(prefix: str, name: str, make: Make) -> list[URLPattern]:
    """The routes of one list below *prefix*: ``<name>_file``, ``<name>_data`` and ``<name>_embed``."""
    return [
        path(f"{prefix}descarga/", public(_data_page(make)), name=f"{name}_data"),
        path(f"{prefix}descarga.<str:suffix>", public(_file(make)), name=f"{name}_file"),
        path(f"{prefix}insertar/", public(_embed(make)), name=f"{name}_embed"),
    ]


def etag(request: HttpRequest, *_args: Any, **_parts: Any) -> str:
    """What the answer follows from: the register's size, the town's day, the program and what was asked."""
    facts = (current_size(), clock.today(), PROGRAM, request.get_full_path())
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


def as_open_data(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by anybody, asked again each time (a ``304`` when nothing was published), read from any site."""
    patch_cache_control(response, public=True, no_cache=True)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _file(make: Make) -> Callable[..., HttpResponseBase]:
    @require_safe
    @condition(etag_func=etag)
    def listing_file(request: HttpRequest, suffix: str, **parts: Any) -> HttpResponseBase:
        """The whole list in one format, as a download."""
        if suffix not in (*FORMATS, DICTIONARY):
            raise Http404
        return as_open_data(file_response(make(request, **parts), suffix))

    return listing_file


def file_response(listing: Listing, suffix: str) -> HttpResponseBase:
    """The list as a file, streamed; its name says which list and of which day."""
    name = f"{listing.table.name}-{clock.today().isoformat()}.{suffix}"
    if suffix == DICTIONARY:
        return dictionary_response(listing)
    if suffix == "xlsx":
        book = TemporaryFile()  # noqa: SIM115  # the response that sends it closes it
        write_workbook(listing.table, listing.rows(), book)
        book.seek(0)
        return FileResponse(book, as_attachment=True, filename=name, content_type=MEDIA_TYPES[suffix])
    if suffix == "csv":
        parts = csv_parts(listing.table, listing.rows())
    elif suffix == "json":
        parts = json_parts(listing.table, listing.rows(), listing.head())
    else:
        parts = json_lines_parts(listing.table, listing.rows())
    response = StreamingHttpResponse(parts, content_type=MEDIA_TYPES[suffix])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def dictionary_response(listing: Listing) -> HttpResponse:
    """The dictionary for programs: a Data Resource of Data Package v2 with its Table Schema."""
    resource = {
        "name": listing.table.name,
        "title": str(listing.heading),
        "description": str(listing.table.description),
        "path": listing.address("descarga.csv"),
        "homepage": listing.page_url,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(listing.table),
    }
    return JsonResponse(resource, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _data_page(make: Make) -> Callable[..., HttpResponseBase]:
    @require_safe
    def listing_data(request: HttpRequest, **parts: Any) -> HttpResponse:
        """Every column explained, the first rows, the files, and the code to show the list in another site."""
        listing = make(request, **parts)
        context = {"listing": listing, "sample": listing.sample(SAMPLE_ROWS), **LICENCE}
        return render(request, "register/listing_data.html", context)

    return listing_data


def _embed(make: Make) -> Callable[..., HttpResponseBase]:
    @require_safe
    @xframe_options_exempt
    @framed_anywhere
    def listing_embed(request: HttpRequest, **parts: Any) -> HttpResponse:
        """The list for another site: no menu, no form, no cookie, and where it comes from."""
        listing = make(request, **parts)
        context = {
            "listing": listing,
            "rows": list(listing.embedded(EMBEDDED_ROWS)),
            "today": clock.today(),
            "figure": listing.figure() if listing.figure else "",
        }
        return render(request, "register/embed.html", context)

    return listing_embed


def framed_anywhere(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let any site show the page in a frame, give it less than any other page may do, and keep it out of searches."""

    @wraps(view)
    def framed(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response._csp_replace = EMBED_POLICY  # type: ignore[attr-defined]  # what csp.decorators.csp_replace sets
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return framed
