"""Dependencias and other organizations."""

from datetime import date, timedelta
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, issuer, save_checked
from tequio.bodies.models import Organization, OrganizationName
from tequio.bodies.projections import organization_record
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.register.log import append


class OrganizationFields(TypedDict, total=False):
    name: str
    short_name: str
    kind: str
    parent: Organization | None
    since_on: date | None
    website: str
    phone: str
    source_url: str


@action
def create_organization(*, by: User, **fields: Unpack[OrganizationFields]) -> Organization:
    """Register an organization; it stays a draft until it is published."""
    require(by.may(Permission.ORGANIZATION_EDIT))
    organization = Organization(**fields)
    organization.slug = free_slug(organization.name, Organization.objects.all(), limit=100)
    save_checked(organization)
    return organization


@action
def publish_organization(*, organization: Organization, by: User) -> Organization:
    """Show a draft to everybody."""
    require(by.may(Permission.ORGANIZATION_EDIT))
    if organization.is_published:
        raise RuleError(_("Esta ficha ya está publicada."))
    organization.is_published = True
    save_checked(organization)
    _append(organization, "published", by)
    return organization


@action
def amend_organization(
    *, organization: Organization, by: User, **changes: Unpack[OrganizationFields]
) -> Organization:
    """Correct what was written. A change of name in life is :func:`rename_organization`."""
    require(by.may(Permission.ORGANIZATION_EDIT))
    organization.with_changes(**changes)
    _refuse_circle(organization)
    save_checked(organization)
    _append(organization, "amended", by)
    return organization


@action
def rename_organization(
    *,
    organization: Organization,
    name: str,
    changed_on: date,
    short_name: str = "",
    source_url: str = "",
    by: User,
) -> Organization:
    """Give it the name that it has since *changed_on*; the one before stays in its history."""
    require(by.may(Permission.ORGANIZATION_EDIT))
    latest = organization.former_names.first()
    current_since = latest.until_on + timedelta(days=1) if latest else organization.since_on
    if name == organization.name:
        raise RuleError(_("Escribe un nombre distinto del actual."), field="name")
    if changed_on > clock.today():
        raise RuleError(_("Registra el cambio cuando el nombre nuevo ya esté en vigor."), field="changed_on")
    if current_since and changed_on <= current_since:
        raise RuleError(_("El nombre actual empezó ese día o después. Revisa la fecha."), field="changed_on")
    save_checked(
        OrganizationName(
            organization=organization,
            name=organization.name,
            since_on=current_since,
            until_on=changed_on - timedelta(days=1),
            source_url=source_url,
        )
    )
    save_checked(organization.with_changes(name=name, short_name=short_name))
    _append(organization, "renamed", by)
    return organization


@action
def dissolve_organization(
    *, organization: Organization, until_on: date, successor: Organization | None = None, by: User
) -> Organization:
    """Record its last day and, after a merger or a split, who took over."""
    require(by.may(Permission.ORGANIZATION_EDIT))
    if organization.until_on:
        raise RuleError(_("Ya está registrado cuándo dejó de existir."))
    if successor == organization:
        raise RuleError(_("Una Dependencia no se sucede a sí misma."), field="successor")
    if successor and successor.until_on and successor.until_on <= until_on:
        raise RuleError(_("Elige una organización que exista después de esa fecha."), field="successor")
    save_checked(organization.with_changes(until_on=until_on, successor=successor))
    _append(organization, "dissolved", by)
    return organization


def _refuse_circle(organization: Organization) -> None:
    above = organization.parent
    while above is not None:
        if above == organization:
            raise RuleError(_("Una Dependencia no puede depender de sí misma."), field="parent")
        above = above.parent


def _append(organization: Organization, verb: str, by: User) -> None:
    if organization.is_published:
        append(organization_record(organization), verb, issuer=issuer(), by=by)
