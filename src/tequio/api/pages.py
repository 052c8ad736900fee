"""The page that explains the API to people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What there is, how to ask for it, and what we promise not to break."""
    return render(request, "api/guide.html", {})
