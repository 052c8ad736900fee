"""The periods of a body's life, each installed with its seats."""

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, issuer, save_checked
from tequio.bodies.actions.seats import append_seat
from tequio.bodies.models import Body, Integration
from tequio.bodies.projections import integration_record
from tequio.bodies.rules import Period, SeatRole
from tequio.core.legal import RuleError, action
from tequio.register.log import append


class IntegrationFields(TypedDict, total=False):
    label: str
    administration: str
    since_on: date | None
    installed_on: date | None
    installed_note: str
    source_url: str


@action
def prepare_integration(*, body: Body, by: User, **fields: Unpack[IntegrationFields]) -> Integration:
    """Open a draft to set its seats and appointments before it is installed.

    Without *since_on* it counts from the day of its installation.
    """
    require(by.may(Permission.BODY_EDIT))
    integration = Integration(body=body, **fields)
    _count_from_installation(integration)
    integration.slug = free_slug(integration.label, Integration.objects.all(), limit=60)
    _check_dates(integration)
    save_checked(integration)
    return integration


@action
def amend_integration(
    *, integration: Integration, by: User, **changes: Unpack[IntegrationFields]
) -> Integration:
    """Correct what was written of an integration."""
    require(by.may(Permission.BODY_EDIT))
    integration.with_changes(**changes)
    _count_from_installation(integration)
    _check_dates(integration)
    if integration.is_published:
        _refuse_overlap(integration)
    save_checked(integration)
    _append(integration, "amended", by)
    return integration


@action
def install_integration(*, integration: Integration, by: User) -> Integration:
    """Publish the integration and each of its seats, all at once."""
    require(by.may(Permission.BODY_EDIT))
    if integration.is_published:
        raise RuleError(_("Esta integración ya está publicada."))
    if not integration.body.is_published:
        raise RuleError(_("Primero publica la ficha de la comisión."))
    if not integration.seats.filter(role=SeatRole.PRESIDENCY).exists():
        raise RuleError(_("Falta el asiento de la presidencia."))
    if not integration.seats.filter(has_vote=True).exists():
        raise RuleError(_("Ningún asiento tiene voto. Agrega los que lo tienen."))
    _refuse_overlap(integration)
    integration.is_published = True
    save_checked(integration)
    _append(integration, "installed", by)
    for seat in integration.seats.select_related("integration", "post__organization"):
        append_seat(seat, "created", by)
    return integration


@action
def end_integration(*, integration: Integration, ended_on: date, by: User) -> Integration:
    """Record its last day in office; with it end all its seats and appointments."""
    require(by.may(Permission.BODY_EDIT))
    if integration.ended_on:
        raise RuleError(_("Ya está registrado cuándo terminó."))
    integration.ended_on = ended_on
    _check_dates(integration)
    save_checked(integration)
    _append(integration, "ended", by)
    return integration


def _count_from_installation(integration: Integration) -> None:
    if not integration.since_on and integration.installed_on:
        integration.since_on = integration.installed_on


def _check_dates(integration: Integration) -> None:
    if not integration.since_on:
        raise RuleError(_("Escribe desde cuándo consta que está en funciones."), field="since_on")
    if integration.installed_on is None and not integration.installed_note:
        raise RuleError(
            _("Escribe la fecha de instalación o, si no se conoce el día, lo que se sabe."),
            field="installed_on",
        )
    if integration.installed_on and integration.installed_on > integration.since_on:
        raise RuleError(_("Consta en funciones antes de instalarse. Revisa las fechas."), field="since_on")
    if not integration.period.is_in_order():
        raise RuleError(_("La fecha final no puede ser anterior a la inicial."), field="ended_on")


def _refuse_overlap(integration: Integration) -> None:
    others = integration.body.integrations.published().exclude(pk=integration.pk)
    for other in others:
        if integration.period.overlaps(Period(other.since_on, other.ended_on)):
            raise RuleError(
                _("Sus fechas se cruzan con la integración %(label)s. Primero registra cuándo terminó.")
                % {"label": other.label},
                field="since_on",
            )


def _append(integration: Integration, verb: str, by: User) -> None:
    if integration.is_published:
        append(integration_record(integration), verb, issuer=issuer(), by=by)
