"""Public pages of the example town, uncached, beside a bare view behind the same middleware."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from benchmarks.turns import in_turns
from tequio.config import urls
from tequio.register.models import Record

REQUESTS = 8


def bare(request: HttpRequest) -> HttpResponse:
    """The least that a view can do."""
    return HttpResponse("ok")


def addresses() -> list[str]:
    """One page of each kind that a resident opens."""
    fixed = [
        "/",
        "/comision/",
        "/comision/sesiones/",
        "/comision/acuerdos/",
        "/compromisos/",
        "/comision/integrantes/",
    ]
    fixed += ["/novedades/", "/buscar/?q=agua", "/comision/marco-legal/", "/verifica/"]
    for kind in ("meetings.meeting", "meetings.agreement", "commitments.commitment"):
        newest = Record.objects.filter(subject_type=kind).order_by("entry_id").first()
        if newest:
            fixed += [newest.path, f"/registro/{kind}/{newest.subject_id}/"]
    return fixed


def measure() -> list[str]:
    """CPU, queries and weight of each page."""
    urls.urlpatterns.insert(0, path("bare/", bare))
    client = Client(headers={"host": "localhost"})
    lines = [f"\n{'page, uncached':<44}{'CPU ms':>9}{'× bare':>8}{'queries':>9}{'KB':>7}"]
    for address in addresses():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            weight = len(client.get(address).content) / 1024
        asked = len(queries)  # before other requests clear the log

        def ours(address: str = address) -> None:
            for _number in range(REQUESTS):
                client.get(address)

        def limit() -> None:
            for _number in range(REQUESTS):
                client.get("/bare/")

        page, bare_view = in_turns(ours, limit)
        lines.append(
            f"{address:<44}{page / REQUESTS * 1e3:>9.1f}{page / bare_view:>8.0f}{asked:>9}{weight:>7.1f}"
        )
    return lines
