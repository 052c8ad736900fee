"""How a change of this room reaches the register: saved and appended together."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.commitments.projections import commitment_record, milestone_record, plan_record
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.meetings.models import Agreement
from tequio.register.log import append
from tequio.register.models import File


def publish(
    commitment: Commitment, verb: str, *, by: User, reason: str = "", replaced: date | None = None
) -> None:
    """Save *commitment* and append its next version."""
    commitment.changed_at = clock.now()
    commitment.save()
    append(
        commitment_record(commitment, reason=reason, replaced_ends_on=replaced),
        verb,
        issuer=commitment.plan.body.name,
        by=by,
        basis=_basis(commitment.agreement),
        files=_present(commitment.evidence_file),
    )


def publish_milestone(
    milestone: Milestone, verb: str, *, by: User, reason: str = "", replaced: date | None = None
) -> None:
    """Save *milestone* and append its next version; its commitment changed too."""
    milestone.save()
    commitment = milestone.commitment
    commitment.changed_at = clock.now()
    commitment.save(update_fields=["changed_at"])
    append(
        milestone_record(milestone, reason=reason, replaced_due_on=replaced),
        verb,
        issuer=commitment.plan.body.name,
        by=by,
        basis=_basis(commitment.agreement),
        files=_present(milestone.proof_file),
    )


def publish_the_plan(plan: ActionPlan, verb: str, *, by: User, reason: str = "") -> None:
    """Save *plan* and append its next version."""
    plan.changed_at = clock.now()
    plan.save()
    append(plan_record(plan, reason=reason), verb, issuer=plan.body.name, by=by, basis=_basis(plan.agreement))


def locked(commitment: Commitment) -> Commitment:
    """The commitment as the database has it now, held until the action ends."""
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def locked_milestone(milestone: Milestone) -> Milestone:
    """The milestone as the database has it now, its commitment held until the action ends."""
    fresh = Milestone.objects.get(pk=milestone.pk)
    fresh.commitment = locked(fresh.commitment)
    return fresh


def need(text: str, field: str, message: str) -> str:
    """*text* without blanks around it; refused with *message* when nothing is left."""
    text = text.strip()
    if not text:
        raise RuleError(message, field=field)
    return text


def need_reason(reason: str) -> str:
    """A reason, without which a public record does not change."""
    return need(reason, "reason", _("Escribe el motivo. Se publica junto con el cambio."))


def _basis(agreement: Agreement | None) -> str:
    return _("Acuerdo {folio}").format(folio=agreement.folio) if agreement else ""


def _present(file: File | None) -> Iterable[File]:
    return [file] if file else []


def refuse_published(record: ActionPlan | Commitment) -> None:
    """Refuse to change in silence what is public."""
    if record.is_published:
        raise RuleError(_("Ya es público. Para cambiarlo, publica una nueva versión con su motivo."))
