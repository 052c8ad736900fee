"""What a piece of the base legal frame says."""

from dataclasses import dataclass, field
from datetime import date

from tequio.law.rules import Level, TermGroup, TextStatus, Unit


@dataclass(frozen=True)
class BaseNorm:
    """A norm with the articles that the commission's work rests on, as (article, plain summary)."""

    slug: str
    name: str
    short_name: str
    level: Level
    issuer: str
    summary: str
    meaning: str
    gazette: str = ""
    published_on: date | None = None
    last_reform_on: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    official_url: str = ""
    source_url: str = ""
    text_status: TextStatus = TextStatus.READ
    source_note: str = ""
    articles: tuple[tuple[str, str], ...] = ()
    state: str = field(default="", compare=False)
    """Only for towns of this state; empty for all."""


@dataclass(frozen=True)
class BaseTerm:
    """A legal term and the article that sets it; all of these start on the next day."""

    key: str
    name: str
    explanation: str
    group: TermGroup
    amount: int
    norm: str
    article: str
    unit: Unit = Unit.BUSINESS_DAYS
    extension: str = ""
    restarted_by: str = ""
