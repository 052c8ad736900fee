"""From the models of this room to what it publishes."""

from datetime import date
from typing import Any

from tequio.bodies.models import Organization, Place
from tequio.bodies.records import Reference
from tequio.commitments.models import ActionPlan, Commitment, Milestone, Partnership
from tequio.commitments.records import CommitmentRecord, MilestoneRecord, Partner, PlanRecord
from tequio.register.files import published_file


def plan_record(plan: ActionPlan, *, reason: str = "") -> PlanRecord:
    """The public shape of *plan*."""
    return PlanRecord(
        id=plan.slug,
        name=plan.title,
        body=Reference(id=plan.body.slug, name=plan.body.name),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        about=plan.summary,
        agreement=plan.agreement.folio if plan.agreement else None,
        source_url=plan.source_url or None,
        reason=reason or None,
    )


def commitment_record(
    commitment: Commitment, *, reason: str = "", replaced_ends_on: date | None = None
) -> CommitmentRecord:
    """The public shape of *commitment*."""
    one_line = ("problem", "baseline", "description", "how_it_helps", "contribution", "potential")
    optional = {
        name: getattr(commitment, name) or None for name in (*one_line, "budget_source", "contact_phone")
    }
    return CommitmentRecord(
        id=commitment.key,
        name=commitment.title,
        about=commitment.summary,
        plan=commitment.plan.slug,
        objective=commitment.objective,
        relevance=commitment.relevance,
        actions=commitment.actions,
        values=commitment.values,
        budget_mxn=commitment.budget,
        sdgs=commitment.goals,
        theme=commitment.theme,
        lead=_reference(commitment.lead),
        supporting=[_reference(each) for each in commitment.supporting.all()],
        partners=[_partner(each) for each in commitment.partnerships.select_related("organization")],
        places=[_reference(each) for each in commitment.places.all()],
        contact_office=commitment.contact_office,
        agreement=commitment.agreement.folio if commitment.agreement else None,
        starts_on=commitment.starts_on,
        ends_on=commitment.ends_on,
        first_ends_on=commitment.first_ends_on,
        reason=reason or None,
        replaced_ends_on=replaced_ends_on,
        **optional,
        **_outcome(commitment),
    )


def _outcome(commitment: Commitment) -> dict[str, Any]:
    file = commitment.evidence_file
    return {
        "halted_on": commitment.halted_on,
        "fulfilled_on": commitment.fulfilled_on,
        "evidence": commitment.evidence or None,
        "evidence_url": commitment.evidence_url or None,
        "evidence_file": published_file(file) if file else None,
        "ogp_completion": commitment.completion or None,
        "ogp_completion_note": commitment.completion_note or None,
    }


def milestone_record(
    milestone: Milestone, *, reason: str = "", replaced_due_on: date | None = None
) -> MilestoneRecord:
    """The public shape of *milestone*."""
    return MilestoneRecord(
        id=milestone.key,
        commitment=milestone.commitment.key,
        position=milestone.position,
        name=milestone.title,
        due_on=milestone.due_on,
        first_due_on=milestone.first_due_on,
        done_on=milestone.done_on,
        proof=milestone.proof or None,
        proof_url=milestone.proof_url or None,
        proof_file=published_file(milestone.proof_file) if milestone.proof_file else None,
        verified=milestone.verified,
        withdrawn_on=milestone.withdrawn_on,
        reason=reason or None,
        replaced_due_on=replaced_due_on,
    )


def _reference(thing: Organization | Place) -> Reference:
    return Reference(id=thing.slug, name=thing.name)


def _partner(partnership: Partnership) -> Partner:
    return Partner(
        organization=_reference(partnership.organization),
        partner_duties=partnership.partner_duties,
        government_duties=partnership.government_duties,
    )
