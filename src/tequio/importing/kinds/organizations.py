"""Dependencias, other organizations and places."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tequio.bodies import actions
from tequio.bodies.models import Organization, Place
from tequio.core.clock import ONE_DAY
from tequio.core.legal import RuleError
from tequio.importing import sheets
from tequio.importing.kinds.base import Kind, Values, Work, blame, only
from tequio.importing.plan import Item, Row

FIELDS = ("name", "short_name", "kind", "since_on", "website", "phone", "source_url")


class OrganizationRecords(Kind):
    sheet = sheets.ORGANIZATIONS

    def find(self, key: str, work: Work) -> Organization | None:
        return work.organizations().get(key)

    def every(self) -> Iterator[Organization]:
        rows = Organization.objects.published().select_related("parent").prefetch_related("former_names")
        return iter(rows.order_by("pk"))

    def label(self, record: Organization) -> str:
        return record.name

    def current(self, record: Organization) -> Values:
        former = next(iter(record.former_names.all()), None)
        return {name: getattr(record, name) for name in FIELDS} | {
            "parent": record.parent.name if record.parent else None,
            "until_on": record.until_on,
            "former_name": former.name if former else None,
            "renamed_on": former.until_on + ONE_DAY if former else None,
        }

    def create(self, item: Item, work: Work) -> None:
        row = item.main
        if row is None:
            return
        with blame(row):
            former, renamed_on = row.get("former_name"), row.get("renamed_on")
            if bool(former) != bool(renamed_on):
                raise RuleError(
                    _("Escribe el nombre anterior y la fecha del cambio, o ninguno."), field="renamed_on"
                )
            values: Any = {name: row.values[name] for name in FIELDS if name in row.values}
            made = actions.create_organization(
                **values | {"name": former or row.values["name"]},
                parent=work.organization(row.get("parent")),
                by=work.by,
            )
            made = actions.publish_organization(organization=made, by=work.by)
            if former:
                _rename(made, row, work)
            if row.get("until_on"):
                actions.dissolve_organization(organization=made, until_on=row.values["until_on"], by=work.by)
        work.forget()

    def amend(self, record: Organization, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            only(changes, {*FIELDS, "parent", "until_on"}, row)
            if "parent" in changes:
                changes["parent"] = work.organization(changes["parent"])
            until_on = changes.pop("until_on", None)
            if changes:
                actions.amend_organization(organization=record, by=work.by, **changes)
            if until_on:
                actions.dissolve_organization(organization=record, until_on=until_on, by=work.by)
        work.forget()


def _rename(made: Organization, row: Row, work: Work) -> None:
    actions.rename_organization(
        organization=made,
        name=row.values["name"],
        short_name=row.get("short_name", ""),
        changed_on=row.values["renamed_on"],
        source_url=row.get("source_url", ""),
        by=work.by,
    )


class PlaceRecords(Kind):
    sheet = sheets.PLACES
    fields = tuple(column.name for column in sheets.PLACES.columns)

    def find(self, key: str, work: Work) -> Place | None:
        return work.places().get(key)

    def every(self) -> Iterator[Place]:
        return iter(Place.objects.published().order_by("pk"))

    def label(self, record: Place) -> str:
        return record.name

    def current(self, record: Place) -> Values:
        return {name: getattr(record, name) for name in self.fields}

    def create(self, item: Item, work: Work) -> None:
        if item.main is None:
            return
        with blame(item.main):
            values: Any = item.main.values
            place = actions.create_place(**values, by=work.by)
            actions.publish_place(place=place, by=work.by)
        work.forget()

    def amend(self, record: Place, changes: Values, row: Row, work: Work) -> None:
        with blame(row):
            actions.amend_place(place=record, by=work.by, **changes)
        work.forget()
