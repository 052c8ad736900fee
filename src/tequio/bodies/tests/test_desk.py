"""The staff's pages: who gets in, and the whole way from a draft to the public page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tequio.accounts.models import User
from tequio.accounts.roles import ROLES, Permission, Role
from tequio.bodies import actions
from tequio.bodies.models import Appointment, Body, Integration, Organization, Person, Place, Seat
from tequio.bodies.tests.world import World, make_draft
from tequio.register.models import Entry

pytestmark = pytest.mark.usefixtures("clock")  # 14 April 2026


def addresses(world: World) -> dict[str, Permission]:
    """Every page of the desk, and the permission that opens it."""
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))
    event = actions.create_event(
        body=world.body, title="Un hecho", occurred_on=date(2022, 1, 14), by=world.by
    )
    place = actions.create_place(name="Centro", kind="cabecera", by=world.by)
    kwargs = {
        "body": [world.body.slug],
        "event": [event.slug],
        "integration": [draft.slug],
        "seat": [world.guest.pk],
        "appointment": [world.president.pk],
        "person": [world.president.person.slug],
        "post": [world.guest.post.slug],
        "organization": [world.treasury.slug],
        "place": [place.slug],
    }
    names = {
        Permission.BODY_EDIT: "desk body_new body_desk/body body_edit/body body_publish/body event_new/body "
        "integration_new/body event_edit/event event_publish/event integration_desk/integration "
        "integration_edit/integration integration_install/integration integration_end/integration "
        "seat_new/integration seat_desk/seat seat_edit/seat seat_end/seat seat_discard/seat appointment_new/seat "
        "appointment_edit/appointment appointment_end/appointment person_desk person_edit/person "
        "person_erase/person post_desk post_new post_edit/post",
        Permission.ORGANIZATION_EDIT: "organization_desk organization_new organization_edit/organization "
        "organization_publish/organization organization_rename/organization organization_dissolve/organization",
        Permission.PLACE_EDIT: "place_desk place_new place_edit/place place_publish/place",
    }
    return {
        reverse(f"bodies:{name}", args=kwargs.get(of, [])): permission
        for permission, all_of_them in names.items()
        for name, _slash, of in (each.partition("/") for each in all_of_them.split())
    }


def test_each_page_opens_to_whoever_may_and_to_nobody_else(
    world: World, client: Client, make_user: Callable[..., User]
) -> None:
    pages = addresses(world)
    assert len(pages) == 37
    for path in pages:
        assert client.get(path).status_code == 302, path
    for role in Role:
        client.force_login(make_user(role, username=f"quien-{role}"))
        for path, permission in pages.items():
            expected = 200 if permission in ROLES[role].permissions else 403
            assert client.get(path).status_code == expected, (role, path)


@pytest.fixture
def desk(client: Client, secretary: User) -> Callable[..., str]:
    """Post to a page of the desk as the secretary; gives the page that follows."""
    client.force_login(secretary)

    def send(page: str, /, *args: object, **data: object) -> str:
        response = client.post(reverse(f"bodies:{page}", args=args), data, follow=True)
        assert response.status_code == 200, response.content.decode()
        return response.content.decode()

    return send


def test_a_commission_is_registered_from_nothing_in_the_browser(town, desk: Callable, client: Client) -> None:
    desk("organization_new", name="Ayuntamiento de Prueba", kind="ayuntamiento")
    office = Organization.objects.get()
    assert client.get(office.get_absolute_url()).status_code == 404
    desk("organization_publish", office.slug)
    assert client.get(office.get_absolute_url()).status_code == 200

    desk("body_new", name="Comisión de Prueba", short_name="CP", kind="commission", organization=office.pk)
    desk("body_publish", "cp")
    desk("integration_new", "cp", label="2024–2027", installed_on="2025-04-20")
    desk("post_new", label="Presidenta Municipal", organization=office.pk)
    post = office.posts.get()
    desk("seat_new", "2024-2027", post=post.pk, role="presidency", has_vote="on", position=0)
    seat = Seat.objects.get()
    letter = SimpleUploadedFile("constancia.pdf", b"%PDF-1.4\n" + b"x" * 300)
    desk(
        "appointment_new",
        seat.pk,
        kind="titular",
        new_name="Ofelia Xicale",
        since_on="2025-04-20",
        instrument="Constancia",
        file=letter,
    )
    assert client.get("/comision/integrantes/").content.decode().count("Ofelia Xicale") == 0
    desk("integration_install", "2024-2027")
    page = client.get("/comision/integrantes/").content.decode()
    assert "Ofelia Xicale" in page
    assert Appointment.objects.get().instrument_file.get_absolute_url() in page
    assert Entry.objects.order_by("-index").first().files.count() == 1


def test_a_place_is_drafted_published_and_corrected(town, desk: Callable, client: Client) -> None:
    desk("place_new", name="Tonantzintla", kind="junta_auxiliar", x=400, y=500)
    desk("place_publish", "tonantzintla")
    desk("place_edit", "tonantzintla", name="Santa María Tonantzintla", kind="junta_auxiliar", x=400, y=500)
    assert "Santa María Tonantzintla" in client.get(Place.objects.get().get_absolute_url()).content.decode()
    assert list(Entry.objects.order_by("index").values_list("kind", flat=True)) == [
        "bodies.place.published",
        "bodies.place.amended",
    ]


def test_renaming_and_ending_a_dependencia(world: World, desk: Callable) -> None:
    desk("organization_rename", world.treasury.slug, name="Secretaría de Finanzas", changed_on="2024-10-15")
    desk("organization_dissolve", world.treasury.slug, until_on="2026-01-31")
    kept = Organization.objects.get(pk=world.treasury.pk)
    assert (kept.name, kept.until_on) == ("Secretaría de Finanzas", date(2026, 1, 31))


def test_what_a_rule_refuses_is_said_beside_its_field_and_nothing_typed_is_lost(
    world: World, client: Client
) -> None:
    client.force_login(world.by)
    people = Person.objects.count()
    response = client.post(
        reverse("bodies:appointment_new", args=[world.presidency.pk]),
        {"kind": "titular", "new_name": "Otra Persona", "since_on": "2023-01-01"},
    )
    assert response.status_code == 422
    assert response.context["form"].errors["since_on"]
    assert 'value="Otra Persona"' in response.content.decode()
    assert Person.objects.count() == people


def test_a_person_and_a_new_name_at_once_are_one_too_many(world: World, client: Client) -> None:
    client.force_login(world.by)
    response = client.post(
        reverse("bodies:appointment_new", args=[world.treasurer.pk]),
        {
            "kind": "titular",
            "person": world.president.person.pk,
            "new_name": "Otra Persona",
            "since_on": "2023-01-01",
        },
    )
    assert response.context["form"].errors["new_name"]


def test_correcting_ending_and_erasing_an_appointment(world: World, desk: Callable) -> None:
    row = world.president
    desk(
        "appointment_edit",
        row.pk,
        kind="titular",
        person=row.person.pk,
        since_on="2022-04-11",
        instrument="Acta 1",
    )
    desk("appointment_end", row.pk, until_on="2023-03-31")
    kept = Appointment.objects.get(pk=row.pk)
    assert (kept.instrument, kept.until_on, kept.person) == ("Acta 1", date(2023, 3, 31), row.person)
    desk("person_edit", row.person.slug, name="Edelmira Cuautli")
    page = desk("person_erase", row.person.slug)
    assert "Nombre retirado a petición" in page
    assert Person.objects.get(pk=row.person.pk).salt is None


def test_correcting_the_rest_keeps_what_was_not_touched(world: World, desk: Callable) -> None:
    desk(
        "body_edit",
        world.body.slug,
        name="Comisión corregida",
        kind="commission",
        organization=world.town_hall.pk,
    )
    desk(
        "integration_edit",
        world.integration.slug,
        label="2021–2024",
        installed_on="2022-04-11",
        administration="X",
    )
    desk("seat_edit", world.guest.pk, post=world.guest.post.pk, role="adviser", position=9)
    desk("post_edit", world.guest.post.slug, label="Rector", organization=world.town_hall.pk)
    desk("event_new", world.body.slug, title="Un hecho", occurred_on="2022-01-14")
    desk("event_edit", "un-hecho", title="Otro título", occurred_on="2022-01-14")
    desk("event_publish", "un-hecho")
    desk("seat_end", world.guest.pk, until_on="2023-01-31")
    desk("integration_end", world.integration.slug, ended_on="2024-10-14")
    body, integration, guest = (
        model.objects.get(pk=row.pk)
        for model, row in ((Body, world.body), (Integration, world.integration), (Seat, world.guest))
    )
    assert (body.name, body.events.get().title) == ("Comisión corregida", "Otro título")
    assert (integration.since_on, integration.ended_on) == (date(2022, 4, 11), date(2024, 10, 14))
    assert (guest.role, guest.position, guest.post.label) == ("adviser", 9, "Rector")


def test_a_draft_seat_is_discarded_after_asking(world: World, desk: Callable, client: Client) -> None:
    draft = make_draft(world.by, world.body, "2024–2027", date(2025, 4, 20))
    seat = actions.add_seat(
        integration=draft, post=world.guest.post, role="guest", has_vote=False, by=world.by
    )
    assert "Va a la papelera" in client.get(reverse("bodies:seat_discard", args=[seat.pk])).content.decode()
    desk("seat_discard", seat.pk)
    assert not draft.seats.exists()
