"""``test`` and ``cluster``: hand over to ``tests/``, which only a copy of the repository has."""

import os
import sys

from tequio.config.environment import REPOSITORY
from tequio.console.output import USAGE, Stop

RUN = {"test": "tests.run", "cluster": "tests.cluster"}


def main(arguments: list[str]) -> int:
    """Replace this process with the test runner, or with the set of machines for trying; does not return."""
    name, rest = arguments[0], arguments[1:]
    if not (REPOSITORY / "tests" / "run.py").is_file():
        raise Stop("Esto solo está en una copia completa del código; clona el repositorio", USAGE)
    os.chdir(REPOSITORY)
    os.execv(sys.executable, [sys.executable, "-m", RUN[name], *rest])  # noqa: S606
