"""What of a plan or a commitment that is still a draft can be thrown away and brought back."""

from django.urls import reverse

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.commitments import permissions
from tequio.commitments.actions.milestones import make_room_for
from tequio.commitments.actions.publishing import refuse_published
from tequio.commitments.models import ActionPlan, Commitment, Milestone, Partnership
from tequio.register.trash import Recoverable, recoverable


def _url(commitment: Commitment) -> str:
    return reverse("commitments:desk_commitment", args=[commitment.key])


def _ensure_part(user: User, part: Milestone | Partnership) -> None:
    require(permissions.may_change(user, part.commitment))
    refuse_published(part.commitment)


def _ensure_draft(user: User, _record: ActionPlan | Commitment) -> None:
    require(permissions.may_draft(user))


_EDIT = Permission.COMMITMENT_EDIT
recoverable(Commitment, Recoverable(_EDIT, _ensure_draft, _url))
recoverable(
    ActionPlan,
    Recoverable(_EDIT, _ensure_draft, lambda plan: reverse("commitments:desk_plan", args=[plan.slug])),
)
recoverable(Partnership, Recoverable(_EDIT, _ensure_part, lambda part: _url(part.commitment)))
recoverable(Milestone, Recoverable(_EDIT, _ensure_part, lambda part: _url(part.commitment), make_room_for))
