from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.law.models import Provision, Term, TermVersion
from tequio.law.permissions import may_edit_law
from tequio.law.records import TermRecord
from tequio.law.rules import Confidence, Start, Unit, day_before
from tequio.register.log import append


@dataclass(frozen=True)
class NewVersion:
    """How long a term lasts from a date on, and the article that says so."""

    amount: int
    basis: Provision
    valid_from: date
    unit: Unit = Unit.BUSINESS_DAYS
    starts: Start = Start.NEXT_DAY
    moves_if_non_working: bool = True
    confidence: Confidence = Confidence.UNCONFIRMED
    note: str = ""


@action
def create_term(*, version: NewVersion, by: User, **fields: Any) -> Term:
    """Publish a legal term with its first version; *fields* are those of :class:`Term`."""
    require(may_edit_law(by))
    if Term.objects.filter(key=fields["key"]).exists():
        raise RuleError(_("Ya hay un plazo con esa clave. Escribe otra."), field="key")
    return first_publication(version, by, fields)


def first_publication(version: NewVersion, by: User | None, fields: dict[str, Any]) -> Term:
    """Write it and its first entry, inside an action that has already checked who acts."""
    term = Term(**fields)
    term.save()
    _save_version(term, version)
    _append(term, "published", by)
    return term


@action
def edit_term(*, term: Term, by: User, **fields: Any) -> Term:
    """Say a term in other words, or change which terms extend or restart it. Its key never changes."""
    require(may_edit_law(by))
    if fields.get("key", term.key) != term.key:
        raise RuleError(_("La clave ya está en enlaces publicados. No se puede cambiar."), field="key")
    if term in (fields.get("extension"), fields.get("restarted_by")):
        raise RuleError(_("Un plazo no se prorroga ni se reinicia consigo mismo."))
    term.with_changes(**fields).save()
    _append(term, "amended", by)
    return term


@action
def set_term_version(*, term: Term, version: NewVersion, by: User) -> TermVersion:
    """Change how long a term lasts from a date on; the version before it ends the day before.

    What was true stays true: a new version starts after the last one did.
    """
    require(may_edit_law(by))
    newest = term.versions.order_by("-valid_from").first()
    if newest and version.valid_from <= newest.valid_from:
        raise RuleError(
            _("La versión nueva debe empezar después del %(date)s.")
            % {"date": newest.valid_from.strftime("%d/%m/%Y")},
            field="valid_from",
        )
    if newest and newest.valid_to is None:
        newest.valid_to = day_before(version.valid_from)
        newest.save()
    saved = _save_version(term, version)
    _append(term, "amended", by)
    return saved


@action
def confirm_term(*, term: Term, note: str, by: User) -> Term:
    """Record that the office in charge confirmed the newest version; *note* says which office and how."""
    require(may_edit_law(by))
    newest = term.versions.order_by("-valid_from").first()
    if newest is None or newest.confidence == Confidence.CONFIRMED:
        raise RuleError(_("Este plazo ya está confirmado."))
    newest.with_changes(confidence=Confidence.CONFIRMED, note=note).save()
    _append(term, "confirmed", by)
    return term


def _save_version(term: Term, version: NewVersion) -> TermVersion:
    if not version.basis.norm.is_published:
        raise RuleError(_("Publica primero la norma que fija el plazo."), field="basis")
    saved = TermVersion(term=term, **vars(version))
    saved.save()
    return saved


def _append(term: Term, verb: str, by: User | None) -> None:
    newest = term.versions.select_related("basis__norm").latest("valid_from")
    append(TermRecord.of(term), verb, issuer=Town.current().full_name, by=by, basis=str(newest.basis))
