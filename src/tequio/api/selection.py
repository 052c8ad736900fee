"""From a checked question to a page of records."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from tequio.api import cursors
from tequio.api.parameters import RecordQuery
from tequio.register.models import Record
from tequio.search.query import ranked

ORGANIZATION = ("data__organization__id", "data__lead__id", "data__responsible_id")
"""Where the kinds keep who answers for a record."""
BODY = ("data__body__id", "data__body")
NEVER = date(1, 1, 1)
"""Stands for a date that is not known: last when the newest come first, first when the oldest do."""
DEFAULT, RELEVANCE = "-published", "relevance"
# Every order ends in a column that no two rows share, so that a page never repeats nor skips a row.
ORDERS = {"published": ("pk",), "updated": ("entry_id",), "occurred": ("known_on", "pk")}


@dataclass(frozen=True)
class Page:
    """The rows of a page, how many there are in all, and the cursor after the last one ("" when it is the end)."""

    rows: list[Record]
    total: int
    cursor: str


def select(path: str, query: RecordQuery, *, kind: str = "", coded: frozenset[str] = frozenset()) -> Page:
    """The page that was asked for; raises :class:`~tequio.api.cursors.BadCursorError`.

    *kind* keeps to one kind of record; *coded* are its fields that may be asked for by their code.
    """
    asked = cursors.question(path, query.model_dump(exclude={"limit", "cursor"}))
    after = cursors.read(query.cursor, asked) if query.cursor is not None else None
    found = ranked(query.q) if query.q else None
    rows = _filtered(query, kind or getattr(query, "type", None) or "", coded)
    if found is not None:
        rows = rows.filter(_among(found))
    if found is not None and (query.sort or RELEVANCE) == RELEVANCE:
        return _by_relevance(rows, found, query.limit, asked, after)
    return _in_order(rows, query, asked, after)


def _filtered(query: RecordQuery, kind: str, coded: frozenset[str]) -> QuerySet[Record]:
    rows = Record.objects.select_related("entry").defer("entry__body", "entry__detached", "entry__leaf_hash")
    wanted: dict[str, Any] = {
        "subject_type": kind or None,
        "section": query.section,
        "occurred_on__gte": query.occurred_from,
        "occurred_on__lte": query.occurred_to,
        "updated_at__gte": query.updated_since,
        **{f"data__{name}": getattr(query, name) for name in coded},
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    if query.organization is not None:
        rows = rows.filter(_any_of(ORGANIZATION, query.organization))
    if query.body is not None:
        rows = rows.filter(_any_of(BODY, query.body))
    if query.place is not None:
        rows = _of_place(rows, query.place)
    return rows


def _any_of(paths: tuple[str, ...], value: str) -> Q:
    chosen = Q()
    for path in paths:
        chosen |= Q(**{path: value})
    return chosen


def _of_place(rows: QuerySet[Record], key: str) -> QuerySet[Record]:
    """SQLite cannot look inside a list, so both databases look for the key in its text; a key holds no quotes."""
    rows = rows.annotate(place_list=Cast(KT("data__places"), TextField()))
    return rows.filter(Q(place_list__contains=f'"id":"{key}"') | Q(place_list__contains=f'"id": "{key}"'))


def _among(found: list[tuple[str, str]]) -> Q:
    keys = defaultdict(list)
    for kind, key in found:
        keys[kind].append(key)
    chosen = Q(pk__in=[])
    for kind, known in keys.items():
        chosen |= Q(subject_type=kind, subject_id__in=known)
    return chosen


def _in_order(rows: QuerySet[Record], query: RecordQuery, asked: str, after: list[Any] | None) -> Page:
    sort = query.sort if query.sort not in (None, RELEVANCE) else DEFAULT
    columns, descends = ORDERS[sort.removeprefix("-")], sort.startswith("-")
    total = rows.count()
    if "known_on" in columns:
        rows = rows.annotate(known_on=Coalesce("occurred_on", Value(NEVER)))
    if after is not None:
        rows = rows.filter(_beyond(columns, after, descends))
    ordered = rows.order_by(*(f"-{name}" if descends else name for name in columns))
    shown = list(ordered[: query.limit + 1])
    cursor = ""
    if len(shown) > query.limit:
        last = shown[query.limit - 1]
        cursor = cursors.write(asked, [_plain(getattr(last, name)) for name in columns])
    return Page(shown[: query.limit], total, cursor)


def _beyond(columns: tuple[str, ...], key: list[Any], descends: bool) -> Q:
    """The rows after *key*: beyond in the first column, or the same there and beyond in the next."""
    comparison = "lt" if descends else "gt"
    beyond, same = Q(), Q()
    for name, value in zip(columns, key, strict=True):
        beyond |= same & Q(**{f"{name}__{comparison}": value})
        same &= Q(**{name: value})
    return beyond


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _by_relevance(
    rows: QuerySet[Record], found: list[tuple[str, str]], limit: int, asked: str, after: list[Any] | None
) -> Page:
    keys = {(kind, key): pk for pk, kind, key in rows.values_list("pk", "subject_type", "subject_id")}
    order = [keys[name] for name in found if name in keys]
    start = 0
    if after is not None:
        last, place = after
        start = order.index(last) + 1 if last in order else place
    chosen = order[start : start + limit]
    by_key = rows.in_bulk(chosen)
    more = len(order) > start + limit
    cursor = cursors.write(asked, [chosen[-1], start + limit]) if more and chosen else ""
    return Page([by_key[pk] for pk in chosen if pk in by_key], len(order), cursor)
