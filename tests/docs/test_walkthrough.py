"""CONTRIBUTING's "Add a kind of record", followed to the letter in a copy of the source."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BLOCK = re.compile(r"<!-- file: (?P<path>\S+) -->\n```\w+\n(?P<text>.*?)```", re.DOTALL)


@pytest.mark.slow
def test_the_walk_through_works(repository: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copia"
    shutil.copytree(repository / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(repository / "tests", copy / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conftest.py", "pyproject.toml", "manage.py"):
        shutil.copy(repository / name, copy / name)
    blocks = list(BLOCK.finditer((repository / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert len(blocks) == 9
    for block in blocks:
        path = copy / block["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["text"], encoding="utf-8")
    (copy / "src/tequio/notices/tests/__init__.py").touch()
    (copy / "src/tequio/notices/migrations").mkdir()
    (copy / "src/tequio/notices/migrations/__init__.py").touch()
    replace(
        copy / "src/tequio/config/settings.py", "INSTALLED_APPS = [", 'INSTALLED_APPS = ["tequio.notices",'
    )
    replace(
        copy / "src/tequio/config/urls.py",
        'path("", include("tequio.website.urls"))',
        'path("", include("tequio.notices.urls")), path("", include("tequio.website.urls"))',
    )
    run(copy, "manage.py", "makemigrations", "notices")
    summary = run(copy, "-m", "pytest", "src/tequio/notices", "-q", "-p", "no:cacheprovider")
    assert "4 passed" in summary


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def run(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "TEQUIO_DATA": str(folder / "var")}
    (folder / "var").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
