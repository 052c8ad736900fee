"""``./tequio import`` on a real town, and what is left when it is killed in the middle."""

import subprocess
import sys
import time
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
AGREEMENTS = 150


@pytest.fixture
def town(town_folder: TownFolder) -> TownFolder:
    settings = {**town_folder.environment, "DJANGO_SETTINGS_MODULE": "tequio.config.settings"}
    subprocess.run([sys.executable, "-c", ADD_SECRETARY], env=settings, check=True)
    return town_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    agreement = FOUNDATION["Acuerdos"][0]
    many = [agreement | {"Número": number} for number in range(1, AGREEMENTS + 1)]
    path = tmp_path / "pasado.xlsx"
    path.write_bytes(make_book(**FOUNDATION | {"Acuerdos": many}))
    return path


def test_a_killed_import_continues_and_repeats_nothing(town: TownFolder, file: Path):
    before = town.acts()
    command = [sys.executable, "-m", "tequio", "import", str(file), "--yes"]
    process = subprocess.Popen(
        command, env=town.environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while town.acts() < before + 40 and time.monotonic() < deadline:
        time.sleep(0.02)
    subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
    process.wait()
    half = town.acts()
    assert before + 40 <= half < before + AGREEMENTS

    result = town.run("import", file, "--yes")
    assert result.returncode == 0, result.stdout + result.stderr
    total = town.acts()
    assert "Ya estaba igual" in result.stdout
    again = town.run("import", file, "--yes")
    assert (again.returncode, town.acts()) == (0, total)
    assert "No hay nada nuevo que publicar." in again.stdout
    # Acts of the small town: 3 organizations, the body, its period with two seats and its end, 2 sessions.
    assert total - before == 3 + 1 + 4 + 2 + AGREEMENTS
    assert town.run("verify", "--help").returncode == 0


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
