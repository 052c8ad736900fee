"""``new``: an empty town with its own data folder, keys, register and first account."""

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from tequio.config.environment import ConfigurationError, load
from tequio.console import folder, options
from tequio.console.output import FAILED, OK, USAGE, Stop, say

QUESTIONS = {
    "name": "Nombre del municipio (como se dice: San Andrés Cholula)",
    "state": "Estado",
    "url": "Dirección pública del sitio (https://…); nombra para siempre al registro público",
    "email": "Correo de quien administra el sistema",
}
SETTINGS = """\
# Configuración de este municipio; .env.example explica cada variable.
TEQUIO_URL={url}
# Antes de abrir el sitio al público:
# TEQUIO_EMAIL_URL=smtp+starttls://usuario:clave@servidor:587
# TEQUIO_EMAIL_FROM={email}
# TEQUIO_TRUSTED_PROXIES=127.0.0.1
# TEQUIO_PRODUCTION=1
"""
CHECKLIST = """
Listo. Lo que sigue:
  1. Inicia el sitio:            ./tequio serve --data {data}
  2. Entra y captura los datos:  {url}/trabajo/
  3. Pon un servidor HTTPS enfrente (docs/operacion.md, «Abrir al público»).
  4. Completa {data}/tequio.env: correo, servidor de enfrente y TEQUIO_PRODUCTION=1.
  5. Guarda una copia de {data}/keys fuera de esta máquina: sin ella el registro no puede continuar.
  6. Programa un respaldo diario: ./tequio backup --data {data} --keep 14
  7. Revisa que todo esté bien:  ./tequio check --data {data}
"""


def main(arguments: list[str]) -> int:
    """Ask for what is missing, make the town and print what to do next."""
    chosen = _parser().parse_args(arguments)
    target = chosen.folder or chosen.data
    if target is None:
        raise Stop("Di en qué carpeta: ./tequio new CARPETA", USAGE)
    target = target.expanduser().absolute()
    if (target / "tequio.sqlite3").exists() or (target / "keys" / "log-key").exists():
        raise Stop(f"Ya hay un municipio en {target}; elige otra carpeta", USAGE)
    answers = {name: _answer(name, getattr(chosen, name)) for name in QUESTIONS}
    os.umask(0o077)
    os.environ["TEQUIO_URL"] = answers["url"]
    environment = options.environment(target)
    folder.require_space(target)
    folder.make_private(target)
    with folder.held(target):
        folder.make_secret_key(environment)
        if not (target / "tequio.env").exists():
            text = SETTINGS.format(url=environment.url, email=answers["email"])
            folder.write_private(target / "tequio.env", text)
        _prepare(chosen, answers)
    say(CHECKLIST.format(data=shlex.quote(str(target)), url=environment.url))
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = options.parser("new", "Crea un municipio vacío. Pregunta lo que no se dé como opción.")
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="CARPETA", help="carpeta nueva para los datos"
    )
    for name, question in QUESTIONS.items():
        parser.add_argument(f"--{name}", metavar="TEXTO", help=question)
    parser.add_argument("--full-name", metavar="TEXTO", help="nombre oficial (normal: Ayuntamiento de …)")
    parser.add_argument(
        "--commission", metavar="TEXTO", default="Comisión de Gobierno Abierto", help="comisión"
    )
    parser.add_argument("--commission-short", metavar="SIGLAS", default="CGA", help="siglas de la comisión")
    parser.add_argument(
        "--user", metavar="USUARIO", default="administracion", help="usuario de la primera cuenta"
    )
    return parser


def _answer(name: str, given: str | None) -> str:
    """Return a valid answer: the option's, or what the person types (asked again while it is not valid)."""
    while True:
        if given is None and not sys.stdin.isatty():
            raise Stop(f"Falta --{name} ({QUESTIONS[name]})", USAGE)
        answer = (given if given is not None else input(f"{QUESTIONS[name]}: ")).strip()
        problem = _problem(name, answer)
        if problem is None:
            return answer
        if given is not None:
            raise Stop(f"--{name}: {problem}", USAGE)
        say(f"  {problem}")


def _problem(name: str, answer: str) -> str | None:
    if not answer:
        return "escribe una respuesta"
    if name == "email" and "@" not in answer.strip("@"):
        return f"«{answer}» no es un correo"
    if name == "url":
        try:
            load({"TEQUIO_URL": answer, "TEQUIO_DATA": os.devnull})
        except ConfigurationError as error:
            return str(error)
        if urlsplit(answer).scheme != "https" and urlsplit(answer).hostname not in {"localhost", "127.0.0.1"}:
            return f"{answer} no es segura; usa https://"
    return None


def _prepare(chosen: argparse.Namespace, answers: dict[str, str]) -> None:
    town = {
        "name": answers["name"],
        "full_name": chosen.full_name or f"Ayuntamiento de {answers['name']}",
        "state": answers["state"],
        "commission": chosen.commission,
        "commission_short": chosen.commission_short,
        "email": answers["email"],
        "username": chosen.user,
    }
    command = [sys.executable, "-m", "tequio", "prepare", "--town", json.dumps(town)]
    if subprocess.run(command).returncode:
        raise Stop("No se creó el municipio; corrige lo anterior y vuelve a intentar", FAILED)
