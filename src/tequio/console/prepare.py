"""``prepare`` (used by ``serve`` and ``new``): bring the data folder up to what this version of the code needs.

Runs in a process of its own, so that the memory Django takes for migrating goes back before the site starts.
"""

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from tequio.config.environment import load
from tequio.console import freshness, towns, translations
from tequio.console.output import FAILED, OK, Stop, progress, step
from tequio.edge.triggers import watch_tables


def main(arguments: list[str]) -> int:
    """Compile translations, collect static files, migrate, and see that there is a town."""
    parser = argparse.ArgumentParser(prog="./tequio prepare")
    parser.add_argument("--demo", default="none")
    parser.add_argument("--town", type=json.loads)
    options = parser.parse_args(arguments)
    translations.compile_all(settings.LOCALE_PATHS)
    with _collected_static_files():
        migrate()
        if options.town:
            towns.create(**options.town)
        elif options.demo != "none" and towns.wants_demo():
            towns.load_demo(options.demo)
        towns.sign_register()
    freshness.remember(load())
    return OK


def migrate() -> None:
    """Bring the database to the present schema, saying how far it is."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise Stop(
            f"No se pudo abrir la base de datos ({_one_line(error)}); revisa TEQUIO_DATABASE_URL"
        ) from None
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with step(f"Preparando la base de datos ({len(plan)} cambios)"):
            call_command(
                "migrate", verbosity=1, interactive=False, stdout=_MigrationProgress(len(plan)), no_color=True
            )
    else:
        watch_tables(
            DEFAULT_DB_ALIAS
        )  # migrating does it; new code may name other tables without a migration


class _MigrationProgress:
    """Stands in for standard output and turns migrate's lines into a percentage."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def write(self, text: str) -> None:
        """Count what was applied."""
        if " OK" in text:
            self.done += 1
            progress(f"Preparando la base de datos… {100 * self.done // self.total} %")

    def flush(self) -> None:
        """Nothing is held back."""


@contextlib.contextmanager
def _collected_static_files() -> Iterator[None]:
    """Collect and compress static files beside the work of the block: each takes a core for some seconds."""
    if freshness.static_is_current(load()):
        yield
        return
    command = [sys.executable, "-m", "tequio", "manage", "collectstatic", "--noinput", "--clear", "-v", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield
        with step("Comprimiendo los archivos del sitio"):
            _output, errors = process.communicate()
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        reason = (errors.strip().splitlines() or ["?"])[-1]
        raise Stop(f"No se prepararon los archivos del sitio en {settings.STATIC_ROOT}: {reason}", FAILED)


def _one_line(error: Any) -> str:
    return " ".join(str(error).split())
