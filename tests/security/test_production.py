"""The site as it runs in production: its checks, its headers, its log and the versions under it."""

import io
import logging
import os
import re
import subprocess
import sys
from logging.config import DictConfigurator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tequio.config import settings as site

PRODUCTION = {
    "TEQUIO_PRODUCTION": "1",
    "TEQUIO_URL": "https://abierto.ejemplo.gob.mx",
    "TEQUIO_SECRET_KEY": "".join(chr(97 + number * 7 % 26) for number in range(60)),
    "TEQUIO_EMAIL_URL": "smtp+starttls://a:b@correo.ejemplo.gob.mx",
    "DJANGO_SETTINGS_MODULE": "tequio.config.settings",
}
LINE = site.LOGGING["formatters"]["line"]
FLOORS = Path(__file__).parents[2] / "requirements" / "floors.in"


def in_production(repository: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    folder.chmod(0o700)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TEQUIO_")}
    environ = {**clean, **PRODUCTION, "TEQUIO_DATA": str(folder), "PYTHONPATH": str(repository / "src")}
    return subprocess.run(
        [sys.executable, *command], cwd=repository, env=environ, capture_output=True, text=True, check=False
    )


def test_the_check_for_production_finds_nothing(repository: Path, tmp_path: Path) -> None:
    done = in_production(repository, tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stdout + done.stderr
    weak = in_production(
        repository, tmp_path, "-c",
        "import django, sys; from django.conf import settings; django.setup(); settings.SECURE_HSTS_SECONDS = 0; "
        "from django.core.management import call_command; "
        "call_command('check', deploy=True, fail_level='WARNING')",
    )  # fmt: skip
    assert weak.returncode != 0, "the check must be able to fail"
    assert "security.W004" in weak.stderr


def test_production_answers_with_hsts_and_secure_cookies(repository: Path, tmp_path: Path) -> None:
    code = (
        "import django; django.setup(); from django.conf import settings as s; "
        "print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEBUG, s.ALLOWED_HOSTS)"
    )
    done = in_production(repository, tmp_path, "-c", code)
    assert done.stdout.strip() == "31536000 True True False ['abierto.ejemplo.gob.mx']", done.stderr


def test_a_secure_answer_carries_hsts(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = SecurityMiddleware(lambda _request: HttpResponse())(RequestFactory().get("/", secure=True))
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "hostile",
    [
        "a\n2026-04-14 ERROR tequio: forged",
        "a\r\nb",
        "\x1b[31mred",
        "a\u202eb",
        "a\u2028b",
        "a\x85b",
        "a\x00b",
    ],
)
def test_a_line_of_the_log_is_one_line(hostile: str) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DictConfigurator(site.LOGGING).configure_formatter(dict(LINE)))
    try:
        raise ValueError(hostile)
    except ValueError:
        record = logging.LogRecord("tequio", 40, "x", 1, "name %s", (hostile,), sys.exc_info())
    handler.emit(record)
    first, *others = stream.getvalue().rstrip("\n").split("\n")
    assert "\\" in first
    assert all(line.startswith("    ") for line in others)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", stream.getvalue())


def floors() -> dict[str, tuple[int, ...]]:
    lines = FLOORS.read_text(encoding="utf-8").splitlines()
    found = (line.split("#")[0].strip().split(">=") for line in lines if line and not line.startswith("#"))
    return {name: numbers(version) for name, version in found}


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


@pytest.mark.parametrize("lock", ["runtime.txt", "scale.txt", "mcp.txt", "dev.txt"])
def test_every_dependency_is_above_its_known_faults(repository: Path, lock: str) -> None:
    text = (repository / "requirements" / lock).read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([\w.]+)", text, flags=re.MULTILINE))
    known = floors()
    assert len(known) >= 5
    low = {
        name: locked[name]
        for name, floor in known.items()
        if name in locked and numbers(locked[name]) < floor
    }
    assert low == {}
    assert set(known) <= set(locked)
