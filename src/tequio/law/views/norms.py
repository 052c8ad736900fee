from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tequio.core import clock
from tequio.law.listings import chosen, norms_listing, norms_of, terms_listing, terms_of
from tequio.law.models import Norm, Term, TermVersion
from tequio.law.rules import Level, TermGroup
from tequio.register.models import Record

PAGE_SIZE = 50


def register_record(type_name: str, key: str) -> Record | None:
    """What the register says of a page's subject: when it last changed, and where its proof is."""
    return Record.objects.filter(subject_type=type_name, subject_id=key).defer("data").first()


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """The asked page of a list, under the name that the pagination reads."""
    return {"page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every norm by level, those in force first, and the doors to terms, days off and calculator."""
    today = clock.today()
    level = chosen(request, "nivel", Level)
    context = page_of(request, norms_of(level))
    context |= {"levels": Level.choices, "level": level, "today": today, "listing": norms_listing(request)}
    return render(request, "law/index.html", context)


@require_safe
def norm(request: HttpRequest, slug: str) -> HttpResponse:
    """One norm in plain language, with the articles that count here and the terms that rest on them."""
    norms = Norm.objects.published().prefetch_related("provisions")
    row = get_object_or_404(norms.select_related("issuer_organization"), slug=slug)
    context = norm_context(row) | {"register_record": register_record("law.norm", row.slug)}
    return render(request, "law/norm.html", context)


def norm_context(row: Norm) -> dict[str, Any]:
    """What the page of a norm says of it, published or in preview."""
    today = clock.today()
    versions = TermVersion.objects.on(today).filter(basis__norm=row).select_related("term", "basis__norm")
    return {
        "norm": row,
        "is_in_force": row.is_in_force(today),
        "versions": versions.order_by("term__position"),
    }


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every legal term with its length today, its basis and whether it was confirmed."""
    group = chosen(request, "tema", TermGroup)
    context = page_of(request, terms_of(group))
    context |= {"groups": TermGroup.choices, "group": group, "listing": terms_listing(request)}
    return render(request, "law/terms.html", context)


@require_safe
def term(request: HttpRequest, key: str) -> HttpResponse:
    """One legal term: how it is counted, the article that says so, and every length that it has had."""
    row = get_object_or_404(Term.objects.select_related("extension", "restarted_by"), key=key)
    versions = list(row.versions.select_related("basis__norm").order_by("-valid_from"))
    today = clock.today()
    context = {
        "term": row,
        "versions": versions,
        "current": next((version for version in versions if version.holds_on(today)), None),
        "register_record": register_record("law.term", row.key),
    }
    return render(request, "law/term.html", context)
