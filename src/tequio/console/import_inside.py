"""``import-inside`` (used by ``import``): the part that needs the town's database."""

import json
from pathlib import Path

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.console.output import FAILED, OK, PERMISSION, USAGE, Stop, progress, say
from tequio.core.legal import RuleError
from tequio.importing import actions, workbook
from tequio.importing.models import REFUSED_ROWS, Import, RowState, State
from tequio.importing.running import run_check, run_import

SHOWN = 20
"""Rejected rows told on the screen; all of them are in the annotated file."""


def main(arguments: list[str]) -> int:
    """Do what the JSON of the first argument says."""
    wish = json.loads(arguments[0])
    if wish["template"]:
        Path(wish["template"]).write_bytes(workbook.template())
        say(f"Plantilla guardada en {wish['template']}")
        return OK
    file, by = Path(wish["file"]), _user(wish["by"])
    job = _check(file, by)
    try:
        _tell(job, file)
        code = FAILED if job.rows.filter(state__in=REFUSED_ROWS).exists() else OK
        if wish["dry_run"]:
            return code
        _publish(job, by, wish["amend"], file)
        return FAILED if job.rows.filter(state__in=REFUSED_ROWS).exists() else OK
    finally:
        if job.state in {State.CHECKED, State.REFUSED}:
            actions.discard(job=job, by=by)


def _user(name: str) -> User:
    """Who imports: the account named, or the only one that may."""
    if name:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise Stop(f"No existe la cuenta «{name}»", USAGE)
        if not user.may(Permission.IMPORT_RUN):
            raise Stop(f"La cuenta «{name}» no puede importar; hace falta la Secretaría técnica", PERMISSION)
        return user
    able = [user for user in User.objects.filter(is_active=True) if user.may(Permission.IMPORT_RUN)]
    if len(able) != 1:
        raise Stop("Di quién importa con --by USUARIO", USAGE)
    return able[0]


def _check(file: Path, by: User) -> Import:
    try:
        job = actions.receive(content=file.read_bytes(), name=file.name, by=by, in_background=False)
    except RuleError as refused:
        raise Stop(str(refused.message), USAGE) from None
    run_check(job, lambda done, total: progress(f"Revisando… {done:,} de {total:,}"))
    if job.state == State.REFUSED:
        problem = job.problem
        actions.discard(job=job, by=by)
        raise Stop(problem, USAGE)
    progress("")
    return job


def _tell(job: Import, file: Path) -> None:
    """Say what was found, and write the annotated file beside the one that was read."""
    for notice in job.notices:
        say(f"  · {notice}")
    for state, count in job.counts().items():
        if count:
            say(f"  {RowState(state).label}: {count:,}")
    refused = job.rows.filter(state__in=REFUSED_ROWS)
    for row in refused[:SHOWN]:
        for problem in row.problems:
            say(f"  ✗ {problem['cell']}: {problem['message']}")
    if refused.exists() or job.rows.filter(state=RowState.DIFFERENT).exists():
        beside = file.with_name(f"{file.stem}-revision.xlsx")
        beside.write_bytes(workbook.annotated(job))
        say(f"  La razón de cada fila está en {beside}")


def _publish(job: Import, by: User, reason: str, file: Path) -> None:
    accepted = job.rows.filter(state__in=(RowState.NEW, RowState.DIFFERENT) if reason else (RowState.NEW,))
    if not accepted.exists():
        say("No hay nada nuevo que publicar.")
        return
    actions.confirm(job=job, amends=bool(reason), reason=reason, by=by, in_background=False)
    job.refresh_from_db()
    run_import(job, lambda done, total: progress(f"Publicando… {done:,} de {total:,}"))
    job.refresh_from_db()
    progress("")
    if job.state != State.DONE:
        raise Stop(job.problem or "La importación se detuvo; repite la orden para continuar", FAILED)
    counts = job.counts()
    say(f"Publicadas: {counts[RowState.PUBLISHED]:,}. Corregidas: {counts[RowState.AMENDED]:,}.")
    if counts[RowState.FAILED]:
        _tell(job, file)
