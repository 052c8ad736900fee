"""What a town has registered, written in the template and imported into an empty one, is the same public record."""

from datetime import date
from typing import Any

import pytest

from tequio.accounts.models import User
from tequio.bodies.models import Body
from tequio.core.models import Town
from tequio.importing.models import RowState, State
from tequio.importing.tests.conftest import (
    PublicRecords,
    checked,
    imported,
    make_book,
    problems,
    public_records,
    states,
)
from tequio.meetings.actions import set_meeting_rules
from tequio.meetings.counting import Majority, QuorumFormula
from tequio.register.models import Entry

pytestmark = pytest.mark.django_db

COVERED = {
    "bodies.organization", "bodies.place", "bodies.body", "bodies.integration", "bodies.seat", "meetings.meeting",
    "meetings.vote_event", "meetings.agreement", "commitments.action_plan", "commitments.commitment",
    "commitments.milestone",
}  # fmt: skip
NOT_TOLD = {
    "id", "first_ends_on", "first_due_on", "halted_on", "halt_reason", "reason",
    "change_reason", "replaced_ends_on", "replaced_due_on", "convened_at", "opened_at", "closed_at", "ends_at",
    "quorum",
    "notice_reference", "late_notice_reason", "how_to_attend", "is_retrospective", "source_note", "vote", "point",
    "status", "name_commitment", "withdrawn_on", "partners", "proposer", "method", "majority", "basis", "documents",
    "rescheduled_to", "evidence_url", "position", "former_names",
}  # fmt: skip
"""What the template has no column for: what happened after a promise, and how a session was kept step by step."""

RENAMED = {"Servicios Públicos": "Servicios Urbanos"}
"""The template names an office as it is called today, also in what was published before it changed its name."""


def test_a_small_past_is_published(town: Town, secretary: User, foundation):
    job = imported(make_book(**foundation), secretary)
    assert (job.state, problems(job)) == (State.DONE, [])
    assert states(job) == {RowState.PUBLISHED: 10}
    records = public_records()
    assert records["meetings.agreement", "CGA-2023-ORD-01-01"]["due_on"] == "2023-06-30"
    assert "Ana" not in str(records)


def test_every_act_says_that_it_was_imported_but_not_a_plain_hash(town: Town, secretary: User, foundation):
    job = imported(make_book(**foundation), secretary)
    bodies = [bytes(entry.body).decode() for entry in Entry.objects.all()]
    assert all(job.provenance in body for body in bodies)
    assert not any(job.sha256 in body for body in bodies)


def test_the_same_file_twice_changes_nothing(town: Town, secretary: User, foundation):
    content = make_book(**foundation)
    imported(content, secretary)
    before = Entry.objects.count()
    again = imported(content, secretary)
    assert states(again) == {RowState.SAME: 10}
    assert Entry.objects.count() == before


def test_records_far_apart_in_the_file_find_each_other(town: Town, secretary: User, foundation):
    meeting, agreement = foundation["Sesiones"][1], foundation["Acuerdos"][0]
    foundation["Sesiones"] += [meeting | {"Número": number} for number in range(2, 62)]
    foundation["Acuerdos"] += [agreement | {"Sesión": f"2023 ordinaria {number}"} for number in range(2, 62)]
    job = checked(make_book(**foundation), secretary)
    assert (states(job), problems(job)) == ({RowState.NEW: 130}, [])


def set_rules(by: User) -> None:
    values = {
        "quorum": QuorumFormula.HALF_PLUS_ONE,
        "second_call_quorum": QuorumFormula.WHOEVER_ATTENDS,
        "majority": Majority.PRESENT,
        "basis": "Lineamientos",
    }
    set_meeting_rules(body=Body.objects.commission(), since_on=date(2020, 1, 1), values=values, by=by)


def test_the_example_town_comes_back_the_same(
    town: Town, secretary: User, exported: tuple[bytes, PublicRecords]
):
    content, before = exported
    first = imported(content, secretary)
    assert ("Votaciones!fila 22", "No hay quórum para votar: están 4 y hacen falta 6.") in problems(first)
    set_rules(secretary)
    second = imported(content, secretary)
    assert problems(second) == []
    assert states(second) == {
        RowState.SAME: states(first)[RowState.PUBLISHED],
        RowState.PUBLISHED: states(first)[RowState.REJECTED],
    }
    after = public_records()
    expected = {known for known, data in before.items() if known[0] in COVERED and is_told(known[0], data)}
    assert expected == {known for known in after if known[0] in COVERED}
    different = {known: each for known in expected if (each := differences(before[known], after[known]))}
    assert different == {}, different


def is_told(kind: str, data: dict[str, Any]) -> bool:
    """Whether the template has a row for it: sessions that were held, and steps that were not withdrawn."""
    return kind != "meetings.meeting" or data["status"] == "closed"


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    before, after = told(before), told(after)
    names = before.keys() | after.keys()
    return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def told(value: Any) -> Any:
    """What the template can say of it; empty texts and lists are as good as absent."""
    if isinstance(value, dict):
        return {
            name: told(each) for name, each in value.items() if name not in NOT_TOLD and each not in ("", [])
        }
    if isinstance(value, list):
        return [told(each) for each in value]
    return RENAMED.get(value, value) if isinstance(value, str) else value
