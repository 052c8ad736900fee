import pytest

from tequio.core.models import Town
from tequio.law import seed
from tequio.law.actions import load_base_law

NORMS = {"lgtaip", "lgtaip-2015", "ley-transparencia-puebla", "ley-organica-municipal-puebla", "lga", "lft"}
TERMS = {
    "request.answer",
    "request.extension",
    "request.clarification",
    "request.incompetence",
    "request.payment",
    "appeal.filing",
    "publication.update",
}


@pytest.fixture
def few_laws(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base legal frame, cut down to what the pages' tests read."""
    monkeypatch.setattr(seed, "NORMS", tuple(norm for norm in seed.NORMS if norm.slug in NORMS))
    monkeypatch.setattr(seed, "TERMS", tuple(term for term in seed.TERMS if term.key in TERMS))
    load_base_law()
