"""The town itself: Dependencias, places, the commission and its two integrations."""

from datetime import date, timedelta

from tequio.bodies import actions as bodies
from tequio.bodies.models import Integration, Organization, Post, Seat
from tequio.bodies.rules import AppointmentKind, OrganizationKind, SeatRole
from tequio.core.models import Town
from tequio.demo.ejemplo import names
from tequio.demo.ejemplo.story import Story, long_date, moment
from tequio.meetings.actions import set_meeting_rules
from tequio.meetings.counting import Majority, QuorumFormula

BASIS = "Lineamientos de la comisión (ejemplo)"


def make_town() -> None:
    """The row that says whose site this is."""
    Town.objects.get_or_create(
        pk=1,
        defaults={
            "name": names.TOWN,
            "full_name": names.AYUNTAMIENTO,
            "state": "Ejemplo",
            "commission_name": names.COMMISSION,
            "commission_short": names.SHORT,
            "phone": "55 5555 0100",
            "address": "Plaza de la Muestra 1, Centro",
            "hours": "Lunes a viernes, 9:00 a 16:00 h",
            "email": "gobierno.abierto@villa-ejemplo.example",
            "is_example": True,
        },
    )


def found(story: Story, start: date) -> None:
    """Dependencias, neighbours, places and the commission, before its first session."""
    ayuntamiento = _publish_organization(story, names.AYUNTAMIENTO, OrganizationKind.AYUNTAMIENTO)
    for name, _post, _role in names.DEPENDENCIAS:
        _publish_organization(story, name, OrganizationKind.DEPENDENCIA, parent=ayuntamiento)
    for name, kind in names.OTHERS:
        _publish_organization(story, name, kind)
    for name, place_kind, x, y in names.PLACES:
        place = bodies.create_place(name=name, kind=place_kind, x=x, y=y, by=story.by)
        story.places[name] = bodies.publish_place(place=place, by=story.by)
    body = bodies.create_body(
        name=names.COMMISSION,
        short_name=names.SHORT,
        organization=ayuntamiento,
        created_on=start,
        creation_basis=f"Acuerdo de Cabildo del {long_date(start)} (ejemplo)",
        summary="Reúne a la Presidencia y a nueve Dependencias para abrir el gobierno. Sesiona cada dos meses, toma "
        "acuerdos y da seguimiento a los compromisos de cada Dependencia.",
        objective="Fomentar prácticas de gobierno abierto.\nFijar compromisos con cada Dependencia.",
        relevance="Da un lugar fijo para decidir en público.\nObliga a mostrar pruebas de lo que se promete.",
        contribution="Las Dependencias comparten lo que ya tienen.\nLa población sabe a quién preguntar.",
        actions="Sesionar cada dos meses.\nPublicar acuerdos, actas y avances.\nConvocar a la sociedad civil.",
        by=story.by,
    )
    story.body = bodies.publish_body(body=body, by=story.by)
    set_meeting_rules(
        body=story.body,
        since_on=start,
        values={
            "quorum": QuorumFormula.HALF_PLUS_ONE,
            "second_call_quorum": QuorumFormula.WHOEVER_ATTENDS,
            "majority": Majority.PRESENT,
            "ordinary_notice": 2,
            "extraordinary_notice": 1,
            "minutes_days": 15,
            "basis": BASIS,
        },
        by=story.by,
    )


def _publish_organization(
    story: Story, name: str, kind: str, parent: Organization | None = None
) -> Organization:
    made = bodies.create_organization(name=name, kind=kind, parent=parent, by=story.by)
    story.organizations[name] = bodies.publish_organization(organization=made, by=story.by)
    return story.organizations[name]


def install(story: Story, since: date, ends: date) -> None:
    """Install the commission for one administration, with its seats, holders and two alternates."""
    if story.body is None:
        raise RuntimeError("the commission comes first")
    if story.integration:
        bodies.end_integration(integration=story.integration, ended_on=since - timedelta(days=1), by=story.by)
    label = f"{since.year}–{ends.year}"
    integration = bodies.prepare_integration(
        body=story.body,
        label=label,
        administration=f"Administración {label}",
        since_on=since,
        installed_on=since,
        by=story.by,
    )
    story.seats = []
    for name, post, role in names.DEPENDENCIAS:
        if role:
            story.seats.append(_seat(story, integration, name, post, role))
    for seat in story.seats[3:5]:
        _appoint(story, seat, since, AppointmentKind.ALTERNATE)
    story.integration = bodies.install_integration(integration=integration, by=story.by)


def _seat(story: Story, integration: Integration, name: str, label: str, role: str) -> Seat:
    organization = story.organizations[name]
    post = Post.objects.filter(label=label).first()
    if post is None:
        post = bodies.create_post(label=label, organization=organization, by=story.by)
    has_vote = role != SeatRole.SECRETARIAT
    seat = bodies.add_seat(integration=integration, post=post, role=role, has_vote=has_vote, by=story.by)
    _appoint(story, seat, integration.since_on, AppointmentKind.TITULAR)
    return seat


def _appoint(story: Story, seat: Seat, since: date, kind: str) -> None:
    name = " ".join([story.chance.choice(names.FIRST_NAMES), *story.chance.sample(names.SURNAMES, 2)])
    person = bodies.register_person(name=name, by=story.by)
    number = story.chance.randint(100, 999)
    instrument = f"Oficio {names.SHORT}/{number}/{since.year}"
    bodies.appoint(seat=seat, person=person, kind=kind, since_on=since, instrument=instrument, by=story.by)


def rename_a_dependencia(story: Story, on: date) -> None:
    """Names change; what was agreed with the office stays linked to it."""

    def rename() -> None:
        bodies.rename_organization(
            organization=story.organizations["Servicios Públicos"],
            name="Servicios Urbanos",
            changed_on=on,
            by=story.by,
        )

    story.at(moment(on), rename)
