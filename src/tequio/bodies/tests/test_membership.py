"""Who sat at the table on any past date."""

import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.bodies import actions
from tequio.bodies.membership import members_on, who_held
from tequio.bodies.models import Appointment, Person
from tequio.bodies.rules import AppointmentKind
from tequio.bodies.tests.world import INSTALLED_ON, World, alternate
from tequio.core.legal import RuleError


@pytest.fixture
def history(world: World) -> World:
    """Two treasurers with a vacant month between them, and an alternate for some weeks of the second."""
    first = actions.appoint(
        seat=world.treasurer,
        by=world.by,
        person=actions.register_person(name="Berta Flores", by=world.by),
        since_on=INSTALLED_ON,
    )
    actions.end_appointment(appointment=first, until_on=date(2023, 3, 31), by=world.by)
    actions.appoint(
        seat=world.treasurer,
        by=world.by,
        person=None,
        since_on=date(2023, 5, 1),
        post_label="Tesorero Municipal",
    )
    alternate(world, world.treasurer, "Celia Tecuapetla", date(2023, 6, 1), until_on=date(2023, 6, 30))
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    return world


@pytest.mark.parametrize(
    ("on", "titular", "alternates"),
    [
        (date(2022, 4, 10), None, []),
        (date(2022, 4, 11), "Berta Flores", []),
        (date(2023, 3, 31), "Berta Flores", []),
        (date(2023, 4, 1), None, []),
        (date(2023, 4, 30), None, []),
        (date(2023, 5, 1), "Nombre no documentado", []),
        (date(2023, 6, 1), "Nombre no documentado", ["Celia Tecuapetla"]),
        (date(2023, 7, 1), "Nombre no documentado", []),
        (date(2024, 10, 14), "Nombre no documentado", []),
        (date(2024, 10, 15), None, []),
    ],
)
def test_treasurer_on_a_past_date(
    history: World, on: date, titular: str | None, alternates: list[str]
) -> None:
    held = who_held(history.treasurer, on)
    assert (held.holder_name if held else None) == titular
    rows = [member for member in members_on(history.body, on) if member.seat == history.treasurer]
    assert [member.titular.holder_name for member in rows if member.titular] == ([titular] if titular else [])
    assert [row.holder_name for member in rows for row in member.alternates] == alternates


def test_no_members_outside_the_integration(history: World) -> None:
    assert members_on(history.body, date(2022, 4, 10)) == []
    assert members_on(history.body, date(2024, 10, 15)) == []
    assert len(members_on(history.body, date(2024, 10, 14))) == 5


def test_members_come_in_the_order_of_the_table(world: World) -> None:
    roles = [member.seat.role for member in members_on(world.body, INSTALLED_ON)]
    assert roles == ["presidency", "secretariat", "vocal", "vocal", "guest"]


def test_members_of_a_draft_are_nobody(world: World) -> None:
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    actions.prepare_integration(
        body=world.body, by=world.by, label="2024–2027", installed_on=date(2025, 4, 20)
    )
    assert members_on(world.body, date(2025, 5, 1)) == []


def test_a_dependencia_goes_by_the_name_it_had_that_day(world: World) -> None:
    actions.rename_organization(
        organization=world.treasury, name="Secretaría de Finanzas", changed_on=date(2023, 1, 1), by=world.by
    )

    def name_on(on: date) -> str:
        rows = members_on(world.body, on)
        return next(member.organization_name for member in rows if member.seat == world.treasurer)

    assert name_on(date(2022, 12, 31)) == "Tesorería Municipal"
    assert name_on(date(2023, 1, 1)) == "Secretaría de Finanzas"


def test_a_seat_added_later_was_not_there_before(world: World) -> None:
    seat = actions.add_seat(
        integration=world.integration,
        by=world.by,
        post=world.comptroller.post,
        role="adviser",
        has_vote=False,
        since_on=date(2023, 1, 1),
    )
    assert seat not in [member.seat for member in members_on(world.body, date(2022, 12, 31))]
    assert seat in [member.seat for member in members_on(world.body, date(2023, 1, 1))]


def test_members_cost_four_queries(history: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):
        rows = members_on(history.body, date(2023, 6, 1))
        [(row.seat.post.organization.name, row.titular and row.titular.holder_name) for row in rows]


offsets = st.integers(0, 60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(offsets, st.none() | offsets), min_size=1, max_size=5))
def test_never_two_titulares_on_one_day(world: World, spans: list[tuple[int, int | None]]) -> None:
    Appointment.objects.filter(seat=world.treasurer)._raw_delete(using="default")
    edges = {INSTALLED_ON}
    for start, length in spans:
        since = INSTALLED_ON + timedelta(days=start)
        until = None if length is None else since + timedelta(days=length)
        with suppress(RuleError):
            actions.appoint(seat=world.treasurer, by=world.by, since_on=since, until_on=until)
        edges |= {since, until or since + timedelta(days=200)}
    assert Appointment.objects.filter(seat=world.treasurer).exists()
    for on in edges:
        titulares = Appointment.objects.in_force(on).filter(
            seat=world.treasurer, kind=AppointmentKind.TITULAR
        )
        assert len(titulares) <= 1
        assert who_held(world.treasurer, on) == titulares.first()


def test_a_person_without_a_name_is_not_a_person(world: World) -> None:
    with pytest.raises(RuleError):
        actions.register_person(name="   ", by=world.by)
    assert not Person.objects.filter(name="").exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_take_the_same_weeks(world: World) -> None:
    """Closed, overlapping periods pass every constraint of the database: only the lock on the seat keeps them apart."""
    ready, outcomes = threading.Barrier(2), []

    def take(first_day: date) -> None:
        try:
            ready.wait()
            actions.appoint(
                seat=world.treasurer, since_on=first_day, until_on=date(2023, 12, 31), by=world.by
            )
            outcomes.append("appointed")
        except RuleError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(date(2023, month, 1),)) for month in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["appointed", "refused"]
