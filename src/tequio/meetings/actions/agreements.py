"""Agreements: adopted from an approved motion, followed until fulfilled or closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Organization
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_agreement
from tequio.meetings.models import Agreement, Meeting, Motion
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import AgreementStatus, agreement_folio
from tequio.register.models import File

EDITABLE = frozenset({"title", "text", "responsible", "due_on", "proof"})


@dataclass(frozen=True)
class AgreementDraft:
    """Who must do what, by when, and how anybody will see that it was done."""

    title: str
    text: str
    responsible: Organization
    due_on: date
    proof: str


def next_agreement(meeting: Meeting) -> tuple[int, str]:
    """The number and the folio of the session's next agreement."""
    return agreement_number(meeting, None)


def agreement_number(meeting: Meeting, number: int | None) -> tuple[int, str]:
    """The number and the folio of one of the session's agreements: of the next one, unless its number is known."""
    sequence = number or (meeting.agreements.aggregate(last=Max("sequence"))["last"] or 0) + 1
    initials = meeting.body.short_name or Town.current().commission_short
    return sequence, agreement_folio(initials, meeting.year, meeting.kind, meeting.number, sequence)


@action
def adopt_agreement(*, motion: Motion, draft: AgreementDraft, by: User) -> Agreement:
    """Write down and publish what the body agreed when it approved *motion*."""
    meeting = locked(motion.item.meeting)
    ensure(by, Act.AGREE, meeting)
    event = getattr(motion, "vote_event", None)
    if event is None or not event.is_approved:
        raise RuleError(_("La propuesta no se aprobó. Solo lo aprobado se vuelve acuerdo."))
    if hasattr(motion, "agreement"):
        raise RuleError(_("De esta votación ya salió un acuerdo."))
    if meeting.held_on and draft.due_on < meeting.held_on:
        raise RuleError(_("La fecha límite es anterior a la sesión."), field="due_on")
    sequence, folio = next_agreement(meeting)
    agreement = Agreement(
        folio=folio, meeting=meeting, sequence=sequence, item=motion.item, motion=motion, **vars(draft)
    )
    agreement.save()
    publish_agreement(agreement, "adopted", by)
    return agreement


@action
def amend_agreement(*, agreement: Agreement, changes: dict[str, Any], reason: str, by: User) -> Agreement:
    """Change an agreement that is still open: a new date, another office. The earlier version stays in the register."""
    agreement = _open(agreement, by)
    if unknown := changes.keys() - EDITABLE:
        raise ValueError(f"not editable: {sorted(unknown)}")
    if not reason.strip():
        raise RuleError(_("Escribe por qué cambia. Se publica con el cambio."), field="reason")
    agreement.with_changes(**changes, change_reason=reason.strip())
    agreement.save()
    publish_agreement(agreement, "amended", by)
    return agreement


@action
def fulfil_agreement(
    *, agreement: Agreement, resolution: str, resolved_on: date, by: User, evidence: File | None = None
) -> Agreement:
    """Declare an agreement fulfilled, saying how anybody can check it."""
    return _resolve(agreement, AgreementStatus.FULFILLED, resolution, resolved_on, evidence, by)


@action
def close_agreement(*, agreement: Agreement, resolution: str, resolved_on: date, by: User) -> Agreement:
    """Close an agreement that was not fulfilled, saying why."""
    return _resolve(agreement, AgreementStatus.CLOSED, resolution, resolved_on, None, by)


def _resolve(
    agreement: Agreement, status: AgreementStatus, resolution: str, on: date, evidence: File | None, by: User
) -> Agreement:
    agreement = _open(agreement, by)
    if not resolution.strip():
        raise RuleError(_("Escribe cómo se cumplió o por qué se cierra."), field="resolution")
    if on > clock.today():
        raise RuleError(_("Esa fecha todavía no llega."), field="resolved_on")
    if agreement.meeting.held_on and on < agreement.meeting.held_on:
        raise RuleError(_("Esa fecha es anterior a la sesión que lo adoptó."), field="resolved_on")
    agreement.with_changes(
        status=status, resolution=resolution.strip(), resolved_on=on, evidence=evidence, change_reason=""
    )
    agreement.save()
    publish_agreement(agreement, status, by)
    return agreement


def _open(agreement: Agreement, by: User) -> Agreement:
    require(by.may(Permission.MEETING_RECORD))
    row: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if row.status != AgreementStatus.OPEN:
        raise RuleError(_("Este acuerdo ya se cumplió o se cerró."))
    return row
