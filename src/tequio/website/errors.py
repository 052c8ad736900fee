"""Pages for when something goes wrong: in plain words, with a telephone, and never with a trace."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tequio.core.context import last_seen

BARE = '<!doctype html><html lang="es"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p></html>'


def server_error(request: HttpRequest) -> HttpResponse:
    """500: what broke may be the database or the templates, so it asks nothing of either that it can do without."""
    town = last_seen()
    context = {"phone": town.phone if town else "", "town_name": town.name if town else "", "home": "/"}
    try:
        return HttpResponseServerError(render_to_string("website/errors/500.html", context))
    except Exception:  # the last page of all: whatever fails here must not hide behind another failure
        if settings.DEBUG:
            raise
        return HttpResponseServerError(format_html(BARE, _("Algo falló"), context["phone"]))
