"""The shell script at the root: one clear line for a machine that lacks something."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tequio.config.environment import REPOSITORY

TOOLS = ("sh", "dirname", "cat", "cksum", "rm", "df", "awk", "tail", "tee")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the script needs, in a path with spaces, without a virtual environment."""
    root = tmp_path / "una carpeta"
    (root / "requirements").mkdir(parents=True)
    shutil.copy(REPOSITORY / "tequio", root)
    for lock in (REPOSITORY / "requirements").glob("*.txt"):
        shutil.copy(lock, root / "requirements")
    return root


@pytest.fixture
def bin_folder(tmp_path):
    """A PATH with the usual tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def tequio(checkout: Path, folder: Path, *words: str, **variables: str):
    return subprocess.run(
        [checkout / "tequio", *words], env={"PATH": str(folder), **variables}, text=True, capture_output=True
    )


def test_no_python_is_one_line(checkout, bin_folder):
    result = tequio(checkout, bin_folder, "serve")
    assert result.returncode == 4
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("✗ No se encontró Python; instala Python 3.11")


def test_an_old_python_is_named(checkout, bin_folder):
    program(bin_folder / "python3", 'case "$2" in *print*) echo 3.9.2 ;; *) exit 1 ;; esac')
    result = tequio(checkout, bin_folder, "serve")
    assert result.returncode == 4
    assert result.stderr == (
        "✗ Tequio necesita Python 3.11 o más nuevo y aquí hay 3.9.2; instálalo y vuelve a intentar.\n"
    )


def test_a_python_without_venv_is_named(checkout, bin_folder):
    program(bin_folder / "python3", 'case "$*" in *venv*) exit 1 ;; esac')
    result = tequio(checkout, bin_folder, "serve")
    assert result.returncode == 4
    assert "le falta el módulo venv" in result.stderr
    assert not (checkout / ".venv").exists()


def test_an_installed_environment_is_used_at_once(checkout, bin_folder):
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    program(venv / "bin" / "python", 'echo "$PYTHONPATH|$*"')
    lock = (checkout / "requirements" / "runtime.txt").read_bytes()
    sum_of_lock = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout
    (venv / ".tequio-runtime").write_bytes(sum_of_lock)
    result = tequio(checkout, bin_folder, "serve", "--data", "mis datos")
    assert result.stdout == f"{checkout}/src|-m tequio serve --data mis datos\n"
    assert result.stderr == ""


def test_a_changed_lock_is_installed_again(checkout, bin_folder):
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    program(venv / "bin" / "python", 'case "$*" in *install*) exit 1 ;; esac')
    (venv / ".tequio-runtime").write_text("otra suma\n")
    result = tequio(checkout, bin_folder, "serve", TEQUIO_NO_UV="1")
    assert result.returncode == 5
    assert "No se instalaron las dependencias; revisa la red y el espacio en disco" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(checkout, bin_folder):
    program(bin_folder / "python3", "exit 0")
    checkout.chmod(0o555)
    result = tequio(checkout, bin_folder, "serve")
    checkout.chmod(0o755)
    assert result.returncode == 6
    assert result.stderr.startswith(f"✗ No se puede escribir en {checkout}")
