"""``import``: a town's own past from a spreadsheet. What it does runs in a process with Django."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from tequio.console import options
from tequio.console.output import OK, USAGE, Stop, say


def main(arguments: list[str]) -> int:
    """Check the file, ask, and publish; return 0 when every row was accepted and 1 when some were rejected."""
    chosen = _parser().parse_args(arguments)
    if (chosen.file is None) == (chosen.template is None):
        raise Stop("Di qué archivo: ./tequio import ARCHIVO, o pide la plantilla con --template", USAGE)
    if chosen.file and not chosen.file.is_file():
        raise Stop(f"No existe {chosen.file}", USAGE)
    options.environment(chosen.data)
    wish = {
        "file": str(chosen.file.absolute()) if chosen.file else "",
        "template": str(chosen.template.absolute()) if chosen.template else "",
        "by": chosen.by,
        "dry_run": chosen.dry_run,
        "amend": chosen.amend,
    }
    if chosen.file and not chosen.dry_run and not chosen.yes:
        return _ask_first(wish)
    return _run(wish)


def _parser() -> argparse.ArgumentParser:
    parser = options.parser("import", "Publica el pasado del municipio desde hojas de cálculo.")
    parser.add_argument("file", nargs="?", type=Path, metavar="ARCHIVO", help="libro .xlsx o archivo .csv")
    parser.add_argument(
        "--template",
        nargs="?",
        type=Path,
        const=Path("plantilla.xlsx"),
        metavar="ARCHIVO",
        help="guarda la plantilla vacía y termina",
    )
    parser.add_argument("--dry-run", action="store_true", help="solo revisa; no publica nada")
    parser.add_argument("--yes", action="store_true", help="publica lo aceptado sin preguntar")
    parser.add_argument(
        "--amend",
        default="",
        metavar="MOTIVO",
        help="publica también una versión nueva de lo que el archivo dice distinto, por este motivo",
    )
    parser.add_argument(
        "--by", default="", metavar="USUARIO", help="quién importa (normal: la Secretaría técnica)"
    )
    return parser


def _ask_first(wish: dict[str, object]) -> int:
    code = _run(wish | {"dry_run": True})
    if not sys.stdin.isatty():
        raise Stop("Nada se publicó; repite con --yes para publicar lo aceptado", USAGE)
    if input("¿Publicar lo aceptado? Escribe sí para continuar: ").strip().lower() not in {"sí", "si"}:
        say("Nada se publicó.")
        return code
    return _run(wish)


def _run(wish: dict[str, object]) -> int:
    command = [sys.executable, "-m", "tequio", "import-inside", json.dumps(wish)]
    try:
        return subprocess.run(command).returncode
    except KeyboardInterrupt:
        say("Detenido. Lo publicado se conserva; repite la orden para continuar.")
        return OK + 130
