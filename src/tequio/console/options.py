"""Options that several commands share."""

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from tequio.config.environment import REPOSITORY, Environment, load
from tequio.console.output import FAILED, USAGE, Stop

SHORTEST_PASSPHRASE = 16


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
    loaded = load()
    _require_drivers(loaded)
    return loaded


def _require_drivers(environment: Environment) -> None:
    """See that the drivers of what is configured are installed; the settings file may ask for them after the start."""
    wanted = {"psycopg": environment.database.vendor == "postgresql", "redis": bool(environment.redis_url)}
    wanted |= {"boto3": environment.bucket is not None}
    missing = [name for name, needed in wanted.items() if needed and find_spec(name) is None]
    if not missing:
        return
    script = REPOSITORY / "tequio"
    if "TEQUIO_SCALE" in os.environ or not script.is_file():
        raise Stop(f"Falta instalar {', '.join(missing)}; usa requirements/scale.txt", FAILED)
    os.environ["TEQUIO_SCALE"] = "1"
    os.execv(script, [str(script), *sys.argv[1:]])  # noqa: S606 - ourselves, with the other lock


def add_passphrase(parser: argparse.ArgumentParser, text: str) -> None:
    """Give a command the option of a passphrase, which never goes in its words, where other users would see it."""
    parser.add_argument("--passphrase-file", type=Path, metavar="ARCHIVO", help=text)


def passphrase(chosen: argparse.Namespace) -> str:
    """The first line of the file of the passphrase, or nothing when none is given."""
    if chosen.passphrase_file is None:
        return ""
    try:
        words = chosen.passphrase_file.read_text(encoding="utf-8").split("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"No se puede leer {chosen.passphrase_file} ({error})", USAGE) from None
    if len(words) < SHORTEST_PASSPHRASE:
        raise Stop(f"La frase es corta; usa al menos {SHORTEST_PASSPHRASE} caracteres", USAGE)
    return str(words)
