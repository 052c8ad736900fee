"""Each write and its entry of the register: both or neither."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError

from tequio.bodies import actions
from tequio.bodies.actions import bodies, integrations, organizations, places, seats
from tequio.bodies.models import (
    Appointment,
    Body,
    BodyEvent,
    Integration,
    Organization,
    OrganizationName,
    Person,
    Place,
    Post,
    Seat,
)
from tequio.bodies.tests.world import INSTALLED_ON, World, alternate, make_draft, make_organization
from tequio.core.legal import LegalModel, SideDoorError
from tequio.register.models import Entry


def kinds() -> list[str]:
    return list(Entry.objects.order_by("index").values_list("kind", flat=True))


# --- drafts and publication -----------------------------------------------------------------------------------


def test_a_draft_leaves_no_entry_and_publishing_it_leaves_one(town, secretary) -> None:
    draft = actions.create_organization(name="Sindicatura Municipal", by=secretary)
    assert kinds() == []
    actions.publish_organization(organization=draft, by=secretary)
    assert kinds() == ["bodies.organization.published"]


def test_installing_enters_the_integration_and_every_seat(world: World) -> None:
    assert kinds()[-6:] == ["bodies.integration.installed"] + ["bodies.seat.created"] * 5


def test_seats_of_a_draft_integration_leave_no_entry(world: World) -> None:
    size = Entry.objects.count()
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))
    seat = actions.add_seat(
        integration=draft, by=world.by, post=world.presidency.post, role="presidency", has_vote=True
    )
    actions.appoint(seat=seat, by=world.by, since_on=date(2025, 4, 20))
    assert Entry.objects.count() == size


Act = Callable[[World], object]
ACTS: dict[str, tuple[Act, list[str]]] = {
    "publish organization": (
        lambda w: make_organization(w.by, "Sindicatura Municipal"),
        ["bodies.organization.published"],
    ),
    "amend organization": (
        lambda w: actions.amend_organization(organization=w.treasury, by=w.by, phone="222 403 7000"),
        ["bodies.organization.amended"],
    ),
    "rename organization": (
        lambda w: actions.rename_organization(
            organization=w.treasury, name="Secretaría de Finanzas", changed_on=date(2024, 10, 15), by=w.by
        ),
        ["bodies.organization.renamed"],
    ),
    "dissolve organization": (
        lambda w: actions.dissolve_organization(
            organization=w.treasury, until_on=date(2024, 10, 14), by=w.by
        ),
        ["bodies.organization.dissolved"],
    ),
    "amend body": (
        lambda w: actions.amend_body(body=w.body, by=w.by, objective="Otro objetivo."),
        ["bodies.body.amended"],
    ),
    "publish event": (
        lambda w: actions.publish_event(
            event=actions.create_event(
                body=w.body, by=w.by, title="Se creó la comisión", occurred_on=date(2022, 1, 14)
            ),
            by=w.by,
        ),
        ["bodies.event.published"],
    ),
    "amend integration": (
        lambda w: actions.amend_integration(integration=w.integration, by=w.by, administration="2021–2024"),
        ["bodies.integration.amended"],
    ),
    "end integration": (
        lambda w: actions.end_integration(integration=w.integration, ended_on=date(2024, 10, 14), by=w.by),
        ["bodies.integration.ended"],
    ),
    "add seat": (
        lambda w: actions.add_seat(
            integration=w.integration, by=w.by, post=w.guest.post, role="adviser", has_vote=False
        ),
        ["bodies.seat.created"],
    ),
    "amend seat": (
        lambda w: actions.amend_seat(seat=w.secretariat, by=w.by, has_vote=True),
        ["bodies.seat.amended"],
    ),
    "end seat": (
        lambda w: actions.end_seat(seat=w.guest, until_on=date(2023, 1, 31), by=w.by),
        ["bodies.seat.ended"],
    ),
    "appoint": (
        lambda w: actions.appoint(seat=w.treasurer, by=w.by, since_on=INSTALLED_ON),
        ["bodies.seat.appointed"],
    ),
    "accredit an alternate": (
        lambda w: alternate(w, w.treasurer, "Celia Tecuapetla", INSTALLED_ON),
        ["bodies.seat.accredited"],
    ),
    "amend appointment": (
        lambda w: actions.amend_appointment(appointment=w.president, by=w.by, instrument="Constancia"),
        ["bodies.seat.amended"],
    ),
    "end appointment": (
        lambda w: actions.end_appointment(appointment=w.president, until_on=date(2023, 1, 31), by=w.by),
        ["bodies.seat.vacated"],
    ),
    "amend post": (
        lambda w: actions.amend_post(post=w.treasurer.post, by=w.by, label="Tesorero Municipal"),
        ["bodies.seat.amended"],
    ),
    "correct person": (
        lambda w: actions.correct_person(person=w.president.person, name="Edelmira Cuautli", by=w.by),
        ["bodies.seat.amended"],
    ),
    "erase person": (
        lambda w: actions.erase_person(person=w.president.person, by=w.by),
        ["bodies.seat.name_withdrawn"],
    ),
    "publish place": (
        lambda w: actions.publish_place(
            place=actions.create_place(name="Tonantzintla", kind="junta_auxiliar", by=w.by), by=w.by
        ),
        ["bodies.place.published"],
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_enters_the_register(world: World, name: str) -> None:
    act, expected = ACTS[name]
    before = kinds()
    act(world)
    assert kinds() == before + expected


MODELS = (
    Organization,
    OrganizationName,
    Person,
    Post,
    Body,
    BodyEvent,
    Integration,
    Seat,
    Appointment,
    Place,
)
PREPARED_BY_ANOTHER_ACT = {"publish organization", "publish event", "publish place", "accredit an alternate"}
SINGLE_ACTS = sorted(set(ACTS) - PREPARED_BY_ANOTHER_ACT)


def everything() -> dict[str, list[tuple]]:
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in MODELS}


def refuse(*_args: object, **_kwargs: object) -> None:
    raise DatabaseError("disk full")


def break_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bodies, integrations, organizations, places, seats):
        monkeypatch.setattr(module, "append", refuse)


@pytest.mark.parametrize("name", SINGLE_ACTS)
def test_nothing_is_written_when_the_register_fails(world: World, name: str, monkeypatch) -> None:
    before = everything()
    break_the_register(monkeypatch)
    with pytest.raises(DatabaseError):
        ACTS[name][0](world)
    assert everything() == before


@pytest.mark.parametrize("name", sorted(PREPARED_BY_ANOTHER_ACT - {"accredit an alternate"}))
def test_a_draft_stays_a_draft_when_the_register_fails(world: World, name: str, monkeypatch) -> None:
    break_the_register(monkeypatch)
    with pytest.raises(DatabaseError):
        ACTS[name][0](world)
    model = {"publish organization": Organization, "publish event": BodyEvent, "publish place": Place}[name]
    assert model.objects.latest("pk").is_published is False


@pytest.mark.parametrize("name", sorted(ACTS))
def test_no_entry_is_left_when_the_write_fails(world: World, name: str, monkeypatch) -> None:
    before = kinds()
    monkeypatch.setattr(LegalModel, "save", refuse)
    with pytest.raises(DatabaseError):
        ACTS[name][0](world)
    assert kinds() == before


def test_an_installation_that_fails_halfway_leaves_no_entry(world: World, monkeypatch) -> None:
    """Installing writes many entries; the last seat's refusal takes all of them back, and the installation too."""
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))
    for seat in (world.presidency, world.treasurer):
        actions.add_seat(integration=draft, by=world.by, post=seat.post, role=seat.role, has_vote=True)
    before, real, calls = kinds(), seats.append, []

    def fail_on_the_second(*args: object, **kwargs: object) -> Entry:
        calls.append(args)
        if len(calls) == 2:
            raise DatabaseError("disk full")
        return real(*args, **kwargs)

    monkeypatch.setattr(seats, "append", fail_on_the_second)
    with pytest.raises(DatabaseError):
        actions.install_integration(integration=draft, by=world.by)
    assert kinds() == before
    assert not Integration.objects.get(pk=draft.pk).is_published


def test_nothing_changes_outside_an_action(world: World) -> None:
    with pytest.raises(SideDoorError):
        world.treasury.save()
    with pytest.raises(SideDoorError):
        Seat.objects.filter(pk=world.guest.pk).update(has_vote=True)
    with pytest.raises(SideDoorError):
        Appointment.objects.all().delete()
