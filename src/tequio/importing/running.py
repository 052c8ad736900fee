"""The two long parts of an import, checking and publishing: each can be cut short at any instant and taken up again."""

import logging
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.importing.applying import Fate, Refused, Verdict, apply
from tequio.importing.cells import as_text, written
from tequio.importing.checking import Checked, check
from tequio.importing.kinds import Work
from tequio.importing.kinds.base import keys_of_town
from tequio.importing.models import STALE, Import, ImportRow, RowState, State
from tequio.importing.plan import Item, Row, make_plan
from tequio.importing.reading import read
from tequio.register.log import Provenance, provenance
from tequio.register.signing import KeyMissingError, RegisterBlockedError

logger = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
AFTER = {Fate.NEW: RowState.PUBLISHED, Fate.SAME: RowState.SAME, Fate.DIFFERENT: RowState.DIFFERENT}


class TakenOverError(Exception):
    """Somebody discarded the import, or another worker took it over."""


def claim(job: Import, state: State) -> str:
    """Make this process the one that works on *job*; an empty text when another one does, or nothing is to be done."""
    token = secrets.token_hex(16)
    free = Q(beat_at__isnull=True) | Q(beat_at__lt=clock.now() - STALE)
    taken = Import.objects.filter(free, pk=job.pk, state=state).update(worker=token, beat_at=clock.now())
    return token if taken else ""


def beat(job: Import, token: str, done: int, total: int) -> None:
    """Show life and how far it is. Raises :class:`TakenOverError`."""
    mine = Import.objects.filter(pk=job.pk, worker=token, state=job.state)
    if not mine.update(beat_at=clock.now(), done=done, total=total):
        raise TakenOverError


def run_check(job: Import, progress: Progress = lambda done, total: None) -> None:
    """Check the file of *job* and keep what was found for its page."""
    token = claim(job, State.CHECKING)
    if not token:
        return

    def tell(done: int, total: int) -> None:
        beat(job, token, done, total)
        progress(done, total)

    try:
        book = read(bytes(job.content), job.name)
        beat(job, token, 0, sum(len(raw.rows) for raw in book.sheets))
        checked = check(book, job.by, tell)
    except TakenOverError:
        return
    except RuleError as refused:
        _finish(job, token, state=State.REFUSED, problem=str(refused.message))
        return
    except (RegisterBlockedError, KeyMissingError) as blocked:
        _finish(job, token, state=State.REFUSED, problem=str(blocked))
        return
    rows = [_row(job, order, number, row, checked) for order, (number, row) in enumerate(checked.plan.rows())]
    with transaction.atomic():
        job.rows.all().delete()
        ImportRow.objects.bulk_create(rows, batch_size=500)
        _finish(job, token, state=State.CHECKED, notices=book.notices, done=0, total=len(rows))


def _finish(job: Import, token: str, **changes: object) -> None:
    Import.objects.filter(pk=job.pk, worker=token).update(beat_at=None, worker="", **changes)
    job.refresh_from_db()


def _row(job: Import, order: int, number: int, row: Row, checked: Checked) -> ImportRow:
    verdict = checked.verdicts.get(id(row))
    problems = [{"cell": row.cell(problem.column), "message": problem.message} for problem in row.problems]
    if verdict and verdict.problem and not problems:
        problems = [{"cell": row.cell(verdict.problem.column), "message": verdict.problem.message}]
    rejected = bool(row.problems) or verdict is None
    return ImportRow(
        job=job,
        item=number,
        order=order,
        sheet=row.sheet.name,
        number=row.number,
        label=label_of(row)[:200],
        state=RowState.REJECTED if rejected or verdict is None else RowState(verdict.fate.value),
        problems=problems,
        differences=[asdict(each) for each in verdict.differences] if verdict else [],
    )


