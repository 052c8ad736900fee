"""Short ways to a norm, a term and a calendar in tests."""

from datetime import date
from typing import Any

from tequio.accounts.models import User
from tequio.law.actions import (
    NewDayOff,
    NewVersion,
    Order,
    create_calendar,
    create_norm,
    create_term,
    publish_norm,
    set_provision,
)
from tequio.law.models import Norm, Provision, Term, WorkCalendar
from tequio.law.rules import DayKind, Level, TermGroup

ORDER = Order("Acuerdo de días inhábiles 2026", "12/2026", date(2026, 1, 15))


def a_draft(by: User, slug: str = "ley-de-prueba", **more: Any) -> Norm:
    fields = {
        "name": "Ley de Prueba",
        "short_name": "LP",
        "level": Level.GENERAL,
        "issuer": "Congreso",
        "summary": "Sirve para probar.",
        "source_note": "Texto de ejemplo.",
        "in_force_from": date(2025, 3, 21),
    }
    return create_norm(by=by, slug=slug, **(fields | more))


def a_norm(by: User, slug: str = "ley-de-prueba", **more: Any) -> Norm:
    return publish_norm(norm=a_draft(by, slug, **more), by=by)


def an_article(by: User, norm: Norm | None = None, article: str = "134") -> Provision:
    return set_provision(norm=norm or a_norm(by), article=article, summary="Fija el plazo.", by=by)


def a_version(
    basis: Provision, amount: int = 20, valid_from: date = date(2025, 3, 21), **more: Any
) -> NewVersion:
    return NewVersion(amount, basis, valid_from, **more)


def a_term(by: User, key: str = "prueba.respuesta", basis: Provision | None = None, **more: Any) -> Term:
    fields = {"name": "Respuesta de prueba", "explanation": "Para responder.", "group": TermGroup.REQUESTS}
    return create_term(version=a_version(basis or an_article(by)), by=by, key=key, **(fields | more))


def a_day(first: date, last: date | None = None, reason: str = "Acuerdo") -> NewDayOff:
    return NewDayOff(first, last or first, reason, DayKind.ORDER, order=ORDER)


def a_calendar(by: User, *days: NewDayOff, **more: Any) -> WorkCalendar:
    fields = {
        "slug": "prueba",
        "name": "Calendario de prueba",
        "authority": "Ayuntamiento de San Prueba",
        "covers_from": date(2026, 1, 1),
        "covers_to": date(2026, 12, 31),
        "is_main": True,
    }
    return create_calendar(days=days, by=by, **(fields | more))
