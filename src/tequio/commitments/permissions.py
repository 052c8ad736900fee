"""Who may do what to a plan, a commitment or a milestone, and in which state."""

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.commitments.models import Commitment, Milestone, Publishable


def may_draft(user: User) -> bool:
    """Start a plan or a commitment."""
    return user.may(Permission.COMMITMENT_EDIT)


def may_change(user: User, record: Publishable) -> bool:
    """Change what a plan or commitment says: a draft by whoever writes, a public one by whoever publishes."""
    return user.may(Permission.COMMITMENT_PUBLISH if record.is_published else Permission.COMMITMENT_EDIT)


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
