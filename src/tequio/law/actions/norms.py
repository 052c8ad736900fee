from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.law.models import Norm, Provision
from tequio.law.permissions import may_edit_law
from tequio.law.records import NormRecord
from tequio.law.rules import RESERVED_SLUGS, TextStatus
from tequio.register.log import append
from tequio.register.models import Discarded
from tequio.register.trash import discard


@action
def create_norm(*, by: User, **fields: Any) -> Norm:
    """Start a norm; nobody outside sees it until it is published."""
    require(may_edit_law(by))
    if fields["slug"] in RESERVED_SLUGS:
        raise RuleError(_("Esa clave ya la usa otra página. Escribe otra."), field="slug")
    if Norm.objects.filter(slug=fields["slug"]).exists():
        raise RuleError(_("Ya hay una norma con esa clave. Escribe otra."), field="slug")
    norm = Norm(**fields)
    norm.save()
    return norm


@action
def publish_norm(*, norm: Norm, by: User) -> Norm:
    """Make a prepared norm public: its first version enters the register."""
    require(may_edit_law(by))
    if norm.is_published:
        raise RuleError(_("Esta norma ya está publicada."))
    if not norm.summary:
        raise RuleError(_("Escribe primero el resumen en lenguaje claro."), field="summary")
    if norm.text_status == TextStatus.CITED and not norm.source_note:
        raise RuleError(_("Di en la nota qué falta revisar del texto."), field="source_note")
    return first_publication(norm, by)


def first_publication(norm: Norm, by: User | None) -> Norm:
    """Write it and its first entry, inside an action that has already checked who acts."""
    norm.is_published = True
    norm.save()
    _append(norm, "published", by)
    return norm


@action
def discard_norm(*, norm: Norm, by: User) -> Discarded:
    """Throw a norm in preparation away, with its articles."""
    require(may_edit_law(by))
    if norm.is_published:
        raise RuleError(_("Lo publicado no se borra. Registra hasta cuándo estuvo vigente."))
    return discard(norm, by=by)


@action
def edit_norm(*, norm: Norm, by: User, **fields: Any) -> Norm:
    """Change a norm. If it is public, its next version enters the register; giving it a last day abrogates it."""
    require(may_edit_law(by))
    if norm.is_published and fields.get("slug", norm.slug) != norm.slug:
        raise RuleError(_("La clave ya está en enlaces publicados. No se puede cambiar."), field="slug")
    ends = norm.in_force_until is None and fields.get("in_force_until") is not None
    norm.with_changes(**fields).save()
    if norm.is_published:
        _append(norm, "abrogated" if ends else "amended", by)
    return norm


@action
def set_provision(
    *, norm: Norm, article: str, summary: str, by: User, provision: Provision | None = None
) -> Provision:
    """Tell an article of *norm* in plain language, or correct how an earlier one was told."""
    require(may_edit_law(by))
    others = norm.provisions.exclude(pk=provision.pk) if provision else norm.provisions.all()
    if others.filter(article=article).exists():
        raise RuleError(_("Ese artículo ya está en la lista."), field="article")
    if provision is None:
        provision = Provision(norm=norm, position=norm.provisions.count())
    provision.with_changes(article=article, summary=summary).save()
    if norm.is_published:
        _append(norm, "amended", by)
    return provision


def _append(norm: Norm, verb: str, by: User | None) -> None:
    append(NormRecord.of(norm), verb, issuer=Town.current().full_name, by=by)
