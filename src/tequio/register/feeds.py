"""The chronicle as Atom feeds, whole and by section."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tequio.core.models import Town
from tequio.register.chronicle import chronicle
from tequio.register.kinds import Section
from tequio.register.models import Log

NEWEST = 50


@require_safe
def atom(request: HttpRequest, section: str = "") -> HttpResponse:
    """The newest 50 acts with their full sentence; identifiers never change."""
    if section and section not in Section.LABELS:
        raise Http404
    town = Town.current()
    label = str(Section.LABELS[section]) if section else _("Novedades")
    last: datetime | None = Log.objects.get(pk=1).last_at
    feed = Atom1Feed(
        title=f"{label} · {town.commission_short or town.name}",
        link=settings.TEQUIO_URL + request.path.rsplit("/", 1)[0] + "/",
        description=_("Lo que publica %(commission)s, tal como entra al registro público.")
        % {"commission": town.commission_name},
        language=get_language(),
        author_name=town.full_name,
        feed_url=settings.TEQUIO_URL + request.path,
        feed_guid=settings.TEQUIO_URL + "/novedades/" + section,
    )
    for line in chronicle(section)[:NEWEST]:
        feed.add_item(
            title=line.sentence,
            link=settings.TEQUIO_URL + line.path,
            description=line.summary or line.sentence,
            unique_id=f"{settings.TEQUIO_URL}/registro/actos/{line.entry.index}/",
            pubdate=line.entry.at,
            updateddate=line.entry.at,
            categories=[str(Section.LABELS[line.section])],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    if last:
        response.headers["Last-Modified"] = last.strftime("%a, %d %b %Y %H:%M:%S GMT")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
