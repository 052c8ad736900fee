"""Milestones: set, moved, proved, checked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.commitments import permissions
from tequio.commitments.actions.publishing import (
    locked,
    locked_milestone,
    need,
    need_reason,
    publish_milestone,
)
from tequio.commitments.models import Commitment, Milestone
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.register.models import Discarded, File
from tequio.register.trash import discard


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What shows that a milestone was reached: always in words, and where it can be seen."""

    text: str
    url: str = ""
    file: File | None = None


@action
def add_milestone(
    *, commitment: Commitment, title: str, due_on: date, reason: str = "", by: User
) -> Milestone:
    """Add a step. On a public commitment it is published at once, with the reason why it was added."""
    commitment = locked(commitment)
    require(permissions.may_change(by, commitment))
    _refuse_fulfilled(commitment)
    _refuse_outside(commitment, due_on)
    last = commitment.milestones.order_by("-position").first()
    milestone = Milestone(
        commitment=commitment,
        position=last.position + 1 if last else 1,
        title=need(title, "title", _("Escribe qué se habrá hecho.")),
        due_on=due_on,
        first_due_on=due_on,
    )
    if commitment.is_published:
        publish_milestone(milestone, "set", by=by, reason=need_reason(reason))
    else:
        milestone.save()
    return milestone


@action
def amend_milestone(
    *, milestone: Milestone, title: str, due_on: date, reason: str = "", by: User
) -> Milestone:
    """Change what it says. The date of a public milestone is only renegotiated."""
    milestone = locked_milestone(milestone)
    commitment = milestone.commitment
    require(permissions.may_change(by, commitment))
    _refuse_fulfilled(commitment)
    _refuse_withdrawn(milestone)
    milestone.title = need(title, "title", _("Escribe qué se habrá hecho."))
    if commitment.is_published:
        if due_on != milestone.due_on:
            raise RuleError(_("Para cambiar la fecha usa “Cambiar la fecha”."), field="due_on")
        publish_milestone(milestone, "amended", by=by, reason=need_reason(reason))
        return milestone
    _refuse_outside(commitment, due_on)
    milestone.with_changes(due_on=due_on, first_due_on=due_on).save()
    return milestone


@action
def renegotiate_milestone(*, milestone: Milestone, due_on: date, reason: str, by: User) -> Milestone:
    """Move its date, with the reason. The first date promised stays visible for ever."""
    milestone = locked_milestone(milestone)
    permissions.ensure_prove(by, milestone)
    reason = need_reason(reason)
    before = milestone.due_on
    if due_on == before:
        raise RuleError(_("Es la misma fecha que ya tiene."), field="due_on")
    if due_on < clock.today():
        raise RuleError(_("La nueva fecha no puede haber pasado."), field="due_on")
    _refuse_outside(milestone.commitment, due_on)
    milestone.due_on = due_on
    publish_milestone(milestone, "renegotiated", by=by, reason=reason, replaced=before)
    return milestone


@action
def mark_milestone_done(*, milestone: Milestone, done_on: date, proof: Proof, by: User) -> Milestone:
    """Publish its proof. It counts as fulfilled once the technical secretariat has checked it."""
    milestone = locked_milestone(milestone)
    permissions.ensure_prove(by, milestone)
    text = need(proof.text, "proof", _("Explica qué prueba que se hizo."))
    if done_on > clock.today():
        raise RuleError(_("Esa fecha todavía no llega."), field="done_on")
    if not proof.url and proof.file is None:
        raise RuleError(
            _("Agrega un enlace o un archivo. Sin prueba no cuenta como hecho."), field="proof_url"
        )
    milestone.with_changes(done_on=done_on, proof=text, proof_url=proof.url, proof_file=proof.file)
    publish_milestone(milestone, "done", by=by)
    return milestone


@action
def verify_milestone(*, milestone: Milestone, by: User) -> Milestone:
    """Say that the proof was checked and shows what it should."""
    milestone = locked_milestone(milestone)
    permissions.ensure_check(by, milestone)
    milestone.verified = True
    publish_milestone(milestone, "verified", by=by)
    return milestone


@action
def return_milestone(*, milestone: Milestone, reason: str, by: User) -> Milestone:
    """Say that the proof does not show it, and why: the milestone is open again."""
    milestone = locked_milestone(milestone)
    permissions.ensure_check(by, milestone)
    reason = need_reason(reason)
    milestone.with_changes(done_on=None, proof="", proof_url="", proof_file=None)
    publish_milestone(milestone, "returned", by=by, reason=reason)
    return milestone


@action
def withdraw_milestone(*, milestone: Milestone, reason: str = "", by: User) -> Commitment | Discarded:
    """Take a step out: of a draft it goes to the trash, of a public commitment it stays, marked, with its reason."""
    milestone = locked_milestone(milestone)
    commitment = milestone.commitment
    require(permissions.may_change(by, commitment))
    _refuse_fulfilled(commitment)
    _refuse_withdrawn(milestone)
    if not commitment.is_published:
        gone = discard(milestone, by=by)
        _renumber(commitment)
        return gone
    reason = need_reason(reason)
    if milestone.done_on is not None:
        raise RuleError(_("Este hito ya tiene prueba publicada: no se retira."))
    milestone.withdrawn_on = clock.today()
    publish_milestone(milestone, "withdrawn", by=by, reason=reason)
    return commitment


def make_room_for(milestone: Milestone) -> None:
    """Those that moved up when it left a draft go down again, the last first; called inside an action."""
    after = Milestone.objects.filter(commitment=milestone.commitment, position__gte=milestone.position)
    for other in after.order_by("-position"):
        other.with_changes(position=other.position + 1).save()


def _renumber(commitment: Commitment) -> None:
    for position, milestone in enumerate(commitment.milestones.order_by("position"), start=1):
        if milestone.position != position:
            milestone.with_changes(position=position).save()


def _refuse_outside(commitment: Commitment, due_on: date) -> None:
    if due_on > commitment.ends_on:
        raise RuleError(_("La fecha del hito es posterior al final del compromiso."), field="due_on")


def _refuse_fulfilled(commitment: Commitment) -> None:
    if commitment.fulfilled_on:
        raise RuleError(_("El compromiso ya está declarado cumplido."))


def _refuse_withdrawn(milestone: Milestone) -> None:
    if milestone.withdrawn_on:
        raise RuleError(_("Este hito ya fue retirado."))
