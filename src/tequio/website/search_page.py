"""S16: finding what is published."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.core.languages import localized
from tequio.register.kinds import Section
from tequio.search.models import IndexedDocument, VocabularyWord
from tequio.search.query import MAX_LETTERS, PER_PAGE, Results, count_zero, exact_path, find

# Words that a newcomer may try; only those that the published texts use are offered.
EXAMPLES = ("sesión", "acuerdo", "compromiso", "transparencia", "alumbrado", "parque", "datos", "niñez")
SHOWN_EXAMPLES = 4


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results by GET; a folio goes straight to its page; what found nothing is counted without who asked."""
    text = " ".join(request.GET.get("q", "").split())[:MAX_LETTERS]
    if not text:
        return render(request, "website/search.html", {"examples": examples(), "text": ""})
    path = exact_path(text)
    if path:
        return HttpResponseRedirect(localized(path))
    section = request.GET.get("seccion", "")
    section = section if section in Section.LABELS else ""
    number = _page_number(request)
    results = find(text, section=section, page=number, language=get_language() or "es")
    if not results.total and not section:
        count_zero(text)
    context = {"text": text, "search_text": text, "section": section, "results": results}
    return render(request, "website/search.html", {**context, **_navigation(text, section, number, results)})


def examples() -> list[str]:
    """Words to start with, spelt as published."""
    found = VocabularyWord.objects.filter(shown__in=EXAMPLES).values_list("shown", flat=True)
    return sorted(found, key=EXAMPLES.index)[:SHOWN_EXAMPLES]


def published_count() -> int:
    """How many documents can be found."""
    return IndexedDocument.objects.count()


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    return min(int(number), 1_000) if number.isdecimal() and number != "0" else 1


def _navigation(text: str, section: str, number: int, results: Results) -> dict[str, Any]:
    address = reverse("website:search")
    everything = sum(count for _name, count in results.facets)
    facets = [("", None, everything), *((name, Section.LABELS.get(name), n) for name, n in results.facets)]
    return {
        "facets": [
            (
                label,
                count,
                f"{address}?{urlencode({'q': text, **({'seccion': name} if name else {})})}",
                name == section,
            )
            for name, label, count in facets
        ],
        "page_obj": Paginator(range(results.total), PER_PAGE).get_page(number),
        "corrected_url": f"{address}?{urlencode({'q': results.corrected})}",
    }
