"""Copying the database while the site runs, and putting a copy back: SQLite's own backup, or PostgreSQL's tools."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tequio.config.environment import Database
from tequio.console.output import FAILED, Stop

NAMES = {"sqlite": "tequio.sqlite3", "postgresql": "tequio.dump"}
HEAD = "SELECT size, root FROM register_checkpoint ORDER BY size DESC LIMIT 1"
SIZE = "SELECT size FROM register_log"


@dataclass(frozen=True)
class Head:
    """How far the register goes in a copy: entries, and the newest signed checkpoint."""

    entries: int
    signed: int
    root: str  # hexadecimal


def copy(database: Database, folder: Path) -> tuple[Path, Head]:
    """Copy the database into ``folder`` as one moment of it, and say where its register ends."""
    target = folder / NAMES[database.vendor]
    return target, (_copy_sqlite if database.vendor == "sqlite" else _copy_postgres)(database, target)


def _copy_sqlite(database: Database, target: Path) -> Head:
    if not Path(database.name).is_file():
        raise Stop(f"No hay base de datos en {database.name}; revisa --data o TEQUIO_DATABASE_URL", FAILED)
    uri = f"{Path(database.name).as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=30)) as source,
            closing(sqlite3.connect(target)) as copied,
        ):
            source.backup(copied)  # one read transaction; in WAL mode it does not hold writers back
            copied.execute("PRAGMA journal_mode=DELETE")
            return _head(copied.execute(SIZE).fetchone(), copied.execute(HEAD).fetchone())
    except sqlite3.Error as error:
        raise Stop(f"No se pudo copiar la base de datos ({error}); ejecuta ./tequio check", FAILED) from None


def _copy_postgres(database: Database, target: Path) -> Head:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    with psycopg.connect(_connection_string(database)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        head = _head(connection.execute(SIZE).fetchone(), connection.execute(HEAD).fetchone())
        words = [
            "--format=custom",
            "--no-owner",
            f"--snapshot={snapshot[0] if snapshot else ''}",
            f"--file={target}",
        ]
        run_tool("pg_dump", words, database)
    return head


def restore_postgres(database: Database, source: Path) -> None:
    """Replace the tables of the configured PostgreSQL database with the copy, in one transaction."""
    words = [
        "--clean",
        "--if-exists",
        "--no-owner",
        "--single-transaction",
        f"--dbname={database.name}",
        str(source),
    ]
    run_tool("pg_restore", words, database)


def has_tables(database: Database) -> bool:
    """Whether the configured database already holds a town's tables."""
    if database.vendor == "sqlite":
        return Path(database.name).exists()
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    with psycopg.connect(_connection_string(database)) as connection:
        row = connection.execute("SELECT to_regclass('core_town') IS NOT NULL").fetchone()
    return bool(row and row[0])


def run_tool(name: str, words: list[str], database: Database) -> None:
    """Run one of PostgreSQL's tools on the configured database; the password goes by the environment."""
    path = shutil.which(name)
    if path is None:
        raise Stop(
            f"Falta {name}; instala el cliente de PostgreSQL (en Debian: apt install postgresql-client)",
            FAILED,
        )
    settings = {**os.environ, "PGDATABASE": database.name}
    for variable, value in (("PGHOST", database.host), ("PGPORT", database.port), ("PGUSER", database.user)):
        if value:
            settings[variable] = value
    if database.password:
        settings["PGPASSWORD"] = database.password
    result = subprocess.run([path, *words], env=settings, capture_output=True, text=True)
    if result.returncode:
        reason = (result.stderr.strip().splitlines() or ["?"])[-1]
        raise Stop(f"{name} falló: {reason}", FAILED)


def _connection_string(database: Database) -> str:
    values = {"dbname": database.name, "host": database.host, "port": database.port, "user": database.user}
    values |= {"password": database.password, **dict(database.options)}
    quoted = {
        name: value.replace("\\", "\\\\").replace("'", "\\'") for name, value in values.items() if value
    }
    return " ".join(f"{name}='{value}'" for name, value in quoted.items())


def _head(size: tuple[int] | None, checkpoint: tuple[int, bytes] | None) -> Head:
    signed, root = checkpoint or (0, b"")
    return Head(size[0] if size else 0, signed, bytes(root).hex())
