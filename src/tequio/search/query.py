"""Reading what people type and finding it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils.safestring import SafeString

from tequio.core import clock
from tequio.search.folding import words
from tequio.search.index import folio
from tequio.search.models import IndexedDocument, ZeroResult
from tequio.search.snippets import snippet
from tequio.search.spelling import correct
from tequio.search.synonyms import Phrase, alternatives, longest

NEWEST = 2_000  # matches that are ranked: the newest ones, so that a common word stays fast
PER_PAGE = 20
MAX_LETTERS = 200
MAX_WORDS = 12
MAX_ZERO_RESULTS = 5_000  # rows; a robot that types nonsense must not fill the disk

Group = tuple[Phrase, ...]

_SQLITE = """
SELECT d.id, d.kind, d.key, d.language, d.section, d."on", m.score
FROM (SELECT rowid AS id, bm25(search_fulltext, 10.0, 1.0) AS score FROM search_fulltext
      WHERE search_fulltext MATCH %s ORDER BY rowid DESC LIMIT %s) m
JOIN search_indexeddocument d ON d.id = m.id
"""
_POSTGRESQL = """
SELECT id, kind, key, language, section, "on", -ts_rank('{0.0, 0.0, 0.1, 1.0}', vector, query, 1)
FROM (SELECT d.*, q.query FROM search_indexeddocument d, (SELECT %s::tsquery AS query) q
      WHERE d.vector @@ q.query ORDER BY d.id DESC LIMIT %s) m
"""


class _Match(NamedTuple):
    id: int
    kind: str
    key: str
    language: str
    section: str
    on: date
    score: float


@dataclass(frozen=True)
class Hit:
    """A document that answers the query, with the words that do so marked."""

    kind: str
    key: str
    title: str
    path: str
    section: str
    on: date
    on_note: str
    language: str
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """A page of hits and how they were found.

    ``corrected`` is the query that was run instead when the typed one found nothing; ``is_partial`` means that no
    document has all the words. ``total`` counts the hits in the chosen section, ``facets`` those of every section.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    facets: list[tuple[str, int]] = field(default_factory=list)
    corrected: str = ""
    is_partial: bool = False
    is_capped: bool = False


def find(text: str, *, section: str = "", page: int = 1, language: str = "es") -> Results:
    """Find *text*: as typed, else corrected, else with any of its words. *language* is preferred among equals."""
    text = text[:MAX_LETTERS]
    groups, corrected, is_partial, matches = _match(text)
    is_capped = len(matches) == NEWEST
    matches = _one_per_record(matches, language)
    facets = Counter(match.section for match in matches).most_common()
    chosen = [match for match in matches if not section or match.section == section]
    chosen.sort(key=lambda match: (match.score, -match.on.toordinal(), -match.id))
    shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    stems = frozenset(stem for group in groups for phrase in group for stem in phrase)
    return Results(
        hits=_hits(shown, stems),
        total=len(chosen),
        facets=facets,
        corrected=corrected if matches else "",
        is_partial=is_partial,
        is_capped=is_capped,
    )


def ranked(text: str) -> list[tuple[str, str]]:
    """Kind and key of every record that answers *text* as :func:`find` understands it, best first."""
    matches = _one_per_record(_match(text[:MAX_LETTERS])[3], "es")
    matches.sort(key=lambda match: (match.score, -match.on.toordinal(), -match.id))
    return [(match.kind, match.key) for match in matches]


def _match(text: str) -> tuple[list[Group], str, bool, list[_Match]]:
    """The query that was run, its correction if any, whether it asked for any of the words, and what it found."""
    groups, corrected, is_partial = parse(text), "", False
    matches = _run(groups, "all")
    if groups and not matches:
        corrected = correct(text)
        if corrected:
            groups = parse(corrected)
            matches = _run(groups, "all")
    if len(groups) > 1 and not matches:
        is_partial, matches = True, _run(groups, "any")
    return groups, corrected, is_partial, matches


def exact_path(text: str) -> str:
    """The page of the one record whose folio is *text*; empty when there is none. A folio has a digit."""
    wanted = folio(text[:MAX_LETTERS])
    if not any(char.isdigit() for char in wanted):
        return ""
    paths = set(IndexedDocument.objects.filter(folio=wanted).values_list("path", flat=True)[:2])
    return paths.pop() if len(paths) == 1 else ""


def count_zero(text: str) -> None:
    """Note that *text* found nothing, for the secretariat; neither who asked nor when in the day."""
    folded = " ".join(word.folded for word in words(text[:MAX_LETTERS]))[:100].strip()
    if not folded:
        return
    today = clock.today()
    row = ZeroResult.objects.filter(text=folded).first()
    if row:
        row.count, row.last_on = row.count + 1, today
        row.save(update_fields=["count", "last_on"])
    elif ZeroResult.objects.count() < MAX_ZERO_RESULTS:
        ZeroResult.objects.get_or_create(text=folded, defaults={"last_on": today})


def parse(text: str) -> list[Group]:
    """The query as groups that must all be found; each group lists the phrases that satisfy it."""
    stems = [word.stem for word in words(text)][:MAX_WORDS]
    groups: list[Group] = []
    position = 0
    while position < len(stems):
        phrase = _known_phrase(stems[position:])
        groups.append((phrase, *alternatives().get(phrase, ())))
        position += len(phrase)
    return list(dict.fromkeys(groups))


def _known_phrase(stems: list[str]) -> Phrase:
    for length in range(min(longest(), len(stems)), 1, -1):
        if tuple(stems[:length]) in alternatives():
            return tuple(stems[:length])
    return (stems[0],)


def _run(groups: list[Group], wanted: str) -> list[_Match]:
    if not groups:
        return []
    is_sqlite = connection.vendor == "sqlite"
    build = _fts5 if is_sqlite else _tsquery
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if is_sqlite else _POSTGRESQL, [build(groups, wanted), NEWEST])
        rows = cursor.fetchall()
    return list(map(_Match._make, rows))


def _fts5(groups: list[Group], wanted: str) -> str:
    # Stems are letters and digits only, so the quotes cannot be left.
    joined = ("(" + " OR ".join('"' + " ".join(phrase) + '"' for phrase in group) + ")" for group in groups)
    return (" AND " if wanted == "all" else " OR ").join(joined)


def _tsquery(groups: list[Group], wanted: str) -> str:
    joined = (
        "(" + " | ".join("(" + " <-> ".join(f"'{stem}'" for stem in phrase) + ")" for phrase in group) + ")"
        for group in groups
    )
    return (" & " if wanted == "all" else " | ").join(joined)


def _one_per_record(matches: list[_Match], language: str) -> list[_Match]:
    """A record and its translations are one result, in the reader's language when that one matches."""
    best: dict[tuple[str, str], _Match] = {}
    for match in matches:
        held = best.get((match.kind, match.key))
        if held is None or (match.language == language, -match.score) > (
            held.language == language,
            -held.score,
        ):
            best[match.kind, match.key] = match
    return list(best.values())


def _hits(matches: list[_Match], stems: frozenset[str]) -> list[Hit]:
    documents = IndexedDocument.objects.defer("title_terms", "body_terms").in_bulk(
        [match.id for match in matches]
    )
    return [
        Hit(
            kind=document.kind,
            key=document.key,
            title=document.title,
            path=document.path,
            section=document.section,
            on=document.on,
            on_note=document.on_note,
            language=document.language,
            snippet=snippet(document.summary, document.text, stems),
        )
        for document in (documents[match.id] for match in matches)
    ]
