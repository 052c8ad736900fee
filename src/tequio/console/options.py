"""Options that several commands share."""

import argparse
import os
from pathlib import Path

from tequio.config.environment import Environment, load


def parser(name: str, description: str) -> argparse.ArgumentParser:
    """Return a parser with ``--data`` that speaks the console's language."""
    made = argparse.ArgumentParser(
        prog=f"./tequio {name}", description=description, add_help=False, allow_abbrev=False
    )
    made.add_argument("--help", action="help", help="muestra esta ayuda")
    made.add_argument(
        "--data", type=Path, metavar="CARPETA", help="carpeta de los datos (TEQUIO_DATA; normal: var)"
    )
    return made


def environment(data: Path | None = None) -> Environment:
    """Load the settings of the machine; ``data``, when given, also holds for the children of this process."""
    if data is not None:
        os.environ["TEQUIO_DATA"] = str(data.expanduser().absolute())
    return load()
