"""Serving the editorial pages: at their path, in every language."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from tequio.website.models import SiteRoot
from tequio.website.models.pages import PublishedPage

RENDITIONS = "images/"
THIRTY_DAYS = 30 * 24 * 60 * 60


@require_safe
def editorial_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page at *path*, in the language of the address; else the Spanish one, saying so."""
    language = get_language() or settings.LANGUAGE_CODE
    page = _live_page(path, language) or _live_page(path, settings.LANGUAGE_CODE)
    if page is None:
        raise Http404
    return page.serve(request)


def _live_page(path: str, language: str) -> PublishedPage | None:
    root = SiteRoot.objects.filter(locale__language_code=language).first()
    if root is None:
        return None
    page = Page.objects.live().filter(url_path=root.url_path + path).specific().first()
    return page if isinstance(page, PublishedPage) else None


@require_safe
def page_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text whose fingerprint the register holds."""
    page = get_object_or_404(Page.objects.live().specific(), pk=pk)
    if not isinstance(page, PublishedPage):
        raise Http404
    return HttpResponse(page.public_text(), content_type="text/plain; charset=utf-8")


@require_safe
def page_image(request: HttpRequest, path: str) -> FileResponse:
    """An image of a page, in the size that the page asked for; originals are never served."""
    name = RENDITIONS + path
    if ".." in path or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name, "rb"))
    response.headers["Cache-Control"] = f"public, max-age={THIRTY_DAYS}"
    return response
