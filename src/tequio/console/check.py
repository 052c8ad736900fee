"""``check``: the health of the machine and of the town's data, each line with its fix.

What Django knows is looked at in a process of its own (``inspect``), so that settings which do not load are one
finding and not a traceback.
"""

import json
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tequio.config.environment import Bucket, ConfigurationError, Environment, unsafe_settings
from tequio.console import media, options
from tequio.console.findings import Finding, State, failure, ok, report, warning
from tequio.console.output import human_size

LITTLE_SPACE, ALMOST_NONE = 1_000_000_000, 200_000_000  # bytes
OLD_BACKUP = 2 * 86_400  # seconds
PRIVATE_FILES = ("secret-key", "log-key", "highest-checkpoint")
# No clock that is right shows a time before this code was written.
WRITTEN_ON = time.mktime((2026, 11, 1, 0, 0, 0, 0, 0, 0))


def main(arguments: list[str]) -> int:
    """Look at everything, print one line each, and return 1 when something must be corrected."""
    parser = options.parser("check", "Revisa la salud del sistema.")
    parser.add_argument("--json", action="store_true", help="para programas de vigilancia")
    parser.add_argument("--mail", metavar="DIRECCIÓN", help="además, envía ahí un correo de prueba")
    chosen = parser.parse_args(arguments)
    findings = [_python()]
    try:
        environment = options.environment(chosen.data)
    except ConfigurationError as error:
        findings.append(failure("Configuración", str(error), "corrige esa variable"))
        return report(findings, as_json=chosen.json)
    findings += _machine(environment)
    if environment.data.is_dir():
        findings += _inside()
        if chosen.mail:
            findings += _inside("--mail", chosen.mail)
    return report(findings, as_json=chosen.json)


def _machine(environment: Environment) -> Iterator[Finding]:
    if not environment.data.is_dir():
        yield failure(
            "Datos", f"no existe {environment.data}", "crea un municipio con ./tequio new o usa --data"
        )
        return
    yield _space(environment.data)
    yield _permissions(environment.data)
    yield from _keys(environment)
    yield _clock(environment.data)
    if environment.bucket:
        yield _bucket(environment.bucket)
    yield _backup(environment.data / "backups")
    problems = unsafe_settings(environment)
    if problems:
        yield from (warning("Producción", *problem.split("; ", 1)) for problem in problems)
    else:
        yield ok("Producción", "los ajustes son seguros")


def _bucket(bucket: Bucket) -> Finding:
    reason = media.problem(bucket)
    if reason:
        return failure("Archivos compartidos", reason, "revisa TEQUIO_S3_URL y los permisos de la llave")
    return ok("Archivos compartidos", f"cubeta {bucket.name}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return ok("Python", version)


def _space(data: Path) -> Finding:
    free = shutil.disk_usage(data).free
    text = f"{human_size(free)} libres en {data}"
    if free < ALMOST_NONE:
        return failure("Disco", text, "libera espacio: sin él no se puede publicar")
    if free < LITTLE_SPACE:
        return warning("Disco", text, "libera espacio pronto o mueve los respaldos a otro disco")
    return ok("Disco", text)


def _permissions(data: Path) -> Finding:
    mode = stat.S_IMODE(data.stat().st_mode)
    if mode & 0o007:
        return failure("Carpeta de datos", f"otros usuarios pueden entrar ({mode:o})", f"chmod 700 {data}")
    return ok("Carpeta de datos", f"solo su dueño puede entrar ({mode:o})")


def _keys(environment: Environment) -> Iterator[Finding]:
    for name in ("secret-key", "log-key"):
        if not (environment.keys / name).is_file() and not (
            name == "secret-key" and environment.has_stored_secret
        ):
            fix = "restaura la carpeta keys desde un respaldo; si el municipio es nuevo, inicia con ./tequio serve"
            yield failure("Llaves", f"falta {environment.keys / name}", fix)
    open_to_others = [
        path
        for name in PRIVATE_FILES
        if (path := environment.keys / name).is_file() and path.stat().st_mode & 0o077
    ]
    for path in open_to_others:
        yield failure("Llaves", f"otros usuarios pueden leer {path}", f"chmod 600 {path}")
    if (environment.keys / "log-key").is_file() and not open_to_others:
        yield ok("Llaves", "presentes y solo para su dueño")


def _clock(data: Path) -> Finding:
    newest = max((path.stat().st_mtime for path in data.glob("*") if path.is_file()), default=0.0)
    now = time.time()
    if now < WRITTEN_ON or now < newest - 60:
        text = f"la máquina dice {time.strftime('%Y-%m-%d %H:%M')} y hay datos de una fecha posterior"
        return failure("Reloj", text, "activa la sincronización: timedatectl set-ntp true")
    return ok("Reloj", time.strftime("%Y-%m-%d %H:%M %Z"))


def _backup(folder: Path) -> Finding:
    newest = max((path.stat().st_mtime for path in folder.glob("*.tar.gz*")), default=0.0)
    if not newest:
        return warning(
            "Respaldo", f"no hay ninguno en {folder}", "programa ./tequio backup --keep 14 cada día"
        )
    age = time.time() - newest
    text = f"el último es de hace {age / 3600:.0f} h"
    if age > OLD_BACKUP:
        return warning("Respaldo", text, "revisa por qué no corre ./tequio backup cada día")
    return ok("Respaldo", text)


def _inside(*options: str) -> list[Finding]:
    command = [sys.executable, "-m", "tequio", "inspect", *options]
    result = subprocess.run(command, capture_output=True, text=True)
    try:
        return [
            Finding(**{**item, "state": State(item["state"])}) for item in json.loads(result.stdout)["checks"]
        ]
    except (ValueError, KeyError):
        reason = (result.stderr.strip().splitlines() or ["?"])[-1]
        return [
            failure("Sistema", f"no arranca: {reason}", "ejecuta ./tequio manage check para ver la causa")
        ]
