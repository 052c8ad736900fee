"""Plans and commitments from draft to public, and their later amendments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.bodies.models import Body, Organization, Place
from tequio.commitments import permissions, rules
from tequio.commitments.actions.publishing import (
    locked,
    need,
    need_reason,
    publish,
    publish_milestone,
    publish_the_plan,
    refuse_published,
)
from tequio.commitments.models import ActionPlan, Commitment, Partnership
from tequio.core.legal import RuleError, action
from tequio.meetings.models import Agreement
from tequio.register.models import Discarded
from tequio.register.trash import discard

KEY = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
MANY = ("supporting", "places")


@dataclass(frozen=True, kw_only=True)
class PlanData:
    """What an action plan says."""

    slug: str
    title: str
    body: Body
    starts_on: date
    ends_on: date
    summary: str
    agreement: Agreement | None = None
    source_url: str = ""


@dataclass(frozen=True, kw_only=True)
class CommitmentData:
    """What a commitment says; what happens to it later is not here."""

    key: str
    plan: ActionPlan
    title: str
    summary: str
    theme: str
    lead: Organization
    contact_office: str
    starts_on: date
    ends_on: date
    objective: str = ""
    relevance: str = ""
    contribution: str = ""
    actions: str = ""
    problem: str = ""
    baseline: str = ""
    description: str = ""
    how_it_helps: str = ""
    values: Sequence[str] = ()
    potential: str = ""
    budget: Decimal | None = None
    budget_source: str = ""
    goals: Sequence[int] = ()
    supporting: Sequence[Organization] = ()
    places: Sequence[Place] = ()
    contact_phone: str = ""
    agreement: Agreement | None = None


@action
def create_plan(*, data: PlanData, by: User) -> ActionPlan:
    """Start a plan as a draft, unseen by the public."""
    plan = ActionPlan()
    require(permissions.may_change(by, plan))
    _write_plan(plan, data)
    plan.save()
    return plan


@action
def edit_plan(*, plan: ActionPlan, data: PlanData, by: User) -> ActionPlan:
    """Change a draft."""
    require(permissions.may_change(by, plan))
    refuse_published(plan)
    _write_plan(plan, data)
    plan.save()
    return plan


@action
def publish_plan(*, plan: ActionPlan, by: User) -> ActionPlan:
    """Make a draft public."""
    permissions.ensure_publish(by, plan)
    plan.is_published = True
    publish_the_plan(plan, "published", by=by)
    return plan


@action
def amend_plan(*, plan: ActionPlan, data: PlanData, reason: str, by: User) -> ActionPlan:
    """Publish a new version of a public plan, with its reason. Its address stays."""
    permissions.ensure_amend(by, plan)
    reason = need_reason(reason)
    if data.slug != plan.slug:
        raise RuleError(_("La dirección de un plan publicado ya no cambia."), field="slug")
    _write_plan(plan, data)
    publish_the_plan(plan, "amended", by=by, reason=reason)
    return plan


@action
def discard_plan(*, plan: ActionPlan, by: User) -> Discarded:
    """Throw a draft away; its commitments, if it has any, go first."""
    require(permissions.may_change(by, plan))
    refuse_published(plan)
    if plan.commitments.exists():
        raise RuleError(_("El plan tiene compromisos. Descártalos antes, o cámbialos de plan."))
    return discard(plan, by=by)


@action
def create_commitment(*, data: CommitmentData, by: User) -> Commitment:
    """Start a commitment as a draft, unseen by the public."""
    require(permissions.may_draft(by))
    commitment = Commitment()
    _write(commitment, data)
    permissions.ensure_own_lead(by, commitment)
    commitment.first_ends_on = data.ends_on
    commitment.save()
    _link(commitment, data)
    return commitment


@action
def edit_commitment(*, commitment: Commitment, data: CommitmentData, by: User) -> Commitment:
    """Change a draft."""
    commitment = locked(commitment)
    require(permissions.may_change(by, commitment))
    refuse_published(commitment)
    _write(commitment, data)
    permissions.ensure_own_lead(by, commitment)
    commitment.first_ends_on = data.ends_on
    commitment.save()
    _link(commitment, data)
    return commitment


@action
def publish_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """Make a draft public together with its milestones: from now on the first dates are kept for ever."""
    commitment = locked(commitment)
    permissions.ensure_publish(by, commitment)
    _refuse_incomplete(commitment)
    commitment.is_published = True
    publish(commitment, "published", by=by)
    for milestone in commitment.milestones.all():
        milestone.commitment = commitment
        publish_milestone(milestone, "set", by=by)
    return commitment


@action
def discard_commitment(*, commitment: Commitment, by: User) -> Discarded:
    """Throw a draft away, with its milestones. Nothing of it was ever public."""
    commitment = locked(commitment)
    require(permissions.may_change(by, commitment))
    refuse_published(commitment)
    return discard(commitment, by=by, children=commitment.milestones.all())


@action
def amend_commitment(*, commitment: Commitment, data: CommitmentData, reason: str, by: User) -> Commitment:
    """Publish a new version of a public commitment, with its reason. Its key and its end stay as they are."""
    commitment = locked(commitment)
    permissions.ensure_amend(by, commitment)
    reason = need_reason(reason)
    if data.key != commitment.key:
        raise RuleError(_("La clave de un compromiso publicado ya no cambia."), field="key")
    if data.ends_on != commitment.ends_on:
        raise RuleError(_("Para cambiar la fecha final usa “Cambiar la fecha”."), field="ends_on")
    _write(commitment, data)
    _refuse_incomplete(commitment)
    _link(commitment, data)
    publish(commitment, "amended", by=by, reason=reason)
    return commitment


@action
def set_partner(
    *,
    commitment: Commitment,
    organization: Organization,
    partner_duties: str,
    government_duties: str,
    reason: str = "",
    by: User,
) -> Partnership:
    """Add an organisation from society, or change the duties of both sides; a public commitment needs a reason."""
    commitment = locked(commitment)
    require(permissions.may_change(by, commitment))
    missing = _("Escribe las obligaciones de los dos lados.")
    partnership, _created = Partnership.objects.update_or_create(
        commitment=commitment,
        organization=organization,
        defaults={
            "partner_duties": need(partner_duties, "partner_duties", missing),
            "government_duties": need(government_duties, "government_duties", missing),
        },
    )
    if commitment.is_published:
        publish(commitment, "amended", by=by, reason=need_reason(reason))
    return partnership


@action
def drop_partner(*, partnership: Partnership, reason: str = "", by: User) -> Commitment | Discarded:
    """Take an organisation out; of a public commitment, what it had committed to stays in the earlier versions."""
    commitment = locked(partnership.commitment)
    require(permissions.may_change(by, commitment))
    if not commitment.is_published:
        return discard(partnership, by=by)
    partnership.delete()
    publish(commitment, "amended", by=by, reason=need_reason(reason))
    return commitment


def _write_plan(plan: ActionPlan, data: PlanData) -> None:
    _refuse_unordered(data.starts_on, data.ends_on)
    taken = ActionPlan.objects.filter(slug=data.slug).exclude(pk=plan.pk)
    if taken.exists():
        raise RuleError(_("Ya hay un plan con esa dirección. Elige otra."), field="slug")
    plan.with_changes(**{field.name: getattr(data, field.name) for field in fields(data)})


def _write(commitment: Commitment, data: CommitmentData) -> None:
    _refuse_unordered(data.starts_on, data.ends_on)
    if not KEY.fullmatch(data.key):
        raise RuleError(_("Usa mayúsculas, números y guiones: C-2026-03."), field="key")
    if Commitment.objects.filter(key=data.key).exclude(pk=commitment.pk).exists():
        raise RuleError(_("Ya hay un compromiso con esa clave. Elige otra."), field="key")
    if not all(rules.is_goal(number) for number in data.goals):
        raise RuleError(_("Los Objetivos de Desarrollo Sostenible van del 1 al 17."), field="goals")
    if not set(data.values) <= set(rules.Value.values):
        raise RuleError(_("Elige valores de la lista."), field="values")
    simple: dict[str, Any] = {
        field.name: getattr(data, field.name) for field in fields(data) if field.name not in MANY
    }
    commitment.with_changes(**simple | {"values": sorted(data.values), "goals": sorted(data.goals)})


def _link(commitment: Commitment, data: CommitmentData) -> None:
    commitment.supporting.set(data.supporting)
    commitment.places.set(data.places)


def _refuse_unordered(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise RuleError(_("La fecha final debe ser posterior a la inicial."), field="ends_on")


def _refuse_incomplete(commitment: Commitment) -> None:
    if not commitment.plan.is_published:
        raise RuleError(_("Publica primero su plan de acción."), field="plan")
    if not commitment.lead.is_published:
        raise RuleError(_("Publica primero la ficha de la Dependencia."), field="lead")
    for name in ("objective", "relevance", "actions"):
        label = Commitment._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a plain column
        need(getattr(commitment, name), name, _("Falta el apartado “{name}”.").format(name=label))
    if not commitment.milestones.filter(withdrawn_on__isnull=True).exists():
        raise RuleError(_("Agrega al menos un hito con su fecha."))
