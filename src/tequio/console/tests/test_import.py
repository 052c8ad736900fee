"""``./tequio import`` on a real town."""

import subprocess
import sys
from pathlib import Path

import pytest

from tequio.console.tests.conftest import TownFolder
from tequio.importing.tests.conftest import FOUNDATION, make_book

pytestmark = pytest.mark.slow

ADD_SECRETARY = """
import django
django.setup()
from tequio.accounts.roles import Role
from tequio.console.towns import make_user
make_user("secretaria", "secretaria@prueba.example", Role.SECRETARIAT, "una-clave-larga")
"""


@pytest.fixture
def town(town_folder: TownFolder) -> TownFolder:
    settings = {**town_folder.environment, "DJANGO_SETTINGS_MODULE": "tequio.config.settings"}
    subprocess.run([sys.executable, "-c", ADD_SECRETARY], env=settings, check=True)
    return town_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pasado.xlsx"
    path.write_bytes(make_book(**FOUNDATION))
    return path


def test_a_dry_run_publishes_nothing_and_writes_the_reasons_beside_the_file(town: TownFolder, tmp_path: Path):
    bad = {name: [dict(row) for row in rows] for name, rows in FOUNDATION.items()}
    bad["Acuerdos"][0]["Fecha límite"] = "pronto"
    file = tmp_path / "pasado.xlsx"
    file.write_bytes(make_book(**bad))
    before = town.acts()
    result = town.run("import", file, "--dry-run")
    assert result.returncode == 1
    assert "✗ Acuerdos!F2: “pronto” no es una fecha." in result.stdout
    assert (tmp_path / "pasado-revision.xlsx").exists()
    assert town.acts() == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "Di qué archivo"),
        (("nada.xlsx",), 2, "No existe"),
        (("{file}", "--by", "nadie", "--yes"), 2, "No existe la cuenta"),
        (("{file}", "--by", "administracion", "--yes"), 6, "no puede importar"),
    ],
)
def test_what_cannot_be_done_says_why(town: TownFolder, file: Path, words, code, says):
    result = town.run("import", *(word.format(file=file) for word in words))
    assert (result.returncode, says in result.stderr) == (code, True), result.stderr
