"""F16: a town of every released version comes up to this one with its data, also when killed on the way."""

import contextlib
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.faults import history
from tests.faults.database_server import Server
from tests.faults.outcome import Outcome
from tests.faults.town import REPOSITORY, Town, kill_tree
from tests.servers import find_postgres

RELEASES = REPOSITORY / "tests" / "releases"
# What a new version may rewrite: caches of what other tables say, and the list of what was migrated.
DERIVED = re.compile(
    r"django_migrations|django_content_type|auth_permission|search_|wagtailsearch_|sqlite_|django_session"
)


def releases(vendor: str) -> list[Path]:
    """The backups kept of each released version."""
    return sorted(RELEASES.glob(f"*/{vendor}.tar.gz"))


@contextlib.contextmanager
def restored(backup: Path) -> Iterator[tuple[Town, dict[str, list[Any]]]]:
    """The old town as ``restore`` leaves it, before anything was migrated, and its rows."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tequio-upgrade-")))
        url = ""
        if backup.name.startswith("postgresql"):
            server = Server(find_postgres() or Path())
            stack.callback(server.close)
            url = server.url
        town = Town(folder / "town", database_url=url)
        result = town.run("restore", backup, "--data", town.path)
        if result.returncode:
            raise RuntimeError(result.stderr)
        yield town, rows(town)


def rows(town: Town) -> dict[str, list[Any]]:
    """Every row of every table, by column name."""
    if town.database_url:
        with psycopg.connect(town.database_url) as connection:
            names = connection.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            ).fetchall()
            return {name: _table(connection.cursor(), name) for (name,) in names if not DERIVED.match(name)}
    with closing(sqlite3.connect(town.database)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _table(database.cursor(), name) for (name,) in names if not DERIVED.match(name)}


def _table(cursor: Any, name: str) -> list[Any]:
    cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - the names come from the database itself
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def lost(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[str]:
    """The rows of the old version that the new one no longer has, column by column that both know."""
    found = []
    for name, old in before.items():
        if name not in after:
            found.append(f"the table {name} is gone")
            continue
        columns = sorted(set(old[0]) & set(after[name][0])) if old and after[name] else []
        new = {_key(row, columns) for row in after[name]}
        gone = [row for row in old if _key(row, columns) not in new]
        if gone:
            found.append(f"{name}: {len(gone)} of {len(old)} rows changed, such as {str(gone[0])[:300]}")
    return found


def _key(row: dict[str, Any], columns: list[str]) -> tuple[str, ...]:
    return tuple(f"{column}={row[column]!r}" for column in columns)


def run(backup: Path, kills: int, *, seed: int = 16) -> Outcome:
    """Upgrade *backup*, killed *kills* times at random moments on the way."""
    outcome = Outcome(f"F16 upgrade from {backup.parent.name} on {backup.name.split('.')[0]}")
    chance, started = random.Random(seed), time.monotonic()
    with restored(backup) as (town, before):
        for _number in range(kills):
            outcome.trials += 1
            if not _killed_while_migrating(town, chance):
                outcome.count("ended before the kill")
        result = town.run("prepare")
        outcome.trials += 1
        if result.returncode:
            outcome.note([f"the upgrade failed: {result.stderr[-500:]}"])
        pending = town.run("manage", "migrate", "--check")
        if pending.returncode:
            outcome.note(["there are migrations left"])
        outcome.note(lost(before, rows(town)))
        outcome.note(history.problems_of(town))
        faults = town.run("inspect", "--register")
        if faults.returncode:
            outcome.note([faults.stdout + faults.stderr[-500:]])
        outcome.figures |= {"tables": len(before), "rows": sum(map(len, before.values()))}
    outcome.seconds = time.monotonic() - started
    return outcome


def _killed_while_migrating(town: Town, chance: random.Random) -> bool:
    """Start the upgrade and kill it at a random moment of its writing; whether it was still at work."""
    command = [sys.executable, "-m", "tequio", "manage", "migrate", "-v", "1"]
    process = subprocess.Popen(
        command, env=town.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "Applying" in line or "Running migrations" in line:
            break
    time.sleep(chance.uniform(0, 0.4))
    at_work = process.poll() is None
    kill_tree(process.pid)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()
    return at_work
