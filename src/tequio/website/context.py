"""What every public page says of the site: its menu, always visible and in words, and its picture when shared."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from tequio.core.languages import localized

MENU: tuple[tuple[Promise | str, str], ...] = (
    (_("La Comisión"), "website:commission"),
    (_("Sesiones"), "meetings:index"),
    (_("Compromisos"), "commitments:board"),
    (_("Marco legal"), "law:index"),
    (_("Datos"), "opendata:index"),
    (_("Verifica"), "register:verify"),
)


# What the footer links to about the site itself: pages that editors write, by slug, and some that make themselves.
FOOTER: tuple[tuple[str, Promise | str], ...] = (
    ("novedades", _("Novedades")),
    ("ayuda", _("Ayuda")),
    ("glosario", _("Glosario")),
    ("contacto", _("Contacto")),
    ("accesibilidad", _("Accesibilidad")),
    ("privacidad", _("Privacidad")),
    ("datos/api", _("Datos para programas")),
    ("mapa-del-sitio", _("Mapa del sitio")),
)
ALWAYS = {"contacto", "datos/api", "mapa-del-sitio", "novedades"}


def footer() -> list[tuple[Promise | str, str]]:
    """Label and address of the pages about the site that exist; asked for only where a footer is drawn."""
    written = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    there = ALWAYS.union(written.filter(slug__in=dict(FOOTER)).values_list("slug", flat=True))
    return [(label, localized(f"/{slug}/")) for slug, label in FOOTER if slug in there]


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: label, address and whether the page belongs to that entry; and the picture of a link to a
    page that has none of its own.
    """

    def entries() -> list[tuple[Promise | str, str, bool]]:
        items = [(label, reverse(name)) for label, name in MENU]
        inside = [url for _label, url in items if request.path.startswith(url)]
        current = max(inside, key=len, default="")
        return [(label, url, url == current) for label, url in items]

    picture = settings.TEQUIO_URL + reverse("site_preview")
    # A template asks twice for the footer: whether there is one, and which.
    return {"menu": entries, "footer_menu": cache(footer), "og_image_url": picture}
