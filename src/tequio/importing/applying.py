"""One record of a file against what exists: is it new, the same, or different, and then what is to be done."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from tequio.core.legal import RuleError
from tequio.importing.cells import as_text, shown, written
from tequio.importing.columns import Column, Format, Sheet
from tequio.importing.keys import folded
from tequio.importing.kinds import KINDS, Kind, Work
from tequio.importing.kinds.base import RowError, Values
from tequio.importing.plan import Item, Problem, Row


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Difference:
    """One cell that says something else than what is published."""

    column: str
    heading: str
    before: str
    after: str


@dataclass
class Verdict:
    """What becomes of a row, where it differs, and why it was refused."""

    fate: Fate
    differences: list[Difference] = field(default_factory=list)
    problem: Problem | None = None


class Refused(Exception):
    """The record cannot be imported: the row that is to blame, and why."""

    def __init__(self, row: Row | None, problem: Problem) -> None:
        super().__init__(problem.message)
        self.row = row
        self.problem = problem


def apply(item: Item, work: Work, *, amend: bool) -> dict[int, Verdict]:
    """Publish the record of *item*, or what it adds; what differs only if *amend*. Verdicts by ``id`` of the row.

    All or nothing, within the caller's transaction. Raises :class:`Refused` when a rule says no.
    """
    try:
        with transaction.atomic():
            return _apply(item, KINDS[item.kind], work, amend=amend)
    except RowError as refused:
        work.forget()
        raise Refused(refused.row, Problem(str(refused.message), refused.field or "")) from refused
    except RuleError as refused:
        work.forget()
        raise Refused(None, Problem(str(refused.message), refused.field or "")) from refused
    except PermissionDenied as refused:
        work.forget()
        raise Refused(None, Problem(_("Tu función no permite publicar este registro."))) from refused
    except (ValidationError, DatabaseError) as refused:
        work.forget()
        if isinstance(refused, DatabaseError) and not _is_about_the_data(refused):
            raise
        raise Refused(
            None, Problem(_("La base de datos no acepta este registro. Revisa sus datos."))
        ) from refused


def _is_about_the_data(error: DatabaseError) -> bool:
    return type(error).__name__ in {"IntegrityError", "DataError"}


def _apply(item: Item, kind: Kind, work: Work, *, amend: bool) -> dict[int, Verdict]:
    record = kind.find(item.key, work)
    if record is None:
        kind.create(item, work)
        return {id(row): Verdict(Fate.NEW) for row in item.rows}
    if kind.is_draft(record):
        raise RuleError(_("Hay un borrador de este registro. Publícalo o descártalo primero."))
    verdicts = {}
    if item.main:
        verdicts[id(item.main)] = _compare_main(item.main, record, kind, work, amend=amend)
    parts: dict[str, list[Values]] = {}
    for sheet, values in kind.current_parts(record) if item.parts else ():
        parts.setdefault(sheet.name, []).append(values)
    for name, rows in item.parts.items():
        for row in rows:
            verdicts[id(row)] = _compare_part(row, record, kind, work, parts.get(name, []), amend=amend)
    return verdicts


def _compare_main(row: Row, record: Any, kind: Kind, work: Work, *, amend: bool) -> Verdict:
    changes = _changes(row, kind.current(record), work)
    if not changes:
        return Verdict(Fate.SAME)
    found = Verdict(Fate.DIFFERENT, _differences(row.sheet, kind.current(record), changes))
    if amend:
        kind.amend(record, dict(changes), row, work)
    return found


def _compare_part(
    row: Row, record: Any, kind: Kind, work: Work, parts: list[Values], *, amend: bool
) -> Verdict:
    same = kind.same_part(row.sheet, record, row, parts)
    if same is None:
        kind.add_part(record, row, work)
        return Verdict(Fate.NEW)
    changes = _changes(row, same, work)
    if not changes:
        return Verdict(Fate.SAME)
    found = Verdict(Fate.DIFFERENT, _differences(row.sheet, same, changes))
    if amend:
        kind.amend_part(record, dict(changes), row, work)
    return found


def _changes(row: Row, current: Values, work: Work) -> Values:
    """The cells that say something else than *current*; an empty cell says nothing."""
    return {
        name: value
        for name, value in row.values.items()
        if not _equal(row.sheet.column(name), value, current.get(name), row, work)
    }


def _equal(column: Column, value: Any, now: Any, row: Row, work: Work) -> bool:
    if column.many:
        wanted, present = list(value or []), list(now or [])
        one = Column(**(vars(column) | {"many": False}))
        left = {_comparable(one, each, row, work) for each in wanted}
        return left == {_comparable(one, each, row, work) for each in present}
    return _comparable(column, value, row, work) == _comparable(column, now, row, work)


def _comparable(column: Column, value: Any, row: Row, work: Work) -> Any:
    if column.refers == "body":
        return work.keys.body(value)
    if value is None or value == "":
        return None
    if column.name in {"key", "slug"}:
        return folded(value)
    if column.refers == "organization":
        found = work.organizations().get(work.keys.reference("organization", value, {}))
        return found.pk if found else value
    if column.refers:
        return work.keys.reference(column.refers, value, row.values)
    if column.format is Format.LONG_TEXT:
        return [line.strip() for line in str(value).splitlines() if line.strip()]
    return " ".join(value.split()) if isinstance(value, str) else value


def _differences(sheet: Sheet, current: Values, changes: Values) -> list[Difference]:
    return [
        Difference(
            column=name,
            heading=sheet.column(name).heading,
            before=shown(as_text(written(current.get(name), sheet.column(name)))) or "—",
            after=shown(as_text(written(value, sheet.column(name)))),
        )
        for name, value in changes.items()
    ]
