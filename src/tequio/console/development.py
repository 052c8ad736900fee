"""``test``: hands over to the runner in ``tests/``, which only a copy of the repository has."""

import os
import sys

from tequio.config.environment import REPOSITORY
from tequio.console.output import USAGE, Stop


def main(arguments: list[str]) -> int:
    """Replace this process with the test runner; does not return."""
    if not (REPOSITORY / "tests" / "run.py").is_file():
        raise Stop("Las pruebas solo están en una copia completa del código; clona el repositorio", USAGE)
    os.chdir(REPOSITORY)
    os.execv(sys.executable, [sys.executable, "-m", "tests.run", *arguments])  # noqa: S606
