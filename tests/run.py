"""The runner behind ``./tequio test``: checks of the code, then the tests, the fast part first.

``--fast`` runs only the fast part; any other argument goes to pytest. PostgreSQL and Redis servers of its own are
started when the machine has them. What could not run is listed by name; with ``TEQUIO_REQUIRE_ALL=1`` it is a failure.
The output ends with the summary lines of pytest itself, one for each part.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests import servers

SUMMARY = re.compile(r"^=* ?(\d+ \w+|no tests ran).* in [\d.]+s.*$")
NO_TESTS_COLLECTED = 5
PYTHON = sys.executable
CHECKS = {
    "ruff": [PYTHON, "-m", "ruff", "check", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "mypy": [PYTHON, "-m", "mypy"],
    "import-linter": [
        PYTHON,
        "-c",
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
    ],
    "migraciones": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}
FAST = "not slow and not browser and not database"
REST = "slow or browser or database"


@dataclass
class Run:
    """What happened so far."""

    arguments: list[str]
    environment: dict[str, str]
    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)

    def check(self, name: str, command: Sequence[str]) -> None:
        """Run one check and show its output only when it fails."""
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="tequio-check-") as data:
            settings = {**self.environment, "TEQUIO_DATA": data}
            result = subprocess.run(command, env=settings, text=True, capture_output=True)
        print(f"{'✗' if result.returncode else '✓'} {name} ({time.monotonic() - started:.1f} s)", flush=True)
        if result.returncode:
            print(result.stdout + result.stderr, flush=True)
            self.failed.append(name)

    def pytest(self, name: str, marks: str, **variables: str) -> None:
        """Run one part of the tests, showing pytest's output as it comes."""
        print(f"\n· {name}", flush=True)
        command = [PYTHON, "-m", "pytest", "-n", "auto", "-m", marks, *self.arguments]
        if sys.stdout.isatty():
            command.append("--color=yes")
        last = ""
        settings = {**self.environment, **variables}
        with subprocess.Popen(command, env=settings, text=True, stdout=subprocess.PIPE) as process:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                if SUMMARY.match(re.sub(r"\x1b\[[\d;]*m", "", line).strip()):
                    last = line.rstrip()
        nothing_asked = process.returncode == NO_TESTS_COLLECTED and self.arguments
        if process.returncode and not nothing_asked:
            self.failed.append(name)
        self.summaries.append(last or f"{name}: pytest ended without a summary (code {process.returncode})")

    def report(self, missing_file: Path) -> int:
        """Print what is missing, what failed and pytest's own summaries; return the exit code."""
        names = sorted(set(missing_file.read_text(encoding="utf-8").splitlines()))
        if self.missing or names:
            print("\nNo se pudo ejecutar en esta máquina:")
            for line in self.missing:
                print(f"  {line}")
            for what, _tab, test in (name.partition("\t") for name in names):
                print(f"  falta {what}: {test}")
            if self.environment.get("TEQUIO_REQUIRE_ALL") == "1":
                self.failed.append("lo que falta en esta máquina")
        if self.failed:
            print(f"\n✗ Falló: {', '.join(self.failed)}")
        print()
        print("\n".join(self.summaries), flush=True)
        return 1 if self.failed else 0


def main(arguments: list[str]) -> int:
    """Run what was asked for and return the exit code."""
    fast_only = "--fast" in arguments
    rest = [word for word in arguments if word != "--fast"]
    with tempfile.TemporaryDirectory(prefix="tequio-run-") as folder, contextlib.ExitStack() as stack:
        missing_file = Path(folder) / "missing"
        missing_file.touch()
        run = Run(
            rest,
            {**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "TEQUIO_TEST_MISSING": str(missing_file)},
        )
        if not fast_only and not rest:
            for name, command in CHECKS.items():
                run.check(name, command)
        _start_redis(run, stack)
        if not fast_only and servers.find_postgres() is None:
            run.environment["TEQUIO_TEST_NO_POSTGRES"] = "1"
            run.missing.append("falta PostgreSQL: las pruebas de base de datos no se repitieron en él")
        run.pytest("Parte rápida: reglas y registro, sin base de datos", FAST)
        if not fast_only:
            run.pytest("El resto, con SQLite y en el navegador", REST)
            _repeat_on_postgres(run)
        return run.report(missing_file)


def _start_redis(run: Run, stack: contextlib.ExitStack) -> None:
    binary = servers.find_redis()
    if binary:
        run.environment["TEQUIO_TEST_REDIS_URL"] = stack.enter_context(servers.redis(binary))


def _repeat_on_postgres(run: Run) -> None:
    binaries = servers.find_postgres()
    if binaries is None:
        return
    with servers.postgres(binaries) as url:
        run.pytest(
            "Las pruebas de base de datos, con PostgreSQL", "not browser", TEQUIO_TEST_DATABASE_URL=url
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
