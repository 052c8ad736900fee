"""The Popolo file holds only Popolo's own terms, points only at itself, and has no draft."""

from datetime import date

from django.test import Client

from tequio.bodies import actions
from tequio.bodies.exports import popolo_document
from tequio.bodies.tests.world import INSTALLED_ON, World, alternate, make_organization

DATES = {"start_date", "end_date"}
FIELDS = {
    "persons": {"id", "name"},
    "organizations": {
        "id",
        "name",
        "other_names",
        "classification",
        "parent_id",
        "founding_date",
        "dissolution_date",
        "contact_details",
        "links",
        "sources",
    },
    "posts": {"id", "label", "organization_id"} | DATES,
    "memberships": {"id", "label", "role", "person_id", "organization_id", "post_id"} | DATES,
    "areas": {"id", "name", "classification", "sources"},
}


def test_every_field_is_a_popolo_term_and_every_reference_resolves(world: World) -> None:
    alternate(world, world.treasurer, "Celia Tecuapetla", INSTALLED_ON)
    document = popolo_document()
    assert {name: set().union(*rows) - FIELDS[name] for name, rows in document.items() if rows} == {
        "persons": set(),
        "organizations": set(),
        "posts": set(),
        "memberships": set(),
    }
    known = {row["id"] for rows in document.values() for row in rows}
    assert len(known) == sum(len(rows) for rows in document.values())
    references = [
        value
        for rows in document.values()
        for row in rows
        for name, value in row.items()
        if name.endswith("_id")
    ]
    assert references
    assert [reference for reference in references if reference not in known] == []


def test_renames_and_ends_are_told_with_their_dates(world: World) -> None:
    actions.rename_organization(
        organization=world.treasury, name="Secretaría de Finanzas", changed_on=date(2024, 10, 15), by=world.by
    )
    actions.end_integration(integration=world.integration, ended_on=date(2024, 10, 14), by=world.by)
    document = popolo_document()
    finance = next(row for row in document["organizations"] if row["name"] == "Secretaría de Finanzas")
    assert finance["other_names"] == [
        {"name": "Tesorería Municipal", "start_date": "2018-10-15", "end_date": "2024-10-14"}
    ]
    assert document["memberships"][0] == {
        "id": f"membership/{world.president.pk}",
        "label": "Presidente Municipal",
        "role": "presidency/titular",
        "person_id": f"person/{world.president.person.slug}",
        "organization_id": "body/cga",
        "post_id": "post/presidente-municipal",
        "start_date": "2022-04-11",
        "end_date": "2024-10-14",
    }


def test_anybody_may_fetch_it_from_another_site(world: World, client: Client) -> None:
    response = client.get("/datos/popolo.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json() == popolo_document()


def test_it_costs_the_same_queries_however_much_it_holds(world: World, django_assert_num_queries) -> None:
    for number in range(10):
        make_organization(world.by, f"Dirección {number}", parent=world.town_hall)
    with django_assert_num_queries(6):
        popolo_document()
