"""A real town in a folder of its own, made with ``new`` once and copied for each test."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tequio.config.environment import REPOSITORY

PUBLISH = """
import sys
import django
django.setup()
from tequio.register.tests.notices import Notice, publish
for number in range(int(sys.argv[1]), int(sys.argv[2])):
    publish(Notice(id=str(number), heading=f"Aviso {number}"))
"""


class TownFolder:
    """A data folder and the commands a person runs on it."""

    def __init__(self, path: Path, database_url: str = "") -> None:
        self.path = path
        self.variables = {"TEQUIO_DATABASE_URL": database_url} if database_url else {}

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("TEQUIO_", "DJANGO_"))
        }
        return {
            **kept,
            "PYTHONPATH": str(REPOSITORY / "src"),
            "TEQUIO_DATA": str(self.path),
            **self.variables,
        }

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one command of ``./tequio`` on this folder."""
        command = [sys.executable, "-m", "tequio", *map(str, words)]
        return subprocess.run(
            command, env=self.environment, text=True, capture_output=True, stdin=subprocess.DEVNULL
        )

    def publish(self, start: int, end: int) -> subprocess.CompletedProcess[str]:
        """Publish the acts ``start`` to ``end - 1`` through the register's own door."""
        settings = {**self.environment, "DJANGO_SETTINGS_MODULE": "tequio.config.settings"}
        command = [sys.executable, "-c", PUBLISH, str(start), str(end)]
        return subprocess.run(command, env=settings, text=True, capture_output=True)

    def acts(self) -> int:
        """How many acts the register holds, on SQLite; a new town starts with those of its first pages."""
        with closing(sqlite3.connect(self.path / "tequio.sqlite3")) as database:
            return int(database.execute("SELECT size FROM register_log").fetchone()[0])

    def make(self) -> subprocess.CompletedProcess[str]:
        """Create the town as the README says."""
        answers = ("--name", "San Prueba", "--state", "Puebla", "--email", "ana@prueba.example")
        return self.run("new", self.path, *answers, "--url", "https://abierto.prueba.example")


@pytest.fixture(scope="session")
def made_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[TownFolder, str]:
    """The town as ``new`` left it, and what ``new`` printed; made once for all the processes of the run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, printed = TownFolder(shared / "mis datos"), shared / "printed"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            result = folder.make()
            assert result.returncode == 0, result.stderr
            printed.write_text(result.stdout, encoding="utf-8")
    return folder, printed.read_text(encoding="utf-8")


@pytest.fixture
def town_folder(made_town: tuple[TownFolder, str], tmp_path: Path) -> TownFolder:
    """A copy of that town for one test."""
    return TownFolder(Path(shutil.copytree(made_town[0].path, tmp_path / "pueblo")))
