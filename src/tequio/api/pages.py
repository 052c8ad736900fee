"""The page that explains the API to people: made from its own document, so that it never says anything else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tequio.api.machine_urls import api
from tequio.api.parameters import EXPLAINED
from tequio.api.problems import DETAILS, TITLES
from tequio.api.shapes import collections
from tequio.core.licence import LICENCE_TITLE, LICENCE_URL

EXAMPLES = Path(__file__).parent / "examples"
ANYWHERE = "https://ejemplo.gob.mx"
"""Stands for the town's address in the examples."""
SAMPLES: tuple[tuple[Promise | str, str], ...] = (
    (_("Índice"), "/api/v1/"),
    (_("Los diez últimos registros"), "/api/v1/records?limit=10"),
    (_("Acuerdos por cumplir"), "/api/v1/agreements?status=open"),
    (_("Votaciones, con el voto de cada cargo"), "/api/v1/vote-events?limit=10"),
    (_("Los primeros actos del registro"), "/api/v1/entries?limit=10"),
    (_("Documento OpenAPI 3.1"), "/api/v1/openapi.json"),
)
CODE: tuple[tuple[str, str], ...] = (
    ("Google Sheets", "sheets"),
    ("curl", "curl"),
    ("Python", "python"),
    ("R", "r"),
)


@dataclass(frozen=True)
class Operation:
    """One line of the reference."""

    path: str
    summary: str
    description: str
    parameters: list[str]


def example(name: str, site: str) -> str:
    """The code of one example, for the site at an address."""
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").replace(ANYWHERE, site)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What there is, how to ask for it, and what we promise not to break."""
    operations = _operations(api.document(get_language() or settings.LANGUAGE_CODE))
    lists = {f"/api/v1/{name}" for name in collections()}
    shared = set.intersection(*(set(one.parameters) for one in operations if one.path in lists))
    return render(
        request,
        "api/guide.html",
        {
            "samples": SAMPLES,
            "operations": [one for one in operations if one.path not in lists],
            "lists": [
                (one, [name for name in one.parameters if name not in shared])
                for one in operations
                if one.path in lists
            ],
            "shared": [(name, text) for name, text in EXPLAINED.items() if name in shared],
            "examples": [(label, example(name, settings.TEQUIO_URL)) for label, name in CODE],
            "errors": [(status, TITLES[status], DETAILS[status]) for status in TITLES],
            "licence_title": LICENCE_TITLE,
            "licence_url": LICENCE_URL,
        },
    )


def _operations(document: dict[str, Any]) -> list[Operation]:
    return [
        Operation(
            path,
            str(methods["get"]["summary"]),
            str(methods["get"]["description"]),
            [parameter["name"] for parameter in methods["get"]["parameters"]],
        )
        for path, methods in document["paths"].items()
    ]
