from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.core.legal import action
from tequio.core.models import Town
from tequio.law import seed
from tequio.law.actions import calendars, norms, terms
from tequio.law.models import Norm, Provision, Term, WorkCalendar
from tequio.law.permissions import may_edit_law
from tequio.law.rules import DayKind
from tequio.law.seed.shapes import BaseNorm, BaseTerm

MAIN_CALENDAR = "municipio"
TERM_NOTE = "Plazo de la ley general. Por confirmar con la Unidad de Transparencia."
STATE_NOTE = (
    "Plazo de la ley general. No se encontró el texto de la ley estatal del 31 de julio de 2025, que puede fijar "
    "otro. Por confirmar con la Unidad de Transparencia."
)
CALENDAR_NOTE = (
    "Solo tiene los descansos obligatorios del artículo 74 de la Ley Federal del Trabajo. Faltan los acuerdos del "
    "Ayuntamiento y los periodos vacacionales. Por confirmar con la Unidad de Transparencia."
)


BASE_TERMS = {term.key: term for term in seed.TERMS}
STARTS = {norm.slug: norm.in_force_from for norm in seed.NORMS}


@action
def load_base_law(*, by: User | None = None) -> None:
    """Publish the base legal frame: what a town lacks of it, never over what the town already has.

    Run by the console when a town is set up (*by* is ``None``), or by somebody who may edit the legal frame.
    """
    require(by is None or may_edit_law(by))
    town = Town.current()
    for norm in seed.NORMS:
        if norm.state in ("", town.state):
            _load_norm(norm, by)
    note = STATE_NOTE if town.state == "Puebla" else TERM_NOTE
    for term in seed.TERMS:
        _load_term(term, by, note)
    _load_calendar(town, by)


def _load_norm(base: BaseNorm, by: User | None) -> None:
    if Norm.objects.filter(slug=base.slug).exists():
        return
    fields = {key: value for key, value in vars(base).items() if key not in ("articles", "state")}
    norm = Norm(**fields)
    norm.save()
    for position, (article, summary) in enumerate(base.articles):
        Provision(norm=norm, article=article, summary=summary, position=position).save()
    norms.first_publication(norm, by)


def _load_term(base: BaseTerm, by: User | None, note: str) -> Term | None:
    """The term; left out when the town no longer has the article that it rests on."""
    existing = Term.objects.filter(key=base.key).first()
    basis = Provision.objects.filter(norm__slug=base.norm, article=base.article).first()
    starts = STARTS[base.norm]
    if existing or basis is None or starts is None:
        return existing
    others = {
        name: _load_term(BASE_TERMS[key], by, note)
        for name, key in (("extension", base.extension), ("restarted_by", base.restarted_by))
        if key
    }
    return terms.first_publication(
        terms.NewVersion(base.amount, basis, starts, base.unit, note=note),
        by,
        {
            "key": base.key,
            "name": base.name,
            "explanation": base.explanation,
            "group": base.group,
            "position": seed.TERMS.index(base),
            **others,
        },
    )


def _load_calendar(town: Town, by: User | None) -> None:
    if WorkCalendar.objects.filter(is_main=True).exists():
        return
    basis = Provision.objects.filter(norm__slug="lft", article="74").first()
    if basis is None:
        return
    first, last = seed.COVERS
    calendars.first_publication(
        [calendars.NewDayOff(day, day, reason, DayKind.REST, basis) for day, reason in seed.LFT_74_DAYS],
        by,
        {
            "slug": MAIN_CALENDAR,
            "name": f"Días inhábiles del {town.full_name}",
            "authority": town.full_name,
            "covers_from": first,
            "covers_to": last,
            "is_main": True,
            "notes": CALENDAR_NOTE,
        },
    )