def label_of(row: Row) -> str:
    """The words by which somebody recognises the row."""
    words = [as_text(written(value, row.sheet.column(name))) for name, value in row.values.items()]
    names = ("title", "name", "label", "post")
    own = next((str(row.values[name]) for name in names if row.values.get(name)), "")
    parent = str(row.values.get(row.sheet.parent, "")) if row.sheet.parent else ""
    return " · ".join(filter(None, [parent, own])) or " ".join(words[:4]) or row.cell()


def run_import(job: Import, progress: Progress = lambda done, total: None) -> None:
    """Publish, record by record, what was accepted and is still to be done; each in a transaction of its own."""
    token = claim(job, State.RUNNING)
    if not token:
        return
    job.refresh_from_db()
    try:
        _publish_all(job, token, progress)
    except TakenOverError:
        return
    except (RegisterBlockedError, KeyMissingError) as blocked:
        _finish(job, token, state=State.STOPPED, problem=str(blocked))
    except Exception:
        logger.exception("import %s stopped", job.key)
        problem = _("Algo falló y la importación se detuvo. Lo publicado se conserva. Puedes continuar.")
        _finish(job, token, state=State.STOPPED, problem=problem)


def _publish_all(job: Import, token: str, progress: Progress) -> None:
    keys = keys_of_town()
    plan = make_plan(read(bytes(job.content), job.name), keys)
    work = Work(job.by, keys, job.reason)
    waiting = _waiting(job)
    ended = job.rows.filter(state__in=(RowState.PUBLISHED, RowState.AMENDED, RowState.FAILED)).count()
    total = ended + sum(waiting.values())
    for number, item in enumerate(plan.items):
        if number in waiting:
            _publish(job, token, number, item, work)
            ended += waiting[number]
            beat(job, token, ended, total)
            progress(ended, total)
    _finish(job, token, state=State.DONE, finished_at=clock.now(), done=total, total=total, problem="")


def _to_do(job: Import) -> Q:
    states = (RowState.NEW, RowState.DIFFERENT) if job.amends else (RowState.NEW,)
    return Q(state__in=states, problems=[])


def _waiting(job: Import) -> dict[int, int]:
    """The records that are still to be published, and how many rows each has."""
    return Counter(job.rows.filter(_to_do(job)).values_list("item", flat=True))


def _publish(job: Import, token: str, number: int, item: Item, work: Work) -> None:
    """One record and what is noted of its rows, all or nothing."""
    with transaction.atomic():
        if (
            not Import.objects.select_for_update()
            .filter(pk=job.pk, worker=token, state=State.RUNNING)
            .exists()
        ):
            raise TakenOverError
        rows = list(job.rows.filter(item=number).order_by("order"))
        try:
            with provenance(job.provenance) as source:
                verdicts = apply(item, work, amend=job.amends)
        except Refused as refused:
            _note_failure(rows, item, refused)
        else:
            _note(rows, item, verdicts, source, amends=job.amends)


def _note(
    rows: list[ImportRow], item: Item, verdicts: dict[int, Verdict], source: Provenance, *, amends: bool
) -> None:
    for row, planned in zip(rows, item.rows, strict=True):
        verdict = verdicts[id(planned)]
        row.state = AFTER[verdict.fate]
        if verdict.fate is Fate.DIFFERENT and amends:
            row.state = RowState.AMENDED
        if source.entries and verdict.fate is not Fate.SAME:
            row.first_entry, row.last_entry = source.entries[0].index, source.entries[-1].index
    ImportRow.objects.bulk_update(rows, ["state", "first_entry", "last_entry"])


def _note_failure(rows: list[ImportRow], item: Item, refused: Refused) -> None:
    bad = refused.row or item.rows[0]
    for row, planned in zip(rows, item.rows, strict=True):
        row.state = RowState.FAILED
        cell = planned.cell(refused.problem.column) if planned is bad else bad.cell()
        row.problems = [{"cell": cell, "message": refused.problem.message}]
    ImportRow.objects.bulk_update(rows, ["state", "problems"])
