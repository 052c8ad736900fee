"""What happens to a public commitment: new dates, halts, fulfilment, assessment."""

from datetime import date

from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.commitments import permissions, rules
from tequio.commitments.actions.publishing import locked, need, need_reason, publish
from tequio.commitments.models import Commitment
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.register.models import File


@action
def renegotiate_commitment(*, commitment: Commitment, ends_on: date, reason: str, by: User) -> Commitment:
    """Move the end, with its reason. The first date promised stays visible for ever."""
    commitment = locked(commitment)
    permissions.ensure_follow_up(by, commitment)
    reason = need_reason(reason)
    before = commitment.ends_on
    if ends_on == before:
        raise RuleError(_("Es la misma fecha que ya tiene."), field="ends_on")
    if ends_on < max(clock.today(), commitment.starts_on):
        raise RuleError(_("La nueva fecha no puede haber pasado."), field="ends_on")
    last = commitment.milestones.filter(withdrawn_on__isnull=True).order_by("-due_on").first()
    if last and last.due_on > ends_on:
        raise RuleError(_("El hito {n} vence después de esa fecha.").format(n=last.position), field="ends_on")
    commitment.ends_on = ends_on
    publish(commitment, "renegotiated", by=by, reason=reason, replaced=before)
    return commitment


@action
def halt_commitment(*, commitment: Commitment, reason: str, by: User) -> Commitment:
    """Say in public that nobody is working on it, since today, and why."""
    commitment = locked(commitment)
    permissions.ensure_follow_up(by, commitment)
    reason = need_reason(reason)
    if commitment.halted_on:
        raise RuleError(_("Ya está detenido."))
    commitment.with_changes(halted_on=clock.today(), halt_reason=reason)
    publish(commitment, "halted", by=by, reason=reason)
    return commitment


@action
def resume_commitment(*, commitment: Commitment, reason: str, by: User) -> Commitment:
    """Take a halted commitment up again. Its dates did not stop."""
    commitment = locked(commitment)
    permissions.ensure_follow_up(by, commitment)
    reason = need_reason(reason)
    if not commitment.halted_on:
        raise RuleError(_("No está detenido."))
    commitment.with_changes(halted_on=None, halt_reason="")
    publish(commitment, "resumed", by=by, reason=reason)
    return commitment


@action
def declare_fulfilled(
    *,
    commitment: Commitment,
    evidence: str,
    evidence_url: str = "",
    evidence_file: File | None = None,
    fulfilled_on: date | None = None,
    by: User,
) -> Commitment:
    """Declare it fulfilled: only when the proof of every milestone was checked, and with the proof of the whole.

    *fulfilled_on* is the day on which that was declared, when it was before today.
    """
    commitment = locked(commitment)
    permissions.ensure_assess(by, commitment)
    evidence = need(evidence, "evidence", _("Explica qué prueba que se cumplió."))
    if commitment.fulfilled_on:
        raise RuleError(_("Ya está declarado cumplido."))
    if not rules.is_fulfillable(commitment.facts.milestones):
        raise RuleError(_("Falta revisar la prueba de uno o más hitos."))
    if fulfilled_on and fulfilled_on > clock.today():
        raise RuleError(_("Esa fecha todavía no llega."), field="fulfilled_on")
    commitment.with_changes(
        fulfilled_on=fulfilled_on or clock.today(),
        evidence=evidence,
        evidence_url=evidence_url,
        evidence_file=evidence_file,
        halted_on=None,
        halt_reason="",
    )
    publish(commitment, "fulfilled", by=by)
    return commitment


@action
def reopen_commitment(*, commitment: Commitment, reason: str, by: User) -> Commitment:
    """Take back that it was fulfilled, because the declaration was wrong."""
    commitment = locked(commitment)
    permissions.ensure_assess(by, commitment)
    reason = need_reason(reason)
    if not commitment.fulfilled_on:
        raise RuleError(_("No está declarado cumplido."))
    commitment.with_changes(fulfilled_on=None, evidence="", evidence_url="", evidence_file=None)
    publish(commitment, "reopened", by=by, reason=reason)
    return commitment


@action
def assess_commitment(*, commitment: Commitment, completion: str, note: str, by: User) -> Commitment:
    """Set its level on OGP's completion scale, with the reason."""
    commitment = locked(commitment)
    permissions.ensure_assess(by, commitment)
    note = need(note, "note", _("Explica por qué ese nivel."))
    if completion not in rules.Completion.values:
        raise RuleError(_("Elige un nivel de la lista."), field="completion")
    commitment.with_changes(completion=completion, completion_note=note)
    publish(commitment, "assessed", by=by, reason=note)
    return commitment
