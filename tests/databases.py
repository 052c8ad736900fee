"""One migrated template per set of migrations; each test process works on a copy.

Running every migration takes longer than the fast part of the suite, so it is done once for each hash of the
migration files. A test that commits gets a fresh copy afterwards: what the migrations wrote is there again.
A second template holds the example town (``tests/example.py``).
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections


def fingerprint() -> str:
    """Return a hash of whatever decides the schema and the rows that migrations write."""
    digest = hashlib.sha256(
        repr((settings.LANGUAGE_CODE, settings.LANGUAGES, settings.INSTALLED_APPS)).encode()
    )
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in ("tables", "triggers"):  # the triggers that are made after migrating
        digest.update(Path(apps.get_app_config("edge").path, f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


class SQLiteTemplate:
    """A template file in the cache folder, copied over the process's own file."""

    def __init__(self, cache: Path, name: str, fill: Callable[[], None], start: Any) -> None:
        self.template = cache / f"{name}.sqlite3"
        self.fill = fill
        self.start = start
        self.own = Path(connections["default"].settings_dict["NAME"])

    def build(self) -> None:
        """Fill the template, unless it is there; older ones of its kind go."""
        if self.template.exists():
            return
        for old in self.template.parent.glob(self.template.name.split("-")[0] + "-*.sqlite3"):
            old.unlink()
        if self.start:
            self.start.restore()
        self.fill()
        connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections["default"].close()
        partial = self.template.with_suffix(".partial")
        shutil.copyfile(self.own, partial)
        partial.replace(self.template)

    def restore(self) -> None:
        """Put a fresh copy in place of whatever the test left."""
        connections["default"].close()
        for suffix in ("-wal", "-shm"):
            self.own.with_name(self.own.name + suffix).unlink(missing_ok=True)
        fresh = self.own.with_suffix(".fresh")
        shutil.copyfile(self.template, fresh)
        fresh.replace(self.own)

    def drop(self) -> None:
        """The folder of the process goes as a whole; only the connection is left to close."""
        connections["default"].close()


class PostgresTemplate:
    """A template database on the test server, copied with ``CREATE DATABASE … TEMPLATE``."""

    maintenance = ""

    def __init__(self, name: str, fill: Callable[[], None], start: Any) -> None:
        self.settings: dict[str, Any] = connections["default"].settings_dict
        self.template = f"tequio_{name.replace('-', '_')}"
        self.fill = fill
        self.start = start.template if start else "template1"
        self.own = f"tequio_test_{os.getpid()}"
        # The process starts on the server's first database and moves to its own.
        PostgresTemplate.maintenance = PostgresTemplate.maintenance or self.settings["NAME"]

    def build(self) -> None:
        """Fill the template, unless it is there."""
        if self._ask("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
            return
        partial = f"{self.template}_partial"
        self._run(
            f"DROP DATABASE IF EXISTS {partial} WITH (FORCE)",
            f"CREATE DATABASE {partial} TEMPLATE {self.start}",
        )
        with self._connected_to(partial):
            self.fill()
        self._run(f"ALTER DATABASE {partial} RENAME TO {self.template}")

    def restore(self) -> None:
        """Put a fresh copy in place of whatever the test left."""
        self.drop()
        self._run(f"CREATE DATABASE {self.own} TEMPLATE {self.template}")
        self.settings["NAME"] = self.own

    def drop(self) -> None:
        """Remove the process's own database, even when a thread is still connected to it."""
        self._run(f"DROP DATABASE IF EXISTS {self.own} WITH (FORCE)")

    @contextlib.contextmanager
    def _connected_to(self, name: str) -> Iterator[None]:
        connections["default"].close()
        before, self.settings["NAME"] = self.settings["NAME"], name
        try:
            yield
        finally:
            connections["default"].close()
            self.settings["NAME"] = before

    def _run(self, *statements: str) -> None:
        with self._connected_to(self.maintenance), connections["default"].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _ask(self, query: str, *values: str) -> object:
        with self._connected_to(self.maintenance), connections["default"].cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchone()


def template(cache: Path) -> SQLiteTemplate | PostgresTemplate:
    """Return this process's way of copying the migrated template, built by one process while the others wait."""
    return filled_template(cache, f"template-{fingerprint()}", _migrate, None)


def filled_template(
    cache: Path,
    name: str,
    fill: Callable[[], None],
    start: SQLiteTemplate | PostgresTemplate | None,
) -> SQLiteTemplate | PostgresTemplate:
    """The same for a template that *fill* makes out of a copy of *start*."""
    cache.mkdir(parents=True, exist_ok=True)
    vendor = connections["default"].vendor
    with (cache / f"{vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = (
            SQLiteTemplate(cache, name, fill, start)
            if vendor == "sqlite"
            else PostgresTemplate(name, fill, start)
        )
        made.build()
    return made


def restore_after_commits(made: SQLiteTemplate | PostgresTemplate) -> None:
    """Restore the copy and forget what Django remembers of the old one."""
    made.restore()
    for cache in caches.all(initialized_only=True):
        cache.clear()


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
