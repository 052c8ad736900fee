"""A town from its creation to its restoration, with the commands that a person runs."""

import json
import shutil
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tequio.console.tests.conftest import TownFolder

pytestmark = pytest.mark.slow


def findings(folder: TownFolder) -> dict[str, dict[str, str]]:
    """Return the worst finding of each name that ``check`` tells."""
    order = ["ok", "warning", "failure"]
    checks = json.loads(folder.run("check", "--json").stdout)["checks"]
    return {item["name"]: item for item in sorted(checks, key=lambda item: order.index(item["state"]))}


def backup_of(folder: TownFolder, target: Path, *options: str) -> Path:
    result = folder.run("backup", target, *options)
    assert result.returncode == 0, result.stderr
    return target


def test_new_makes_private_keys_and_shows_the_password_once(made_town):
    folder, printed = made_town
    for name in ("secret-key", "log-key", "highest-checkpoint"):
        assert stat.S_IMODE((folder.path / "keys" / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    password = printed.split("Contraseña: ")[1].split()[0]
    assert len(password) == 23
    for path in folder.path.rglob("*"):
        if path.is_file():
            assert password.encode() not in path.read_bytes()


def test_new_does_not_touch_a_town_that_exists(town_folder):
    before = (town_folder.path / "keys" / "log-key").read_bytes()
    result = town_folder.make()
    assert result.returncode == 2
    assert "Ya hay un municipio" in result.stderr
    assert (town_folder.path / "keys" / "log-key").read_bytes() == before


def test_new_without_answers_says_which_one_is_missing(tmp_path):
    result = TownFolder(tmp_path / "x").run("new", tmp_path / "x", "--name", "San Prueba")
    assert result.returncode == 2
    assert result.stderr.startswith("✗ Falta --state")
    assert not (tmp_path / "x").exists()


def test_check_finds_a_new_town_healthy(town_folder):
    found = findings(town_folder)
    assert [name for name, item in found.items() if item["state"] == "failure"] == []
    assert found["Registro público"]["text"] == f"{town_folder.acts()} actos, firmados y sin cambios"
    assert found["Base de datos"]["state"] == found["Esquema"]["state"] == found["Llaves"]["state"] == "ok"
    assert town_folder.run("check").returncode == 0


def test_check_names_each_fault_and_its_fix(town_folder):
    (town_folder.path / "keys" / "log-key").chmod(0o644)
    town_folder.path.chmod(0o755)
    with closing(sqlite3.connect(town_folder.path / "tequio.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'register'")
    found = findings(town_folder)
    assert found["Llaves"]["fix"] == f"chmod 600 {town_folder.path}/keys/log-key"
    assert found["Carpeta de datos"]["fix"] == f"chmod 700 {town_folder.path}"
    assert found["Esquema"]["state"] == "failure"
    assert town_folder.run("check").returncode == 1


def test_check_notices_a_damaged_database(town_folder):
    assert town_folder.publish(0, 30).returncode == 0
    path = town_folder.path / "tequio.sqlite3"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 40_000)
    states = {item["state"] for item in findings(town_folder).values()}
    assert "failure" in states


def test_a_backup_comes_back_with_every_act_and_file(town_folder, tmp_path):
    town_folder.publish(0, 300)
    acts = town_folder.acts()
    assert acts >= 300
    (town_folder.path / "media" / "archivo").mkdir(parents=True)
    (town_folder.path / "media" / "archivo" / "acta.pdf").write_bytes(b"%PDF acta")
    backup = backup_of(town_folder, tmp_path / "respaldo.tar.gz")
    other = TownFolder(tmp_path / "otra máquina")
    result = other.run("restore", backup, "--data", other.path)
    assert result.returncode == 0, result.stderr
    assert f"{acts} actos" in result.stdout
    assert (other.path / "media" / "archivo" / "acta.pdf").read_bytes() == b"%PDF acta"
    assert findings(other)["Registro público"]["text"] == f"{acts} actos, firmados y sin cambios"
    assert other.publish(300, 301).returncode == 0
    assert findings(other)["Registro público"]["text"] == f"{acts + 1} actos, firmados y sin cambios"


def test_an_old_backup_over_newer_acts_closes_the_register(town_folder, tmp_path):
    town_folder.publish(0, 3)
    kept = town_folder.acts()
    backup = backup_of(town_folder, tmp_path / "respaldo.tar.gz")
    town_folder.publish(3, 5)
    refused = town_folder.run("restore", backup, "--data", town_folder.path)
    assert refused.returncode == 1
    assert "con --force" in refused.stderr
    assert findings(town_folder)["Registro público"]["text"] == f"{kept + 2} actos, firmados y sin cambios"

    result = town_folder.run("restore", backup, "--data", town_folder.path, "--force")
    assert result.returncode == 0
    assert f"tiene {kept} actos y ya se habían firmado {kept + 2}: el registro queda cerrado" in result.stderr
    assert findings(town_folder)["Registro público"]["state"] == "failure"
    late = town_folder.publish(5, 6)
    assert late.returncode != 0
    assert "RegisterBlockedError" in late.stderr
    aside = next(town_folder.path.glob("replaced-*"))
    with closing(sqlite3.connect(aside / "tequio.sqlite3")) as database:
        assert database.execute("SELECT size FROM register_log").fetchone() == (kept + 2,)


def test_a_backup_whose_register_was_altered_is_refused(town_folder, tmp_path):
    town_folder.publish(0, 5)
    with closing(sqlite3.connect(town_folder.path / "tequio.sqlite3")) as database, database:
        database.execute("UPDATE register_entry SET body = CAST(replace(body, 'Aviso 2', 'Aviso 9') AS BLOB)")
    backup = backup_of(town_folder, tmp_path / "respaldo.tar.gz")
    other = TownFolder(tmp_path / "otra")
    result = other.run("restore", backup, "--data", other.path)
    assert result.returncode == 1
    assert "El registro del respaldo no es el que se firmó" in result.stderr
    assert not (other.path / "tequio.sqlite3").exists()
    assert not (other.path / "keys" / "log-key").exists()


def test_a_backup_without_keys_holds_no_secret_and_keeps_those_in_place(town_folder, tmp_path):
    town_folder.publish(0, 2)
    key = (town_folder.path / "keys" / "log-key").read_bytes()
    backup = backup_of(town_folder, tmp_path / "respaldo.tar.gz", "--without-keys")
    with tarfile.open(backup) as tar:
        assert set(tar.getnames()) == {"tequio.sqlite3", "manifest.json"}
    result = town_folder.run("restore", backup, "--data", town_folder.path, "--force")
    assert result.returncode == 0, result.stderr
    assert (town_folder.path / "keys" / "log-key").read_bytes() == key
    assert findings(town_folder)["Registro público"]["state"] == "ok"


def test_a_backup_never_overwrites_and_old_ones_go_when_asked(town_folder, tmp_path):
    backup = backup_of(town_folder, tmp_path / "respaldo.tar.gz")
    assert town_folder.run("backup", backup).returncode == 2
    backups = town_folder.path / "backups"
    for day in range(1, 5):
        shutil.copy(backup, backups / f"tequio-2026010{day}-000000.tar.gz")
    assert town_folder.run("backup", "--keep", "2").returncode == 0
    assert len(list(backups.glob("*.tar.gz"))) == 2
    assert (backups / "tequio-20260104-000000.tar.gz").exists()


@pytest.mark.postgres
def test_a_town_on_postgresql_is_backed_up_and_restored(tmp_path):
    server = settings.DATABASES["default"]
    address = f"postgresql://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        for name in ("pueblo", "copia"):
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
    town, copy = (
        TownFolder(tmp_path / "a", f"{address}/pueblo"),
        TownFolder(tmp_path / "b", f"{address}/copia"),
    )
    assert town.make().returncode == 0
    town.publish(0, 4)
    backup = backup_of(town, tmp_path / "respaldo.tar.gz")
    result = copy.run("restore", backup, "--data", copy.path)
    assert result.returncode == 0, result.stderr
    assert findings(copy)["Registro público"]["state"] == "ok"
    assert findings(copy)["Registro público"] == findings(town)["Registro público"]
    assert copy.run("restore", backup, "--data", copy.path).returncode == 1
