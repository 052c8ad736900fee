"""A small commission made through the room's actions; the rooms above may use it in their tests too."""

from dataclasses import dataclass
from datetime import date

from tequio.accounts.models import User
from tequio.bodies import actions
from tequio.bodies.models import Appointment, Body, Integration, Organization, Post, Seat
from tequio.bodies.rules import AppointmentKind, OrganizationKind, SeatRole

INSTALLED_ON = date(2022, 4, 11)


@dataclass
class World:
    """An installed commission: the presidency, a secretariat with voice, two vocales and one guest."""

    by: User
    town_hall: Organization
    treasury: Organization
    body: Body
    integration: Integration
    presidency: Seat
    secretariat: Seat
    treasurer: Seat
    comptroller: Seat
    guest: Seat
    president: Appointment


def make_organization(by: User, name: str, **fields: object) -> Organization:
    organization = actions.create_organization(by=by, name=name, **fields)
    return actions.publish_organization(organization=organization, by=by)


def make_post(by: User, label: str, organization: Organization) -> Post:
    return actions.create_post(by=by, label=label, organization=organization)


def make_body(by: User, town_hall: Organization) -> Body:
    body = actions.create_body(
        by=by,
        name="Comisión de Gobierno Abierto",
        short_name="CGA",
        aliases="Comité Intersecretarial\nComisión Intersecretaral",
        organization=town_hall,
        created_on=date(2022, 1, 14),
        creation_basis="Acuerdo de Cabildo del 14 de enero de 2022",
        summary="Acuerda y pone en marcha prácticas de gobierno abierto.",
        objective="Fomentar el gobierno abierto.",
    )
    return actions.publish_body(body=body, by=by)


def make_draft(
    by: User, body: Body, label: str = "2021–2024", installed_on: date = INSTALLED_ON
) -> Integration:
    return actions.prepare_integration(body=body, by=by, label=label, installed_on=installed_on)


def make_world(by: User) -> World:
    town_hall = make_organization(by, "Ayuntamiento de San Prueba", kind=OrganizationKind.AYUNTAMIENTO)
    treasury = make_organization(by, "Tesorería Municipal", parent=town_hall, since_on=date(2018, 10, 15))
    body = make_body(by, town_hall)
    integration = make_draft(by, body)

    def seat(label: str, organization: Organization, role: SeatRole, has_vote: bool) -> Seat:
        post = make_post(by, label, organization)
        return actions.add_seat(integration=integration, by=by, post=post, role=role, has_vote=has_vote)

    presidency = seat("Presidente Municipal", town_hall, SeatRole.PRESIDENCY, True)
    secretariat = seat("Coordinadora de Transparencia", town_hall, SeatRole.SECRETARIAT, False)
    treasurer = seat("Tesorera Municipal", treasury, SeatRole.VOCAL, True)
    comptroller = seat("Contralor Municipal", town_hall, SeatRole.VOCAL, True)
    guest = seat("Rectora de la Universidad de Prueba", town_hall, SeatRole.GUEST, False)
    person = actions.register_person(name="Edelmira Cuautle", by=by)
    president = actions.appoint(
        seat=presidency, by=by, person=person, since_on=INSTALLED_ON, instrument="Constancia de mayoría"
    )
    actions.install_integration(integration=integration, by=by)
    return World(
        by,
        town_hall,
        treasury,
        body,
        integration,
        presidency,
        secretariat,
        treasurer,
        comptroller,
        guest,
        president,
    )


def alternate(world: World, seat: Seat, name: str, since_on: date, **fields: object) -> Appointment:
    """Accredit somebody in writing as *seat*'s alternate."""
    return actions.appoint(
        seat=seat,
        by=world.by,
        person=actions.register_person(name=name, by=world.by),
        kind=AppointmentKind.ALTERNATE,
        since_on=since_on,
        instrument="Oficio TM/012/2022",
        **fields,
    )
