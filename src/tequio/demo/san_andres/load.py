"""Loading San Andrés Cholula through the same actions as people use. What is there already stays as it is."""

from datetime import date

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.bodies import actions as bodies
from tequio.bodies.models import Body, BodyEvent, Integration, Organization, Place, Post
from tequio.bodies.rules import OrganizationKind, SeatRole
from tequio.core.models import Town
from tequio.demo.base import load_base
from tequio.demo.san_andres import commission, organizations, places, sessions, sources
from tequio.demo.staff import member

INSTALLED_2022 = date(2022, 4, 11)
REPORTED_2025 = date(2025, 4, 20)
NOTICE = "Demostración con información pública. No es el sitio oficial del Ayuntamiento."


def load() -> None:
    """Load or complete the town."""
    secretary = member("secretaria", Role.SECRETARIAT, "Secretaría", "Técnica")
    _town()
    ayuntamiento = _organizations(secretary)
    _places(secretary)
    load_base(secretary)
    body = _body(ayuntamiento, secretary)
    _integrations(body, secretary)
    sessions.document(body, secretary)


def _town() -> None:
    Town.objects.get_or_create(
        pk=1,
        defaults={
            "name": "San Andrés Cholula",
            "full_name": organizations.AYUNTAMIENTO,
            "state": "Puebla",
            "commission_name": commission.BODY["name"],
            "commission_short": commission.BODY["short_name"],
            "official_url": sources.COMMISSION_PAGE,
            "phone": "222 403 70 00, ext. 189",
            "source_note": NOTICE,
        },
    )


def _organization(name: str, kind: str, source: str, parent: Organization | None, by: User) -> Organization:
    found = Organization.objects.filter(name=name).first()
    if found:
        return found
    made = bodies.create_organization(name=name, kind=kind, source_url=source, parent=parent, by=by)
    return bodies.publish_organization(organization=made, by=by)


def _organizations(by: User) -> Organization:
    ayuntamiento = _organization(
        organizations.AYUNTAMIENTO, OrganizationKind.AYUNTAMIENTO, sources.COMMISSION_PAGE, None, by
    )
    for name, source in organizations.DEPENDENCIAS:
        _organization(name, OrganizationKind.DEPENDENCIA, getattr(sources, source), ayuntamiento, by)
    for name, kind, source in organizations.OTHERS:
        _organization(name, kind, getattr(sources, source), None, by)
    return ayuntamiento


def _places(by: User) -> None:
    for name, kind, x, y in places.PLACES:
        if not Place.objects.filter(name=name).exists():
            made = bodies.create_place(
                name=name, kind=kind, x=x, y=y, source_url=sources.AUXILIARY_AUTHORITIES, by=by
            )
            bodies.publish_place(place=made, by=by)


def _body(ayuntamiento: Organization, by: User) -> Body:
    body = Body.objects.filter(short_name="CIGA").first()
    if body is None:
        made = bodies.create_body(
            **commission.BODY,
            organization=ayuntamiento,
            created_on=date(2022, 1, 14),
            source_url=sources.COMMISSION_PAGE,
            by=by,
        )
        body = bodies.publish_body(body=made, by=by)
    for event in commission.EVENTS:
        if not BodyEvent.objects.filter(title=event["title"]).exists():
            drafted = bodies.create_event(
                body=body,
                title=event["title"],
                occurred_on=date.fromisoformat(event["occurred_on"]),
                text=event["text"],
                source_url=getattr(sources, event["source"]),
                by=by,
            )
            bodies.publish_event(event=drafted, by=by)
    return body


def _integrations(body: Body, by: User) -> None:
    """Two installations. Only who presided each is documented; the list of vocales is not."""
    if Integration.objects.filter(body=body).exists():
        return
    presidency = _presidency(by)
    first = bodies.prepare_integration(
        body=body,
        label="2021–2024",
        administration="Administración 2021–2024",
        since_on=INSTALLED_2022,
        installed_on=INSTALLED_2022,
        source_url=sources.INSTALLATION_2022,
        by=by,
    )
    _preside(first, presidency, "Edmundo Tlatehui Percino", "Presidente Municipal", INSTALLED_2022, by)
    first = bodies.install_integration(integration=first, by=by)
    bodies.end_integration(integration=first, ended_on=date(2024, 10, 14), by=by)
    second = bodies.prepare_integration(
        body=body,
        label="2024–2027",
        administration="Administración 2024–2027",
        since_on=REPORTED_2025,
        installed_note="abril de 2025; el día exacto no está documentado",
        source_url=sources.INSTALLATION_2025,
        by=by,
    )
    _preside(second, presidency, "Guadalupe Cuautle Torres", "Presidenta Municipal", REPORTED_2025, by)
    bodies.install_integration(integration=second, by=by)


def _presidency(by: User) -> Post:
    found = Post.objects.filter(label="Presidencia Municipal").first()
    office = Organization.objects.get(name="Presidencia Municipal")
    return found or bodies.create_post(label="Presidencia Municipal", organization=office, by=by)


def _preside(integration: Integration, post: Post, name: str, title: str, since: date, by: User) -> None:
    seat = bodies.add_seat(integration=integration, post=post, role=SeatRole.PRESIDENCY, has_vote=True, by=by)
    person = bodies.register_person(name=name, by=by)
    bodies.appoint(
        seat=seat,
        person=person,
        since_on=since,
        post_label=title,
        instrument="Acuerdo de Cabildo del 14 de enero de 2022: preside la Presidencia Municipal",
        by=by,
    )
