"""What the rules allow and refuse, and what each act says in public."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tequio.accounts.roles import ROLES, Permission, Role
from tequio.bodies import actions
from tequio.bodies.models import Appointment, Person, Seat
from tequio.bodies.rules import AppointmentKind, name_commitment
from tequio.bodies.tests.world import INSTALLED_ON, World, make_draft, make_organization
from tequio.core.legal import RuleError
from tequio.core.legal import action as legal_action
from tequio.register.models import Entry, Record


def public(kind: str, subject: str) -> dict:
    return Record.objects.get(subject_type=kind, subject_id=subject).data


def seat_data(seat: Seat) -> dict:
    return public("bodies.seat", f"{seat.integration.slug}.{seat.slug}")


# --- organizations --------------------------------------------------------------------------------------------


def test_renaming_keeps_the_row_and_its_former_name(world: World) -> None:
    renamed = actions.rename_organization(
        organization=world.treasury, name="Secretaría de Finanzas", changed_on=date(2024, 10, 15), by=world.by
    )
    assert renamed.pk == world.treasury.pk
    assert renamed.name_on(date(2024, 10, 14)) == "Tesorería Municipal"
    assert renamed.name_on(date(2024, 10, 15)) == "Secretaría de Finanzas"
    assert public("bodies.organization", "tesoreria-municipal")["former_names"] == [
        {"name": "Tesorería Municipal", "since_on": "2018-10-15", "until_on": "2024-10-14"}
    ]


def test_former_names_follow_one_another_without_a_gap(world: World) -> None:
    for name, day in (("Finanzas", date(2021, 1, 1)), ("Secretaría de Finanzas", date(2024, 1, 1))):
        actions.rename_organization(organization=world.treasury, name=name, changed_on=day, by=world.by)
    spans = [
        (row.name, row.since_on, row.until_on) for row in world.treasury.former_names.order_by("until_on")
    ]
    assert spans == [
        ("Tesorería Municipal", date(2018, 10, 15), date(2020, 12, 31)),
        ("Finanzas", date(2021, 1, 1), date(2023, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("name", "day", "field"),
    [
        ("Tesorería Municipal", date(2024, 1, 1), "name"),
        ("Finanzas", date(2018, 10, 15), "changed_on"),
        ("Finanzas", date(2099, 1, 1), "changed_on"),
    ],
)
def test_a_rename_that_cannot_be_is_refused(world: World, name: str, day: date, field: str) -> None:
    with pytest.raises(RuleError) as refused:
        actions.rename_organization(organization=world.treasury, name=name, changed_on=day, by=world.by)
    assert refused.value.field == field


def test_two_dependencias_merge_into_one(world: World) -> None:
    one, other = (make_organization(world.by, name) for name in ("Turismo", "Cultura"))
    heir = make_organization(world.by, "Secretaría de Cultura y Turismo", since_on=date(2024, 10, 15))
    for organization in (one, other):
        actions.dissolve_organization(
            organization=organization, until_on=date(2024, 10, 14), successor=heir, by=world.by
        )
    assert set(heir.predecessors.all()) == {one, other}
    assert public("bodies.organization", "turismo")["successor"] == {
        "id": "secretaria-de-cultura-y-turismo",
        "name": "Secretaría de Cultura y Turismo",
    }


def test_an_organization_ends_once_after_it_began_and_not_into_itself(world: World) -> None:
    def dissolve(until_on: date, successor: object = None) -> None:
        actions.dissolve_organization(
            organization=world.treasury, until_on=until_on, successor=successor, by=world.by
        )

    with pytest.raises(RuleError, match="anterior"):
        dissolve(date(2017, 1, 1))
    world.treasury.refresh_from_db()
    with pytest.raises(RuleError, match="sí misma"):
        dissolve(date(2024, 1, 1), world.treasury)
    dissolve(date(2024, 1, 1))
    with pytest.raises(RuleError, match="dejó de existir"):
        dissolve(date(2024, 2, 1))


def test_no_dependencia_depends_on_itself_through_others(world: World) -> None:
    below = make_organization(world.by, "Ingresos", parent=world.treasury)
    with pytest.raises(RuleError, match="sí misma"):
        actions.amend_organization(organization=world.treasury, parent=below, by=world.by)


def test_an_unpublished_parent_stays_out_of_the_record(world: World) -> None:
    draft = actions.create_organization(name="Secretaría en preparación", by=world.by)
    make_organization(world.by, "Ingresos", parent=draft)
    assert "parent" not in public("bodies.organization", "ingresos")


def test_two_organizations_of_the_same_name_get_different_keys(world: World) -> None:
    assert [make_organization(world.by, "Obras Públicas").slug for _turn in range(3)] == [
        "obras-publicas",
        "obras-publicas-2",
        "obras-publicas-3",
    ]


# --- integrations and seats -----------------------------------------------------------------------------------


def test_there_is_one_commission(world: World) -> None:
    with pytest.raises(RuleError, match="ya tiene su comisión"):
        actions.create_body(name="Otra comisión", organization=world.town_hall, by=world.by)


def test_in_brief_has_sixty_words_at_most(world: World) -> None:
    actions.amend_body(body=world.body, summary="palabra " * 60, by=world.by)
    with pytest.raises(RuleError, match="61") as refused:
        actions.amend_body(body=world.body, summary="palabra " * 61, by=world.by)
    assert refused.value.field == "summary"


def test_an_installation_without_an_exact_day_says_what_is_known(world: World) -> None:
    with pytest.raises(RuleError) as refused:
        actions.prepare_integration(body=world.body, label="X", since_on=date(2025, 4, 20), by=world.by)
    assert refused.value.field == "installed_on"
    draft = actions.prepare_integration(
        body=world.body,
        label="2024–2027",
        since_on=date(2025, 4, 20),
        installed_note="abril de 2025; día exacto no documentado",
        by=world.by,
    )
    assert (draft.installed_on, draft.since_on) == (None, date(2025, 4, 20))


def test_an_integration_needs_a_presidency_and_a_vote_and_the_one_before_ended(world: World) -> None:
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))

    def install() -> None:
        actions.install_integration(integration=draft, by=world.by)

    with pytest.raises(RuleError, match="presidencia"):
        install()
    chair = actions.add_seat(
        integration=draft, post=world.presidency.post, role="presidency", has_vote=False, by=world.by
    )
    with pytest.raises(RuleError, match="voto"):
        install()
    actions.amend_seat(seat=chair, has_vote=True, by=world.by)
    with pytest.raises(RuleError, match="2021–2024"):
        install()
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    install()
    with pytest.raises(RuleError, match="ya está publicada"):
        install()


@pytest.mark.parametrize("role", ["guest", "adviser"])
def test_voice_only_seats_cannot_be_given_a_vote(world: World, role: str) -> None:
    with pytest.raises(RuleError, match="no voto"):
        actions.add_seat(
            integration=world.integration, post=world.guest.post, role=role, has_vote=True, by=world.by
        )


def test_there_is_one_presidency(world: World) -> None:
    with pytest.raises(RuleError, match="ya tiene presidencia"):
        actions.add_seat(
            integration=world.integration,
            post=world.guest.post,
            role="presidency",
            has_vote=True,
            by=world.by,
        )


def test_a_published_seat_is_never_thrown_away_and_a_draft_one_may(world: World) -> None:
    with pytest.raises(RuleError, match="no se borra"):
        actions.discard_seat(seat=world.guest, by=world.by)
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))
    seat = actions.add_seat(
        integration=draft, post=world.guest.post, role="guest", has_vote=False, by=world.by
    )
    actions.appoint(seat=seat, since_on=date(2025, 4, 20), by=world.by)
    actions.discard_seat(seat=seat, by=world.by)
    assert not draft.seats.exists()


# --- appointments ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2022, 4, 10), None, "since_on"),  # before the integration
        (date(2022, 5, 1), date(2022, 4, 30), "until_on"),  # backwards
        (date(2022, 5, 1), date(2030, 1, 1), "until_on"),  # past the integration's end
    ],
)
def test_an_appointment_fits_its_integration(
    world: World, since: date, until: date | None, field: str
) -> None:
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    world.treasurer.refresh_from_db()
    with pytest.raises(RuleError) as refused:
        actions.appoint(seat=world.treasurer, since_on=since, until_on=until, by=world.by)
    assert refused.value.field == field


def test_an_appointment_fits_its_seat(world: World) -> None:
    actions.end_seat(seat=world.guest, until_on=date(2023, 1, 31), by=world.by)
    with pytest.raises(RuleError, match="no existía"):
        actions.appoint(seat=world.guest, since_on=date(2023, 2, 1), by=world.by)


def test_alternates_are_accredited_in_writing(world: World) -> None:
    with pytest.raises(RuleError, match="por escrito"):
        actions.appoint(
            seat=world.treasurer, kind=AppointmentKind.ALTERNATE, since_on=INSTALLED_ON, by=world.by
        )


def test_nobody_holds_a_seat_twice_at_once(world: World) -> None:
    with pytest.raises(RuleError, match="ya ocupa"):
        actions.appoint(
            seat=world.presidency,
            person=world.president.person,
            kind=AppointmentKind.ALTERNATE,
            instrument="Oficio 1",
            since_on=date(2023, 1, 1),
            by=world.by,
        )


def test_the_database_itself_refuses_a_second_open_titular(world: World) -> None:
    @legal_action
    def side_step() -> None:
        Appointment(seat=world.presidency, since_on=date(2023, 1, 1)).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        side_step()


def test_an_appointment_ends_once(world: World) -> None:
    actions.end_appointment(appointment=world.president, until_on=date(2023, 1, 1), by=world.by)
    with pytest.raises(RuleError, match="cuándo terminó"):
        actions.end_appointment(appointment=world.president, until_on=date(2023, 1, 2), by=world.by)


# --- names ----------------------------------------------------------------------------------------------------


def test_a_seat_commits_to_the_name_and_never_says_it(world: World) -> None:
    person = world.president.person
    holder = seat_data(world.presidency)["holders"][0]
    assert holder["name_commitment"] == name_commitment("Edelmira Cuautle", bytes(person.salt))
    for entry in Entry.objects.all():
        assert b"Edelmira" not in bytes(entry.body)


def test_erasing_a_name_leaves_the_entries_and_takes_the_name_out_of_the_rest(world: World) -> None:
    person, entries = (
        world.president.person,
        list(Entry.objects.order_by("index").values_list("body", flat=True)),
    )
    actions.erase_person(person=person, by=world.by)
    kept = Person.objects.get(pk=person.pk)
    assert (kept.name, kept.salt, str(kept)) == ("", None, "Nombre retirado a petición")
    assert list(Entry.objects.order_by("index").values_list("body", flat=True))[: len(entries)] == entries
    assert "name_commitment" not in seat_data(world.presidency)["holders"][0]
    assert "Edelmira" not in json.dumps(list(Person.objects.values_list("slug", "name")))


def test_an_erased_name_does_not_come_back(world: World) -> None:
    person = actions.erase_person(person=world.president.person, by=world.by)
    with pytest.raises(RuleError):
        actions.erase_person(person=person, by=world.by)
    with pytest.raises(RuleError):
        actions.correct_person(person=person, name="Edelmira Cuautle", by=world.by)
    with pytest.raises(RuleError):
        actions.appoint(seat=world.treasurer, person=person, since_on=INSTALLED_ON, by=world.by)


def test_correcting_a_name_changes_salt_and_commitment(world: World) -> None:
    before = seat_data(world.presidency)["holders"][0]["name_commitment"]
    person = actions.correct_person(person=world.president.person, name="Edelmira Cuautli", by=world.by)
    after = seat_data(world.presidency)["holders"][0]["name_commitment"]
    assert after != before
    assert after == name_commitment("Edelmira Cuautli", bytes(person.salt))


# --- who may --------------------------------------------------------------------------------------------------

BY_PERMISSION = {
    Permission.ORGANIZATION_EDIT: {
        "create_organization": lambda w, by: actions.create_organization(name="Obras", by=by),
        "publish_organization": lambda w, by: actions.publish_organization(organization=w.town_hall, by=by),
        "amend_organization": lambda w, by: actions.amend_organization(
            organization=w.treasury, phone="1", by=by
        ),
        "rename_organization": lambda w, by: actions.rename_organization(
            organization=w.treasury, name="Finanzas", changed_on=date(2023, 1, 1), by=by
        ),
        "dissolve_organization": lambda w, by: actions.dissolve_organization(
            organization=w.treasury, until_on=date(2023, 1, 1), by=by
        ),
    },
    Permission.PLACE_EDIT: {
        "create_place": lambda w, by: actions.create_place(name="Centro", kind="cabecera", by=by),
        "publish_place": lambda w, by: actions.publish_place(
            place=actions.create_place(name="Centro", kind="cabecera", by=w.by), by=by
        ),
        "amend_place": lambda w, by: actions.amend_place(
            place=actions.create_place(name="Centro", kind="cabecera", by=w.by), notes="X", by=by
        ),
    },
    Permission.BODY_EDIT: {
        "create_body": lambda w, by: actions.create_body(
            name="Comité", kind="committee", organization=w.town_hall, by=by
        ),
        "publish_body": lambda w, by: actions.publish_body(body=w.body, by=by),
        "amend_body": lambda w, by: actions.amend_body(body=w.body, objective="X", by=by),
        "create_event": lambda w, by: actions.create_event(
            body=w.body, title="X", occurred_on=date(2022, 1, 14), by=by
        ),
        "publish_event": lambda w, by: actions.publish_event(
            event=actions.create_event(body=w.body, title="X", occurred_on=date(2022, 1, 14), by=w.by), by=by
        ),
        "amend_event": lambda w, by: actions.amend_event(
            event=actions.create_event(body=w.body, title="X", occurred_on=date(2022, 1, 14), by=w.by),
            text="Y",
            by=by,
        ),
        "prepare_integration": lambda w, by: make_draft(by, w.body, "2024–2027", date(2025, 4, 20)),
        "amend_integration": lambda w, by: actions.amend_integration(
            integration=w.integration, administration="X", by=by
        ),
        "install_integration": lambda w, by: actions.install_integration(integration=w.integration, by=by),
        "end_integration": lambda w, by: actions.end_integration(
            integration=w.integration, ended_on=date(2024, 10, 14), by=by
        ),
        "add_seat": lambda w, by: actions.add_seat(
            integration=w.integration, post=w.guest.post, role="guest", has_vote=False, by=by
        ),
        "amend_seat": lambda w, by: actions.amend_seat(seat=w.guest, position=9, by=by),
        "end_seat": lambda w, by: actions.end_seat(seat=w.guest, until_on=date(2023, 1, 1), by=by),
        "discard_seat": lambda w, by: actions.discard_seat(seat=w.guest, by=by),
        "appoint": lambda w, by: actions.appoint(seat=w.treasurer, since_on=INSTALLED_ON, by=by),
        "amend_appointment": lambda w, by: actions.amend_appointment(
            appointment=w.president, instrument="X", by=by
        ),
        "end_appointment": lambda w, by: actions.end_appointment(
            appointment=w.president, until_on=date(2023, 1, 1), by=by
        ),
        "register_person": lambda w, by: actions.register_person(name="Ana", by=by),
        "correct_person": lambda w, by: actions.correct_person(person=w.president.person, name="Ana", by=by),
        "erase_person": lambda w, by: actions.erase_person(person=w.president.person, by=by),
        "create_post": lambda w, by: actions.create_post(label="Síndica", organization=w.town_hall, by=by),
        "amend_post": lambda w, by: actions.amend_post(post=w.guest.post, label="Rector", by=by),
    },
}
ALSO = {"erase_person": Permission.PERSONAL_DATA_MANAGE}  # acts that a second permission opens too
CASES = [(permission, name) for permission, acts in BY_PERMISSION.items() for name in acts]


def test_every_action_is_in_the_table_of_permissions() -> None:
    assert sorted(name for _permission, name in CASES) == sorted(actions.__all__)


@pytest.mark.parametrize(("permission", "name"), CASES)
def test_who_may_do_what(world: World, make_user, permission: Permission, name: str) -> None:
    for role in Role:
        by = make_user(role, username=f"quien-{role}")
        allowed = not ROLES[role].permissions.isdisjoint({permission, ALSO.get(name, permission)})
        try:
            with transaction.atomic():
                BY_PERMISSION[permission][name](world, by)
                transaction.set_rollback(True)
            refused = False
        except PermissionDenied:
            refused = True
        except RuleError:
            refused = False  # let in, and told by a rule that it cannot be done again
        assert refused is not allowed, (role, name)
        world.treasury.refresh_from_db()
        world.guest.refresh_from_db()
        world.president.refresh_from_db()
        world.integration.refresh_from_db()
