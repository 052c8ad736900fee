"""The menu of every public page: always visible, in words, and only what there is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from tequio.website.links import localized

MENU: tuple[tuple[Promise | str, str], ...] = (
    (_("La Comisión"), "website:commission"),
    (_("Compromisos"), "commitments:board"),
    (_("Marco legal"), "law:index"),
    (_("Novedades"), "register:news"),
    (_("Verifica"), "register:verify"),
)


# The pages about the site itself, in the order of the footer; each appears once somebody publishes it.
FOOTER = ("ayuda", "glosario", "contacto", "accesibilidad", "privacidad", "mapa-del-sitio")


def footer() -> list[tuple[str, str]]:
    """Label and address of the published pages about the site; asked for only where a footer is drawn."""
    spanish = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, slug__in=FOOTER)
    titles = dict(spanish.values_list("slug", "title"))
    return [(titles[slug], localized(f"/{slug}/")) for slug in FOOTER if slug in titles]


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: label, address and whether the page belongs to that entry."""

    def entries() -> list[tuple[Promise | str, str, bool]]:
        items = [(label, reverse(name)) for label, name in MENU]
        inside = [url for _label, url in items if request.path.startswith(url)]
        current = max(inside, key=len, default="")
        return [(label, url, url == current) for label, url in items]

    return {"menu": entries, "footer_menu": footer}
