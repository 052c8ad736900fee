"""Pages about the site itself: contact, who may do what, the map; and the two files that search engines read."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.accounts.roles import ROLES, Permission, Role
from tequio.register.models import Record
from tequio.website.models import SiteRoot
from tequio.website.records import PageRecord

PER_SITEMAP = 10_000

# The map of the site: heading, then label and route of each page below it.
MAP: tuple[tuple[Promise | str, tuple[tuple[Promise | str, str], ...]], ...] = (
    (
        _("La Comisión"),
        (
            (_("Para qué sirve y qué ha hecho"), "website:commission"),
            (_("Quiénes la integran"), "bodies:members"),
            (_("Sesiones"), "meetings:index"),
            (_("Acuerdos"), "meetings:agreements"),
            (_("Asistencia y votos de cada asiento"), "meetings:participation"),
            (_("Reglas de las sesiones"), "meetings:rulebook"),
            (_("Dependencias y organizaciones"), "bodies:organizations"),
            (_("Lugares del municipio"), "bodies:places"),
        ),
    ),
    (
        _("Compromisos"),
        (
            (_("Tablero de compromisos"), "commitments:board"),
            (_("Cómo se calcula cada estado"), "commitments:method"),
        ),
    ),
    (
        _("Marco legal"),
        (
            (_("Leyes y normas"), "law:index"),
            (_("Plazos"), "law:terms"),
            (_("Días inhábiles"), "law:main_calendar"),
            (_("Calculadora de plazos"), "law:calculator"),
        ),
    ),
    (
        _("Comprobar y seguir"),
        (
            (_("Verificar un documento"), "register:verify"),
            (_("Registro público"), "register:home"),
            (_("Novedades"), "register:news"),
            (_("Buscar"), "website:search"),
        ),
    ),
)


class Link(NamedTuple):
    """A page of the map."""

    label: str
    url: str
    is_editorial: bool = False
    """Written by an editor in Spanish, and so is its name."""


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Where somebody answers, in person and by phone; from the town's own data."""
    return render(request, "website/contact.html")


@require_safe
def who_may(request: HttpRequest) -> HttpResponse:
    """What each role may do: read from the very table that the code obeys."""
    roles = [
        (
            ROLES[role],
            [permission.label for permission in Permission if permission in ROLES[role].permissions],
        )
        for role in Role
    ]
    return render(request, "website/who_may.html", {"roles": roles})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every section and every editorial page."""
    sections = [
        (heading, [Link(str(label), reverse(name)) for label, name in pages]) for heading, pages in MAP
    ]
    about = [Link(str(_("Contacto")), reverse("website:contact")), *_editorial_pages()]
    about.append(Link(str(_("Quién puede hacer qué")), reverse("website:who_may")))
    return render(request, "website/site_map.html", {"sections": [*sections, (_("Sobre este sitio"), about)]})


def _editorial_pages() -> Iterator[Link]:
    root = SiteRoot.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if root:
        for page in root.get_descendants().live():
            yield Link(page.title, "/" + page.url_path.removeprefix(root.url_path), is_editorial=True)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be indexed, except the staff's desk and searches."""
    lines = [
        "User-agent: *",
        "Disallow: /trabajo/",
        "Disallow: /*buscar/",
        f"Sitemap: {settings.TEQUIO_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of site maps, ten thousand addresses each."""
    return render(request, "website/sitemap_index.xml", {"parts": _parts()}, content_type="application/xml")


@require_safe
def sitemap(request: HttpRequest, part: int) -> HttpResponse:
    """The addresses of what is published, with the date of their last change and their other languages."""
    if part not in _parts():
        raise Http404
    rows = list(_mapped()[(part - 1) * PER_SITEMAP : part * PER_SITEMAP])
    fixed = [reverse(name) for _heading, pages in MAP for _label, name in pages] if part == 1 else []
    own: list[tuple[str, datetime | None]] = [(path, None) for path in ("/", *fixed)]
    urls = dict([*(own if part == 1 else []), *rows])
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    context = {"urls": urls.items(), "others": others}
    return render(request, "website/sitemap.xml", context, content_type="application/xml")


def _parts() -> range:
    """The numbers of the site maps; there is always a first one."""
    return range(1, max(1, -(-_mapped().count() // PER_SITEMAP)) + 1)


def _mapped() -> QuerySet[Record, tuple[str, datetime]]:
    """Path and last change of every record with a page of its own in Spanish."""
    withdrawn = f"/registro/{PageRecord.type_name}/"
    pages = Record.objects.exclude(path__contains="#").exclude(path__startswith=withdrawn)
    for code, _name in settings.LANGUAGES:
        if code != settings.LANGUAGE_CODE:
            pages = pages.exclude(path__startswith=f"/{code}/")
    return pages.order_by("pk").values_list("path", "updated_at")
