"""The commission itself and the milestones of its life."""

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, issuer, save_checked
from tequio.bodies.models import Body, BodyEvent, Organization
from tequio.bodies.projections import body_record, event_record
from tequio.bodies.rules import BRIEF_WORDS, count_words
from tequio.core.legal import RuleError, action
from tequio.register.log import append


class Headings(TypedDict, total=False):
    objective: str
    relevance: str
    contribution: str
    actions: str


class BodyFields(Headings, total=False):
    name: str
    short_name: str
    aliases: str
    kind: str
    organization: Organization
    created_on: date | None
    creation_basis: str
    source_url: str
    summary: str


class EventFields(Headings, total=False):
    title: str
    occurred_on: date | None
    occurred_note: str
    documented_on: date | None
    text: str
    source_url: str


@action
def create_body(*, by: User, **fields: Unpack[BodyFields]) -> Body:
    """Register a collegiate body; it stays a draft until it is published."""
    require(by.may(Permission.BODY_EDIT))
    body = Body(**fields)
    short = body.short_name or body.name
    body.slug = free_slug(short, Body.objects.all(), limit=100)
    _check_brief(body)
    save_checked(body)
    return body


@action
def publish_body(*, body: Body, by: User) -> Body:
    """Show the body to everybody."""
    require(by.may(Permission.BODY_EDIT))
    if body.is_published:
        raise RuleError(_("Esta ficha ya está publicada."))
    if not body.organization.is_published:
        raise RuleError(
            _("Primero publica la ficha de la institución a la que pertenece."), field="organization"
        )
    save_checked(body.with_changes(is_published=True))
    append(body_record(body), "published", issuer=issuer(), by=by, basis=body.creation_basis)
    return body


@action
def amend_body(*, body: Body, by: User, **changes: Unpack[BodyFields]) -> Body:
    """Correct or complete what is said of the body."""
    require(by.may(Permission.BODY_EDIT))
    body.with_changes(**changes)
    _check_brief(body)
    save_checked(body)
    if body.is_published:
        _append(body, "amended", by)
    return body


@action
def create_event(*, body: Body, by: User, **fields: Unpack[EventFields]) -> BodyEvent:
    """Write a milestone; it stays a draft until it is published."""
    require(by.may(Permission.BODY_EDIT))
    event = BodyEvent(body=body, **fields)
    event.slug = free_slug(event.title, BodyEvent.objects.all(), limit=100)
    save_checked(event)
    return event


@action
def publish_event(*, event: BodyEvent, by: User) -> BodyEvent:
    """Show the milestone to everybody."""
    require(by.may(Permission.BODY_EDIT))
    if event.is_published:
        raise RuleError(_("Este hecho ya está publicado."))
    if not event.body.is_published:
        raise RuleError(_("Primero publica la ficha de la comisión."))
    save_checked(event.with_changes(is_published=True))
    append(event_record(event), "published", issuer=issuer(), by=by)
    return event


@action
def amend_event(*, event: BodyEvent, by: User, **changes: Unpack[EventFields]) -> BodyEvent:
    """Correct what was written of a milestone."""
    require(by.may(Permission.BODY_EDIT))
    save_checked(event.with_changes(**changes))
    if event.is_published:
        append(event_record(event), "amended", issuer=issuer(), by=by)
    return event


def _check_brief(body: Body) -> None:
    words = count_words(body.summary)
    if words > BRIEF_WORDS:
        raise RuleError(
            _("Tiene %(words)d palabras. Déjalo en %(limit)d o menos.")
            % {"words": words, "limit": BRIEF_WORDS},
            field="summary",
        )


def _append(body: Body, verb: str, by: User) -> None:
    if not body.organization.is_published:
        raise RuleError(
            _("Primero publica la ficha de la institución a la que pertenece."), field="organization"
        )
    append(body_record(body), verb, issuer=issuer(), by=by, basis=body.creation_basis)
