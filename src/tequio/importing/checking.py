"""Checking a file without saving anything: its references, then a rehearsal of every record that is undone at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.importing.applying import Fate, Refused, Verdict, apply
from tequio.importing.cells import did_you_mean
from tequio.importing.keys import Keys, folded, meeting_words
from tequio.importing.kinds import KINDS, Work
from tequio.importing.kinds.base import keys_of_town
from tequio.importing.plan import Item, Plan, Problem, Row, make_plan
from tequio.importing.reading import Book
from tequio.importing.sheets import MEETINGS
from tequio.meetings.models import Agreement

BATCH = 50
"""Records rehearsed in one transaction: nobody else can publish meanwhile, so it lasts less than a second."""

Known = tuple[str, str]


@dataclass
class Checked:
    """A plan with the verdict on each row, by ``id`` of the row."""

    plan: Plan
    keys: Keys
    verdicts: dict[int, Verdict] = field(default_factory=dict)


def check(book: Book, by: User, progress: Callable[[int, int], None] = lambda done, total: None) -> Checked:
    """Say what would become of every row if *by* imported the file now. Nothing is saved.

    *progress* hears how many records of how many were rehearsed.
    """
    keys = keys_of_town()
    plan = make_plan(book, keys)
    checked = Checked(plan, keys)
    needs = _References(plan, keys, Work(by, keys)).resolve()
    _spread(plan, needs)
    sound = [item for item in plan.items if item.is_sound]
    for start in range(0, len(sound), BATCH):
        _rehearse(sound[start : start + BATCH], needs, checked, by)
        progress(min(start + BATCH, len(sound)), len(sound))
    _spread(plan, needs)
    return checked


class _References:
    """Looks for every record that a cell names: in the file first, then among what exists."""

    def __init__(self, plan: Plan, keys: Keys, work: Work) -> None:
        self.plan, self.keys, self.work = plan, keys, work
        self.in_file = {(item.kind, item.key): item for item in plan.items if item.main}
        for item in plan.items:
            folio = keys.folio(item.main.values) if item.kind == "agreement" and item.main else None
            if folio:
                self.in_file["agreement", folded(folio)] = item
        self.seen: dict[Known, bool] = {}

    def resolve(self) -> dict[int, list[Item]]:
        """Note what is not found; give, by ``id`` of an item, the items of the file that it needs."""
        needs: dict[int, list[Item]] = {}
        for item in self.plan.items:
            found = [need for row in item.rows for need in self._of(row)]
            needs[id(item)] = _unique(found, item)
        return needs

    def _of(self, row: Row) -> Iterator[Item]:
        if row.sheet is MEETINGS and not row.get("period"):  # its period is the one of its date
            yield from (item for (kind, _key), item in self.in_file.items() if kind == "period")
        for column in row.sheet.columns:
            if not column.refers:
                continue
            value = row.get(column.name)
            if value is None and column.refers != "body":
                continue
            for text in value if column.many else [value]:
                if column.name in {problem.column for problem in row.problems}:
                    continue
                key = self.keys.reference(column.refers, text or "", row.values)
                item = self.in_file.get((column.refers, key))
                if item:
                    yield item
                elif not self._exists(column.refers, key):
                    row.refuse(self._not_found(column.refers, text), column.name)

    def _exists(self, kind: str, key: str) -> bool:
        if (kind, key) not in self.seen:
            self.seen[kind, key] = _is_there(kind, key, self.work)
        return self.seen[kind, key]

    def _not_found(self, kind: str, text: str | None) -> str:
        if text is None:
            return _("La comisión todavía no está registrada. Agrégala en la hoja Órganos.")
        sheet = KINDS[kind].sheet
        message = _("“%(name)s” no está en la hoja %(sheet)s ni entre lo registrado.") % {
            "name": text,
            "sheet": sheet.name,
        }
        return f"{message} {did_you_mean(text, self._labels(kind))}".strip()

    def _labels(self, kind: str) -> list[str]:
        names = [KINDS[kind].label(record) for record in KINDS[kind].every()]
        mains = [item.main for item in self.plan.items if item.kind == kind and item.main]
        return names + [_name_of(row, self.keys) for row in mains]


def _name_of(row: Row, keys: Keys) -> str:
    """How another row would name the record of *row*."""
    values = row.values
    match row.sheet.kind:
        case "agreement":
            return keys.folio(values) or ""
        case "meeting":
            return meeting_words(values.get("body", ""), values["year"], values["kind"], values.get("number"))
    return str(next((values[name] for name in ("name", "label", "slug", "key") if name in values), ""))


def _unique(found: list[Item], own: Item) -> list[Item]:
    return list({id(item): item for item in found if item is not own}.values())


def _is_there(kind: str, key: str, work: Work) -> bool:
    if kind == "agreement":
        return Agreement.objects.filter(folio__iexact=key).exists()
    if kind == "organization" and key in work.organizations():
        return True
    return KINDS[kind].find(key, work) is not None


def _stands(item: Item, needs: dict[int, list[Item]]) -> bool:
    """Whether nothing that the record needs from the file was refused; else it is refused for that."""
    bad = next((row for need in needs[id(item)] for row in need.rows if row.problems), None)
    if bad and item.is_sound:
        cell = bad.cell(bad.problems[0].column)
        item.rows[0].refuse(_("Depende de %(cell)s, que tiene un problema.") % {"cell": cell})
    return item.is_sound


def _spread(plan: Plan, needs: dict[int, list[Item]]) -> None:
    """A record whose part, or whose forerunner in the file, was refused is refused too."""
    for item in plan.items:
        _stands(item, needs)
        bad_part = next((row for row in item.rows if row.problems), None)
        if bad_part:
            for row in item.rows:
                if not row.problems:
                    message = _("Va junto con %(cell)s, que tiene un problema.")
                    row.refuse(message % {"cell": bad_part.cell(bad_part.problems[0].column)})


def _rehearse(batch: list[Item], needs: dict[int, list[Item]], checked: Checked, by: User) -> None:
    """Publish the batch, and first what it needs, in a transaction that is undone."""
    with transaction.atomic():
        work = Work(by, checked.keys, _("Importación"))
        wanted = {id(item) for item in batch}
        for item in _with_needs(batch, needs, checked.plan):
            if id(item) not in wanted:
                _quietly(item, work)
            elif _stands(item, needs):
                _judge(item, work, checked)
        transaction.set_rollback(True)


def _with_needs(batch: list[Item], needs: dict[int, list[Item]], plan: Plan) -> list[Item]:
    """The batch with everything that it needs, in the order of the plan."""
    wanted: set[int] = set()
    waiting = list(batch)
    while waiting:
        item = waiting.pop()
        if id(item) not in wanted:
            wanted.add(id(item))
            waiting += needs[id(item)]
    return [item for item in plan.items if id(item) in wanted]


def _quietly(item: Item, work: Work) -> None:
    if item.is_sound:
        try:
            apply(item, work, amend=False)
        except Refused:
            return


def _judge(item: Item, work: Work, checked: Checked) -> None:
    try:
        verdicts = apply(item, work, amend=False)
    except Refused as refused:
        row = refused.row or item.rows[0]
        row.refuse(refused.problem.message, refused.problem.column)
        return
    checked.verdicts |= verdicts
    changed = [verdict for verdict in verdicts.values() if verdict.fate is Fate.DIFFERENT]
    if changed:
        try:
            apply(item, work, amend=True)
        except Refused as refused:
            for verdict in changed:
                verdict.problem = Problem(refused.problem.message, refused.problem.column)
