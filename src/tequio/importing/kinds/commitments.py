"""Action plans, and commitments with their milestones."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from tequio.commitments import actions
from tequio.commitments.actions import CommitmentData, PlanData, Proof
from tequio.commitments.models import ActionPlan, Commitment, Milestone
from tequio.core.legal import RuleError
from tequio.importing import sheets
from tequio.importing.columns import Sheet
from tequio.importing.keys import folded
from tequio.importing.kinds.base import Kind, Values, Work, blame, only
from tequio.importing.kinds.bodies import body_name
from tequio.importing.plan import Item, Row
from tequio.meetings.models import Agreement

PLAN_FIELDS = ("slug", "title", "starts_on", "ends_on", "summary", "source_url")
SIMPLE = (
    "key", "title", "summary", "theme", "contact_office", "contact_phone", "starts_on", "ends_on", "objective",
    "relevance", "contribution", "actions", "problem", "baseline", "description", "how_it_helps", "values",
    "potential", "budget", "budget_source", "goals",
)  # fmt: skip
OUTCOME = ("fulfilled_on", "evidence", "evidence_url")
ASSESSED = ("completion", "completion_note")


def _agreement(folio: str | None) -> Agreement | None:
    if folio is None:
        return None
    found: Agreement | None = Agreement.objects.filter(folio__iexact=folio).first()
    if found is None:
        raise RuleError(_("No encontramos ese acuerdo. Escribe su folio."), field="agreement")
    return found


def _find_plan(text: str) -> ActionPlan | None:
    found: ActionPlan | None = ActionPlan.objects.filter(slug=folded(text)).first()
    return found


class PlanRecords(Kind):
    sheet = sheets.PLANS

    def find(self, key: str, work: Work) -> ActionPlan | None:
        return _find_plan(key)

    def every(self) -> Iterator[ActionPlan]:
        return iter(ActionPlan.objects.published().select_related("body", "agreement").order_by("starts_on"))

    def label(self, record: ActionPlan) -> str:
        return record.slug

    def current(self, record: ActionPlan) -> Values:
        return {name: getattr(record, name) for name in PLAN_FIELDS} | {
            "body": body_name(record.body),
            "agreement": record.agreement.folio if record.agreement else None,
        }

    def create(self, item: Item, work: Work) -> None:
        if item.main is None:
            return
        with blame(item.main):
            plan = actions.create_plan(data=_plan_data(item.main.values, work), by=work.by)
            actions.publish_plan(plan=plan, by=work.by)

    def amend(self, record: ActionPlan, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            values = {name: value for name, value in self.current(record).items() if value is not None}
            data = _plan_data(values | changes, work)
            actions.amend_plan(plan=record, data=data, reason=work.reason, by=work.by)


def _plan_data(values: Values, work: Work) -> PlanData:
    return PlanData(
        **{name: values[name] for name in PLAN_FIELDS if name in values} | {"slug": folded(values["slug"])},
        body=work.body(values.get("body")),
        agreement=_agreement(values.get("agreement")),
    )


class CommitmentRecords(Kind):
    sheet = sheets.COMMITMENTS
    parts = (sheets.MILESTONES,)

    def find(self, key: str, work: Work) -> Commitment | None:
        found: Commitment | None = Commitment.objects.filter(key__iexact=key).first()
        return found

    def every(self) -> Iterator[Commitment]:
        rows = Commitment.objects.published().select_related("plan", "lead", "agreement")
        return iter(rows.prefetch_related("supporting", "places").order_by("key"))

    def label(self, record: Commitment) -> str:
        return record.key

    def current(self, record: Commitment) -> Values:
        return {name: getattr(record, name) for name in (*SIMPLE, *OUTCOME, *ASSESSED)} | {
            "plan": record.plan.slug,
            "lead": record.lead.name,
            "supporting": [row.name for row in record.supporting.all()],
            "places": [row.name for row in record.places.all()],
            "agreement": record.agreement.folio if record.agreement else None,
        }

    def current_parts(self, record: Commitment) -> Iterator[tuple[Sheet, Values]]:
        names = ("position", "title", "due_on", "done_on", "proof", "proof_url", "verified")
        for milestone in record.milestones.filter(withdrawn_on__isnull=True).order_by("position"):
            values = {name: getattr(milestone, name) for name in names}
            if not milestone.done_on:
                values["verified"] = None
            yield sheets.MILESTONES, {"commitment": record.key} | values

    def create(self, item: Item, work: Work) -> None:
        row = item.main
        if row is None:
            raise RuleError(
                _("Ese compromiso no existe. Agrégalo en la hoja Compromisos."), field="commitment"
            )
        with blame(row):
            made = actions.create_commitment(data=_data(row.values, work), by=work.by)
        steps = sorted(item.of(sheets.MILESTONES), key=lambda part: part.values["position"])
        for number, part in enumerate(steps, start=1):
            with blame(part):
                if part.values["position"] != number:
                    raise RuleError(_("Los hitos se numeran 1, 2, 3… sin saltos."), field="position")
                _add_step(made, part, work)
        with blame(row):
            made = actions.publish_commitment(commitment=made, by=work.by)
        for part in steps:
            _prove(made, part, work)
        if row.get("fulfilled_on"):
            _fulfil(made, row, work)
        if row.get("completion"):
            _assess(made, row, work)

    def amend(self, record: Commitment, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            outcome = {name: changes.pop(name) for name in OUTCOME if name in changes}
            assessed = [changes.pop(name) for name in ASSESSED if name in changes]
            if changes:
                values = {name: value for name, value in self.current(record).items() if value is not None}
                data = _data(values | changes, work)
                actions.amend_commitment(commitment=record, data=data, reason=work.reason, by=work.by)
            if outcome:
                if record.fulfilled_on:
                    only(outcome, set(), row)
                _fulfil(record, row, work)
            if assessed:
                _assess(record, row, work)

    def same_part(self, sheet: Sheet, record: Commitment, row: Row, parts: list[Values]) -> Values | None:
        return next((part for part in parts if part["position"] == row.values["position"]), None)

    def add_part(self, record: Commitment, row: Row, work: Work) -> None:
        with blame(row):
            milestone = _add_step(record, row, work, reason=work.reason)
            if milestone.position != row.values["position"]:
                raise RuleError(_("Los hitos se numeran 1, 2, 3… sin saltos."), field="position")
        _prove(record, row, work)

    def amend_part(self, record: Commitment, changes: Values, row: Row, work: Work) -> None:
        milestone: Milestone = record.milestones.get(position=row.values["position"])
        with blame(row):
            only(changes, {"title", "done_on", "proof", "proof_url", "verified"}, row)
            if "title" in changes:
                actions.amend_milestone(
                    milestone=milestone,
                    title=changes["title"],
                    due_on=milestone.due_on,
                    reason=work.reason,
                    by=work.by,
                )
        _prove(record, row, work)


def _data(values: Values, work: Work) -> CommitmentData:
    known = {field.name for field in fields(CommitmentData)}
    plan = _find_plan(values["plan"])
    if plan is None:
        raise RuleError(_("Ese plan no existe. Agrégalo en la hoja Planes."), field="plan")
    simple: dict[str, Any] = {name: values[name] for name in SIMPLE if name in values and name in known}
    return CommitmentData(
        **simple | {"key": values["key"].upper()},
        plan=plan,
        lead=_present(work.organization(values["lead"])),
        supporting=[_present(work.organization(name)) for name in values.get("supporting", [])],
        places=[_present(work.place(name)) for name in values.get("places", [])],
        agreement=_agreement(values.get("agreement")),
    )


def _present(record: Any) -> Any:
    if not record.is_published:
        raise RuleError(_("“%(name)s” todavía es un borrador. Publícalo primero.") % {"name": record})
    return record


def _add_step(commitment: Commitment, part: Row, work: Work, *, reason: str = "") -> Milestone:
    return actions.add_milestone(
        commitment=commitment,
        title=part.values["title"],
        due_on=part.values["due_on"],
        reason=reason,
        by=work.by,
    )


def _prove(commitment: Commitment, part: Row, work: Work) -> None:
    """Publish the proof of a step that the row calls done, and that it was checked."""
    milestone: Milestone = commitment.milestones.get(position=part.values["position"])
    with blame(part):
        if not part.get("done_on"):
            if part.get("proof") or part.get("proof_url") or part.get("verified"):
                raise RuleError(_("Escribe qué día se hizo, o quita la prueba."), field="done_on")
            return
        if milestone.done_on is None:
            proof = Proof(text=part.get("proof", ""), url=part.get("proof_url", ""))
            milestone = actions.mark_milestone_done(
                milestone=milestone, done_on=part.values["done_on"], proof=proof, by=work.by
            )
        if part.get("verified") and not milestone.verified:
            actions.verify_milestone(milestone=milestone, by=work.by)


def _fulfil(commitment: Commitment, row: Row, work: Work) -> None:
    with blame(row):
        actions.declare_fulfilled(
            commitment=commitment,
            evidence=row.get("evidence", ""),
            evidence_url=row.get("evidence_url", ""),
            fulfilled_on=row.values["fulfilled_on"],
            by=work.by,
        )


def _assess(commitment: Commitment, row: Row, work: Work) -> None:
    with blame(row):
        actions.assess_commitment(
            commitment=commitment,
            completion=row.get("completion", commitment.completion),
            note=row.get("completion_note", ""),
            by=work.by,
        )
