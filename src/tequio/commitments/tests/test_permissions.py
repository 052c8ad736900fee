"""Who may do what, as one table of roles × states."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tequio.accounts.models import User
from tequio.accounts.roles import ROLES, Permission, Role
from tequio.commitments import actions, permissions
from tequio.commitments.models import Commitment
from tequio.commitments.tests import makers
from tequio.core.legal import RuleError
from tequio.core.models import Town
from tequio.register.models import Entry

pytestmark = pytest.mark.usefixtures("clock")  # Tuesday 14 April 2026

STATES = ("draft", "public", "halted", "fulfilled")
# Predicate → the states in which whoever holds its permission may do it.
TABLE = {
    "may_publish": ("draft",),
    "may_follow_up": ("public", "halted"),
    "may_assess": ("public", "halted", "fulfilled"),
}
NEEDS = {
    "may_publish": Permission.COMMITMENT_PUBLISH,
    "may_follow_up": Permission.COMMITMENT_PUBLISH,
    "may_assess": Permission.COMMITMENT_ASSESS,
}


@pytest.fixture
def in_state(town: Town, secretary: User) -> Callable[[str], Commitment]:
    def make(state: str) -> Commitment:
        draft = makers.make_draft(secretary)
        if state == "draft":
            return draft
        commitment = actions.publish_commitment(commitment=draft, by=secretary)
        if state == "halted":
            return actions.halt_commitment(commitment=commitment, reason="Falta el permiso.", by=secretary)
        if state == "fulfilled":
            makers.prove(commitment.milestones.get(), secretary, done_on=date(2026, 4, 1))
            return actions.declare_fulfilled(commitment=commitment, evidence="Acta", by=secretary)
        return commitment

    return make


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [*Role, None])
def test_each_role_may_what_the_table_says(
    in_state: Callable[[str], Commitment], make_user: Callable[..., User], role: Role | None, state: str
) -> None:
    commitment = in_state(state)
    user = make_user(*([role] if role else []), username="alguien")
    held = ROLES[role].permissions if role else frozenset()
    for predicate, states in TABLE.items():
        expected = NEEDS[predicate] in held and state in states
        assert getattr(permissions, predicate)(user, commitment) == expected, predicate
    needed = Permission.COMMITMENT_EDIT if state == "draft" else Permission.COMMITMENT_PUBLISH
    assert permissions.may_change(user, commitment) == (needed in held)
    assert permissions.may_draft(user) == (Permission.COMMITMENT_EDIT in held)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARIAT])
def test_no_other_role_gets_through_an_action(
    in_state: Callable[[str], Commitment], make_user: Callable[..., User], role: Role
) -> None:
    commitment = in_state("public")
    milestone = commitment.milestones.get()
    by, why = make_user(role), "Porque sí."
    before = Entry.objects.count()
    data = makers.commitment_data(by, plan=commitment.plan)
    tries = [
        lambda: actions.amend_commitment(commitment=commitment, data=data, reason=why, by=by),
        lambda: actions.renegotiate_commitment(
            commitment=commitment, ends_on=date(2027, 1, 1), reason=why, by=by
        ),
        lambda: actions.halt_commitment(commitment=commitment, reason=why, by=by),
        lambda: actions.declare_fulfilled(commitment=commitment, evidence=why, by=by),
        lambda: actions.assess_commitment(commitment=commitment, completion="complete", note=why, by=by),
        lambda: actions.add_milestone(
            commitment=commitment, title="x", due_on=date(2026, 9, 1), reason=why, by=by
        ),
        lambda: makers.prove(milestone, by, done_on=date(2026, 4, 1)),
        lambda: actions.withdraw_milestone(milestone=milestone, reason=why, by=by),
    ]
    if Permission.COMMITMENT_EDIT not in ROLES[role].permissions:
        tries.append(lambda: actions.create_commitment(data=data, by=by))
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Entry.objects.count() == before


def test_who_delivers_a_proof_need_not_be_who_checks_it(
    in_state: Callable[[str], Commitment], make_user: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    milestone = in_state("public").milestones.get()
    by = make_user(username="enlace")
    by.__dict__["permissions"] = frozenset({Permission.COMMITMENT_PUBLISH})
    makers.prove(milestone, by, done_on=date(2026, 4, 1), verified=False)
    with pytest.raises(PermissionDenied):
        actions.verify_milestone(milestone=milestone, by=by)


OUT_OF_ITS_MOMENT = {
    "publish_commitment": ("public", "Ya es público"),
    "halt_commitment": ("draft", "Todavía es un borrador"),
    "resume_commitment": ("fulfilled", "ya está declarado cumplido"),
    "reopen_commitment": ("draft", "Todavía es un borrador"),
    "verify_milestone": ("public", "todavía no tiene una prueba"),
    "return_milestone": ("fulfilled", "ya se revisó"),
}


@pytest.mark.parametrize("name", OUT_OF_ITS_MOMENT)
def test_what_the_state_does_not_allow_is_said_and_only_who_is_refused(
    in_state: Callable[[str], Commitment], make_user: Callable[..., User], secretary: User, name: str
) -> None:
    state, words = OUT_OF_ITS_MOMENT[name]
    commitment = in_state(state)
    about = {"milestone": commitment.milestones.get()} if "milestone" in name else {"commitment": commitment}
    why = {} if name in ("publish_commitment", "verify_milestone") else {"reason": "Porque sí."}
    with pytest.raises(RuleError, match=words):
        getattr(actions, name)(**about, **why, by=secretary)
    with pytest.raises(PermissionDenied):
        getattr(actions, name)(**about, **why, by=make_user(Role.VOCAL))


def test_liaison_writes_only_what_their_own_dependencia_leads(
    town: Town, secretary: User, make_user: Callable[..., User]
) -> None:
    draft = makers.make_draft(secretary)
    user = make_user(Role.LIAISON)
    user.role_assignments.update(scope=draft.lead.slug)
    own, other = User.objects.get(pk=user.pk), make_user(Role.LIAISON, username="otra")
    other.role_assignments.update(scope="otra-dependencia")
    other = User.objects.get(pk=other.pk)
    assert permissions.may_change(own, draft)
    assert not permissions.may_change(other, draft)
    assert not permissions.may_change(own, draft.plan)
    assert makers.make_draft(own, key="C-2026-02", lead=draft.lead, plan=draft.plan).pk
    with pytest.raises(RuleError, match="Eres enlace de otra Dependencia"):
        makers.make_draft(other, key="C-2026-03", lead=draft.lead, plan=draft.plan)
    with pytest.raises(PermissionDenied):
        actions.edit_commitment(
            commitment=draft, data=makers.commitment_data(secretary, lead=draft.lead), by=other
        )
