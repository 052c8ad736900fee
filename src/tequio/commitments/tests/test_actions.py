"""Each published change has its entry, and a refused one leaves nothing behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tequio.accounts.models import User
from tequio.bodies.rules import OrganizationKind
from tequio.commitments import actions
from tequio.commitments.actions import publishing
from tequio.commitments.models import ActionPlan, Commitment, Milestone, Partnership
from tequio.commitments.rules import MilestoneStatus, Status
from tequio.commitments.tests import makers
from tequio.core.legal import RuleError, SideDoorError
from tequio.core.models import Town
from tequio.register.models import Entry, Record

pytestmark = pytest.mark.usefixtures("clock")  # Tuesday 14 April 2026

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)
WHY = "Así lo pidió la asamblea."


@pytest.fixture
def commitment(town: Town, secretary: User) -> Commitment:
    return makers.make_commitment(secretary, due_on=(JUNE, SEPTEMBER))


@pytest.fixture
def milestone(commitment: Commitment) -> Milestone:
    return commitment.milestones.get(position=1)


def last() -> Entry:
    return Entry.objects.order_by("-index")[0]


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def test_a_draft_leaves_no_trace_in_the_register(town: Town, secretary: User) -> None:
    makers.make_plan(secretary)
    before = Entry.objects.count()
    makers.make_draft(secretary)
    assert Entry.objects.count() == before


def test_publishing_enters_the_commitment_and_each_milestone(commitment: Commitment) -> None:
    kinds = list(Entry.objects.order_by("index").values_list("kind", "subject_id"))
    assert kinds[1:] == [
        ("commitments.commitment.published", "C-2026-01"),
        ("commitments.milestone.set", "C-2026-01-H1"),
        ("commitments.milestone.set", "C-2026-01-H2"),
    ]


def test_the_record_says_what_the_commitment_says(commitment: Commitment) -> None:
    record = Record.objects.get(subject_type="commitments.commitment", subject_id="C-2026-01")
    assert record.title == commitment.title
    assert record.path == commitment.get_absolute_url()
    assert record.data["first_ends_on"] == "2026-12-31"
    assert record.data["lead"] == {"id": "obras", "name": "Dirección de Obras Públicas"}
    milestone = Record.objects.get(subject_id="C-2026-01-H2")
    assert milestone.path == "/compromisos/C-2026-01/#hito-2"


def test_every_act_enters_under_its_verb(
    commitment: Commitment, milestone: Milestone, secretary: User
) -> None:
    by = secretary
    acts: list[tuple[str, Callable[[], Any]]] = [
        (
            "commitment.renegotiated",
            lambda: actions.renegotiate_commitment(
                commitment=commitment, ends_on=date(2027, 1, 31), reason=WHY, by=by
            ),
        ),
        ("commitment.halted", lambda: actions.halt_commitment(commitment=commitment, reason=WHY, by=by)),
        ("commitment.resumed", lambda: actions.resume_commitment(commitment=commitment, reason=WHY, by=by)),
        (
            "milestone.renegotiated",
            lambda: actions.renegotiate_milestone(
                milestone=milestone, due_on=date(2026, 7, 31), reason=WHY, by=by
            ),
        ),
        (
            "milestone.amended",
            lambda: actions.amend_milestone(
                milestone=milestone, title="Otro", due_on=date(2026, 7, 31), reason=WHY, by=by
            ),
        ),
        (
            "milestone.done",
            lambda: makers.prove(milestone, by, done_on=date(2026, 4, 1), verified=False),
        ),
        ("milestone.returned", lambda: actions.return_milestone(milestone=milestone, reason=WHY, by=by)),
        (
            "milestone.done",
            lambda: makers.prove(milestone, by, done_on=date(2026, 4, 2), verified=False),
        ),
        ("milestone.verified", lambda: actions.verify_milestone(milestone=milestone, by=by)),
        (
            "milestone.set",
            lambda: actions.add_milestone(
                commitment=commitment, title="Más", due_on=SEPTEMBER, reason=WHY, by=by
            ),
        ),
        (
            "milestone.withdrawn",
            lambda: actions.withdraw_milestone(
                milestone=commitment.milestones.get(position=3), reason=WHY, by=by
            ),
        ),
        (
            "commitment.assessed",
            lambda: actions.assess_commitment(
                commitment=commitment, completion="limited", note="Falta una parte.", by=by
            ),
        ),
    ]
    for verb, act in acts:
        before = Entry.objects.count()
        act()
        assert last().kind == f"commitments.{verb}"
        assert Entry.objects.count() == before + 1


def test_the_change_is_undone_when_the_register_refuses(
    commitment: Commitment, milestone: Milestone, secretary: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the register is blocked")

    monkeypatch.setattr(publishing, "append", refuse)
    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        actions.halt_commitment(commitment=commitment, reason=WHY, by=secretary)
    with pytest.raises(RuntimeError):
        makers.prove(milestone, secretary, done_on=date(2026, 4, 1))
    with pytest.raises(RuntimeError):
        actions.add_milestone(commitment=commitment, title="Más", due_on=JUNE, reason=WHY, by=secretary)
    assert fresh(commitment).halted_on is None
    assert fresh(milestone).done_on is None
    assert commitment.milestones.count() == 2
    assert Entry.objects.count() == before


def test_nothing_is_saved_outside_an_action(commitment: Commitment, milestone: Milestone) -> None:
    for record in (commitment, milestone, commitment.plan):
        with pytest.raises(SideDoorError):
            record.save()
        with pytest.raises(SideDoorError):
            record.delete()
    with pytest.raises(SideDoorError):
        Commitment.objects.update(fulfilled_on=JUNE)


def test_renegotiating_keeps_the_first_date_for_ever(commitment: Commitment, secretary: User) -> None:
    for ends_on in (date(2027, 3, 31), date(2027, 6, 30)):
        actions.renegotiate_commitment(commitment=commitment, ends_on=ends_on, reason=WHY, by=secretary)
    now = fresh(commitment)
    assert (now.first_ends_on, now.ends_on) == (date(2026, 12, 31), date(2027, 6, 30))
    published = last().record_data()
    assert published["replaced_ends_on"] == "2027-03-31"
    assert published["first_ends_on"] == "2026-12-31"
    assert published["reason"] == WHY


def test_renegotiating_a_milestone_keeps_its_first_date(milestone: Milestone, secretary: User) -> None:
    actions.renegotiate_milestone(milestone=milestone, due_on=SEPTEMBER, reason=WHY, by=secretary)
    assert (fresh(milestone).first_due_on, fresh(milestone).due_on) == (JUNE, SEPTEMBER)
    assert last().record_data()["replaced_due_on"] == "2026-06-30"


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_no_public_change_goes_without_a_reason(
    commitment: Commitment, milestone: Milestone, secretary: User, reason: str
) -> None:
    by = secretary
    before = Entry.objects.count()
    data = makers.commitment_data(by, plan=commitment.plan)
    tries: list[Callable[[], Any]] = [
        lambda: actions.renegotiate_commitment(
            commitment=commitment, ends_on=date(2027, 1, 1), reason=reason, by=by
        ),
        lambda: actions.halt_commitment(commitment=commitment, reason=reason, by=by),
        lambda: actions.amend_commitment(commitment=commitment, data=data, reason=reason, by=by),
        lambda: actions.renegotiate_milestone(milestone=milestone, due_on=SEPTEMBER, reason=reason, by=by),
        lambda: actions.add_milestone(commitment=commitment, title="x", due_on=JUNE, reason=reason, by=by),
        lambda: actions.withdraw_milestone(milestone=milestone, reason=reason, by=by),
    ]
    for attempt in tries:
        with pytest.raises(RuleError) as refused:
            attempt()
        assert refused.value.field == "reason"
    assert Entry.objects.count() == before


def test_amending_does_not_move_the_date_or_the_key(commitment: Commitment, secretary: User) -> None:
    for change, field in (({"ends_on": date(2027, 9, 1)}, "ends_on"), ({"key": "C-X"}, "key")):
        data = makers.commitment_data(secretary, plan=commitment.plan, **change)
        with pytest.raises(RuleError) as refused:
            actions.amend_commitment(commitment=commitment, data=data, reason=WHY, by=secretary)
        assert refused.value.field == field


def test_amending_publishes_the_new_words_with_their_reason(commitment: Commitment, secretary: User) -> None:
    place = makers.make_place()
    data = makers.commitment_data(secretary, plan=commitment.plan, title="Nueve escuelas", places=[place])
    actions.amend_commitment(commitment=commitment, data=data, reason=WHY, by=secretary)
    published = last().record_data()
    assert published["name"] == "Nueve escuelas"
    assert published["places"] == [{"id": "tonantzintla", "name": "Santa María Tonantzintla"}]
    assert published["reason"] == WHY


def test_a_milestone_is_not_done_without_proof(milestone: Milestone, secretary: User) -> None:
    for proof, field in (
        (actions.Proof(text="  ", url="https://example.org"), "proof"),
        (actions.Proof(text="Se hizo"), "proof_url"),
    ):
        with pytest.raises(RuleError) as refused:
            actions.mark_milestone_done(
                milestone=milestone, done_on=date(2026, 4, 1), proof=proof, by=secretary
            )
        assert refused.value.field == field
    assert fresh(milestone).done_on is None


def test_a_milestone_is_not_done_in_the_future(milestone: Milestone, secretary: User) -> None:
    with pytest.raises(RuleError, match="todavía no llega"):
        makers.prove(milestone, secretary, done_on=date(2026, 4, 15))


def test_a_returned_proof_opens_the_milestone_again(milestone: Milestone, secretary: User) -> None:
    makers.prove(milestone, secretary, done_on=date(2026, 4, 1), verified=False)
    actions.return_milestone(milestone=milestone, reason="La foto es de otra escuela.", by=secretary)
    assert fresh(milestone).status == MilestoneStatus.PENDING
    assert last().record_data()["reason"] == "La foto es de otra escuela."


def test_a_checked_proof_is_neither_returned_nor_replaced(milestone: Milestone, secretary: User) -> None:
    makers.prove(milestone, secretary, done_on=date(2026, 4, 1))
    with pytest.raises(RuleError, match="ya se revisó"):
        actions.return_milestone(milestone=milestone, reason=WHY, by=secretary)
    with pytest.raises(RuleError, match="ya tiene su prueba"):
        makers.prove(milestone, secretary, done_on=date(2026, 4, 2))


def test_fulfilled_needs_the_proof_of_every_milestone(commitment: Commitment, secretary: User) -> None:
    one, two = commitment.milestones.all()
    makers.prove(one, secretary, done_on=date(2026, 4, 1))
    makers.prove(two, secretary, done_on=date(2026, 4, 1), verified=False)
    with pytest.raises(RuleError, match="Falta revisar"):
        actions.declare_fulfilled(commitment=commitment, evidence="Ocho rampas", by=secretary)
    actions.verify_milestone(milestone=two, by=secretary)
    with pytest.raises(RuleError) as refused:
        actions.declare_fulfilled(commitment=commitment, evidence=" ", by=secretary)
    assert refused.value.field == "evidence"
    actions.declare_fulfilled(commitment=commitment, evidence="Ocho rampas", by=secretary)
    assert fresh(commitment).status == Status.FULFILLED
    assert last().kind == "commitments.commitment.fulfilled"


def test_a_wrong_declaration_is_taken_back_in_public(commitment: Commitment, secretary: User) -> None:
    for milestone in commitment.milestones.all():
        makers.prove(milestone, secretary, done_on=date(2026, 4, 1))
    actions.declare_fulfilled(commitment=commitment, evidence="Ocho rampas", by=secretary)
    with pytest.raises(RuleError, match="ya está declarado cumplido"):
        actions.halt_commitment(commitment=commitment, reason=WHY, by=secretary)
    actions.reopen_commitment(commitment=commitment, reason="Falta una rampa.", by=secretary)
    assert fresh(commitment).status == Status.IN_PROGRESS
    assert last().record_data()["reason"] == "Falta una rampa."


def test_a_public_milestone_is_withdrawn_and_stays(milestone: Milestone, secretary: User) -> None:
    actions.withdraw_milestone(milestone=milestone, reason=WHY, by=secretary)
    assert fresh(milestone).status == MilestoneStatus.WITHDRAWN
    with pytest.raises(RuleError):
        actions.withdraw_milestone(milestone=milestone, reason=WHY, by=secretary)


def test_a_draft_milestone_disappears_and_the_rest_close_ranks(town: Town, secretary: User) -> None:
    draft = makers.make_draft(secretary, due_on=(JUNE, JUNE, SEPTEMBER))
    actions.withdraw_milestone(milestone=draft.milestones.get(position=2), by=secretary)
    assert list(draft.milestones.values_list("position", "title")) == [(1, "Paso 1"), (2, "Paso 3")]


def test_a_milestone_is_never_after_the_end(
    commitment: Commitment, milestone: Milestone, secretary: User
) -> None:
    after = date(2027, 1, 1)
    with pytest.raises(RuleError):
        actions.add_milestone(commitment=commitment, title="x", due_on=after, reason=WHY, by=secretary)
    with pytest.raises(RuleError):
        actions.renegotiate_milestone(milestone=milestone, due_on=after, reason=WHY, by=secretary)
    with pytest.raises(RuleError) as refused:
        actions.renegotiate_commitment(
            commitment=commitment, ends_on=date(2026, 8, 1), reason=WHY, by=secretary
        )
    assert "hito 2" in str(refused.value.message)


@pytest.mark.parametrize("missing", ["objective", "relevance", "actions"])
def test_publishing_needs_its_headings(town: Town, secretary: User, missing: str) -> None:
    draft = makers.make_draft(secretary, **{missing: ""})
    with pytest.raises(RuleError) as refused:
        actions.publish_commitment(commitment=draft, by=secretary)
    assert refused.value.field == missing
    assert not fresh(draft).is_published


def test_publishing_needs_a_milestone_and_a_public_plan(town: Town, secretary: User) -> None:
    plan = makers.make_plan(secretary, published=False)
    draft = makers.make_draft(secretary, due_on=(JUNE,), plan=plan)
    with pytest.raises(RuleError) as refused:
        actions.publish_commitment(commitment=draft, by=secretary)
    assert refused.value.field == "plan"
    actions.publish_plan(plan=plan, by=secretary)
    actions.withdraw_milestone(milestone=draft.milestones.get(), by=secretary)
    with pytest.raises(RuleError, match="al menos un hito"):
        actions.publish_commitment(commitment=draft, by=secretary)


def test_publishing_needs_an_office_that_the_public_can_look_up(town: Town, secretary: User) -> None:
    hidden = makers.make_office("nueva", "Dirección nueva", is_published=False)
    draft = makers.make_draft(secretary, lead=hidden)
    with pytest.raises(RuleError) as refused:
        actions.publish_commitment(commitment=draft, by=secretary)
    assert refused.value.field == "lead"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "con espacio"}, "key"),
        ({"ends_on": date(2025, 12, 31)}, "ends_on"),
        ({"goals": [0]}, "goals"),
        ({"goals": [18]}, "goals"),
        ({"values": ["amistad"]}, "values"),
    ],
)
def test_a_draft_with_wrong_facts_is_refused_beside_the_field(
    town: Town, secretary: User, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleError) as refused:
        makers.make_draft(secretary, **change)
    assert refused.value.field == field
    assert not Commitment.objects.exists()


def test_a_key_is_used_once(commitment: Commitment, secretary: User) -> None:
    with pytest.raises(RuleError) as refused:
        makers.make_draft(secretary)
    assert refused.value.field == "key"


def test_partners_are_published_with_the_duties_of_both_sides(
    commitment: Commitment, secretary: User
) -> None:
    partner = makers.make_office("udlap", "Universidad", kind=OrganizationKind.UNIVERSITY)
    duties = {"partner_duties": "Medir.", "government_duties": "Dar acceso."}
    with pytest.raises(RuleError) as refused:
        actions.set_partner(
            commitment=commitment, organization=partner, **{**duties, "government_duties": " "}, by=secretary
        )
    assert refused.value.field == "government_duties"
    partnership = actions.set_partner(
        commitment=commitment, organization=partner, **duties, reason=WHY, by=secretary
    )
    assert last().record_data()["partners"] == [
        {"organization": {"id": "udlap", "name": "Universidad"}, **duties}
    ]
    actions.drop_partner(partnership=partnership, reason=WHY, by=secretary)
    assert last().record_data()["partners"] == []
    assert not Partnership.objects.exists()


def test_a_plan_is_amended_with_a_reason_and_keeps_its_address(town: Town, secretary: User) -> None:
    plan = makers.make_plan(secretary)
    said = {
        name: getattr(plan, name) for name in ("slug", "title", "body", "starts_on", "ends_on", "summary")
    }
    data = actions.PlanData(**{**said, "title": "Plan corregido"})
    with pytest.raises(RuleError):
        actions.amend_plan(plan=plan, data=data, reason="", by=secretary)
    moved = actions.PlanData(**{**said, "slug": "otro"})
    with pytest.raises(RuleError) as refused:
        actions.amend_plan(plan=plan, data=moved, reason=WHY, by=secretary)
    assert refused.value.field == "slug"
    actions.amend_plan(plan=plan, data=data, reason=WHY, by=secretary)
    assert last().kind == "commitments.action_plan.amended"
    assert ActionPlan.objects.get().title == "Plan corregido"
