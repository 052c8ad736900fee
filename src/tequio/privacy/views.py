"""The privacy notices, made from the same declarations that the code runs on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.accounts.access import public
from tequio.core.personal_data import INVENTORY


@public
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Every treatment of personal data, in a sentence each."""
    return render(request, "privacy/notices.html", {"holdings": INVENTORY.holdings.values()})


@public
@require_safe
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """The whole notice of one treatment (LGPDPPSO, article 21)."""
    holding = INVENTORY.holdings.get(key)
    if holding is None:
        raise Http404
    return render(request, "privacy/notice.html", {"holding": holding})
