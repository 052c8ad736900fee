"""Who may do what to a plan, a commitment or a milestone, and in which state.

``may_…`` says what the desk offers. ``ensure_…`` is what an action asks: it refuses with 403 only whoever lacks the
permission, and says in plain words what the state does not allow.
"""

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.commitments.models import Commitment, Milestone, Publishable
from tequio.core.legal import RuleError


def may_draft(user: User) -> bool:
    """Start a plan or a commitment."""
    return user.may(Permission.COMMITMENT_EDIT)


def may_change(user: User, record: Publishable) -> bool:
    """Change what a plan or commitment says: a draft by whoever writes, a public one by whoever publishes."""
    if record.is_published:
        return user.may(Permission.COMMITMENT_PUBLISH)
    lead = record.lead.slug if isinstance(record, Commitment) else ""
    return user.may_for(Permission.COMMITMENT_EDIT, lead)


def ensure_own_lead(user: User, commitment: Commitment) -> None:
    """Whoever is the liaison of one Dependencia writes the drafts that it leads, and no other's."""
    if not may_change(user, commitment):
        raise RuleError(_("Eres enlace de otra Dependencia. Elige la tuya como responsable."), field="lead")


def may_publish(user: User, record: Publishable) -> bool:
    """Make a draft public."""
    return user.may(Permission.COMMITMENT_PUBLISH) and not record.is_published


def may_follow_up(user: User, commitment: Commitment) -> bool:
    """Change dates, halt, or publish the proof of a milestone: while it is public and not fulfilled."""
    return user.may(Permission.COMMITMENT_PUBLISH) and commitment.is_published and not commitment.fulfilled_on


def may_assess(user: User, commitment: Commitment) -> bool:
    """Check proofs, declare it fulfilled or value its completion: only the technical secretariat."""
    return user.may(Permission.COMMITMENT_ASSESS) and commitment.is_published


def may_prove(user: User, milestone: Milestone) -> bool:
    """Publish the proof of a milestone that has none."""
    is_open = milestone.withdrawn_on is None and milestone.done_on is None
    return may_follow_up(user, milestone.commitment) and is_open


def may_check(user: User, milestone: Milestone) -> bool:
    """Accept or return a proof that nobody has checked."""
    return may_assess(user, milestone.commitment) and milestone.done_on is not None and not milestone.verified


def ensure_publish(user: User, record: Publishable) -> None:
    """Refuse who may not publish, and what is public already."""
    require(user.may(Permission.COMMITMENT_PUBLISH))
    if record.is_published:
        raise RuleError(_("Ya es público. Para cambiarlo, publica una nueva versión con su motivo."))


def ensure_amend(user: User, record: Publishable) -> None:
    """Refuse who may not change what is public, and what is still a draft."""
    require(may_change(user, record))
    _refuse_draft(record)


def ensure_follow_up(user: User, commitment: Commitment) -> None:
    """Refuse who may not follow up, and a commitment that is a draft or already fulfilled."""
    require(user.may(Permission.COMMITMENT_PUBLISH))
    _refuse_draft(commitment)
    if commitment.fulfilled_on:
        raise RuleError(_("El compromiso ya está declarado cumplido."))


def ensure_assess(user: User, commitment: Commitment) -> None:
    """Refuse who may not assess, and a draft."""
    require(user.may(Permission.COMMITMENT_ASSESS))
    _refuse_draft(commitment)


def ensure_prove(user: User, milestone: Milestone) -> None:
    """Refuse who may not follow up, and a milestone that was withdrawn or has its proof already."""
    ensure_follow_up(user, milestone.commitment)
    if milestone.withdrawn_on:
        raise RuleError(_("Este hito ya fue retirado."))
    if milestone.done_on:
        raise RuleError(_("Este hito ya tiene su prueba publicada."))


def ensure_check(user: User, milestone: Milestone) -> None:
    """Refuse who may not assess, and a milestone with no proof to check."""
    ensure_assess(user, milestone.commitment)
    if milestone.done_on is None:
        raise RuleError(_("Este hito todavía no tiene una prueba que revisar."))
    if milestone.verified:
        raise RuleError(_("La prueba de este hito ya se revisó."))


def _refuse_draft(record: Publishable) -> None:
    if not record.is_published:
        raise RuleError(_("Todavía es un borrador. Publícalo primero."))
