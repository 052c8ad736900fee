"""The commands of ``./tequio``. Each one is a module with ``main(arguments) -> exit code``.

Modules load when their command is asked for, so that ``help`` and ``verify`` start without Django.
"""

import importlib
import os
import signal
import sys
from dataclasses import dataclass

from tequio.config.environment import ConfigurationError
from tequio.console.output import CONFIGURATION, FAILED, OK, USAGE, Stop, complain, say


@dataclass(frozen=True)
class Command:
    """One word of ``./tequio``, the module that does it, and the line that explains it."""

    name: str
    module: str
    usage: str
    summary: str
    needs_django: bool = False


COMMANDS = (
    Command("serve", "tequio.console.serve", "[--demo NOMBRE|none] [--port 8000] [--data CARPETA]",
            "Inicia el sitio. La primera vez lo prepara con el municipio de ejemplo."),
    Command("new", "tequio.console.new", "CARPETA [--name … --state … --url … --email …]",
            "Crea un municipio vacío: sus llaves, su registro público y su primera cuenta."),
    Command("check", "tequio.console.check", "[--data CARPETA] [--json]",
            "Revisa la salud del sistema y dice cómo corregir cada falla."),
    Command("backup", "tequio.console.backup", "[ARCHIVO] [--encrypt-to LLAVE] [--without-keys]",
            "Respalda base de datos, archivos y llaves, sin detener el sitio."),
    Command("restore", "tequio.console.restore", "ARCHIVO --data CARPETA [--identity LLAVE] [--force]",
            "Comprueba un respaldo y lo pone en su lugar."),
    Command("import", "tequio.console.importing", "ARCHIVO [--dry-run] [--yes] [--by USUARIO] | --template [ARCHIVO]",
            "Revisa una hoja de cálculo con el pasado del municipio y lo publica si lo confirmas."),
    Command("successor", "tequio.console.successor", "--reason TEXTO [--data CARPETA]",
            "Termina un registro público que no puede seguir y empieza su sucesor."),
    Command("verify", "tequio.ledger.cli", "FUENTE …", "Comprueba un registro público o la prueba de un acto."),
    Command("mirror", "tequio.ledger.cli", "FUENTE CARPETA …", "Copia un registro público y lo comprueba."),
    Command("witness", "tequio.ledger.cli", "…", "Atestigua el registro público de otra institución."),
    Command("mcp", "tequio.console.mcp", "[--url DIRECCIÓN | --data CARPETA]",
            "Responde a un asistente (MCP) con lo público, citando cada acto y su prueba."),
    Command("manage", "tequio.console.manage", "ORDEN …", "Ejecuta una orden de administración de Django."),
    Command("shell", "tequio.console.manage", "", "Abre una consola de Python con el sistema cargado."),
    Command("test", "tequio.console.development", "[--fast] [OPCIONES DE PYTEST]",
            "Ejecuta todas las pruebas y revisiones del código."),
    Command("cluster", "tequio.console.development", "[--port 8000]",
            "Prueba el conjunto grande en esta máquina: PostgreSQL, Redis, S3, nginx y dos nodos."),
    Command("prepare", "tequio.console.prepare", "", "", needs_django=True),  # what serve and new run apart
    Command("inspect", "tequio.console.inspect", "", "", needs_django=True),  # the part of check inside Django
    Command("import-inside", "tequio.console.import_inside", "", "", needs_django=True),  # the part of import
)  # fmt: skip

EXIT_CODES = """\
Códigos de salida: 0 bien · 1 falló · 2 orden mal escrita · 3 configuración · 4 Python ·
                   5 sin espacio o sin dependencias · 6 sin permiso · 7 puerto ocupado ·
                   8 no se pudo leer"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; expected problems become one line on standard error."""
    words = sys.argv[1:] if arguments is None else arguments
    name, rest = (words[0], words[1:]) if words else ("help", [])
    if name in {"help", "-h", "--help"}:
        say(help_text())
        return OK
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        complain(f"No existe la orden «{name}»; escribe ./tequio help para ver las que hay")
        return USAGE
    passes_name = command.module in {
        "tequio.ledger.cli",
        "tequio.console.manage",
        "tequio.console.development",
    }
    try:
        if command.needs_django:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
            importlib.import_module("django").setup()
        code: int = importlib.import_module(command.module).main([name, *rest] if passes_name else rest)
    except ConfigurationError as error:
        complain(str(error))
        return CONFIGURATION
    except Stop as stop:
        complain(stop.message)
        return stop.code
    except KeyboardInterrupt:
        complain("Detenido")
        return FAILED + signal.SIGINT + 126
    except BrokenPipeError:  # the reader of a pipe left, as in `./tequio help | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def help_text() -> str:
    """Return the description of every command."""
    lines = ["Tequio, el sistema de la comisión de gobierno abierto de un municipio.", ""]
    for command in (command for command in COMMANDS if command.summary):
        lines += [f"  ./tequio {command.name} {command.usage}".rstrip(), f"      {command.summary}"]
    lines += [
        "",
        "Cada orden explica sus opciones con --help. Variables de configuración: .env.example",
        EXIT_CODES,
    ]
    return "\n".join(lines)
