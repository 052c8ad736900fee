"""``restore``: checks a backup to its last byte, checks the register in it, and only then puts it in place."""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tequio.config.environment import Environment
from tequio.console import archive, copies, folder, freshness, media, options
from tequio.console.output import FAILED, OK, USAGE, Stop, complain, progress, say, step

HIGHEST = "highest-checkpoint"
PARTS = ("media", "keys", "tequio.env")


def main(arguments: list[str]) -> int:
    """Restore, or stop without having touched anything."""
    parser = options.parser("restore", "Comprueba un respaldo y lo pone en una carpeta de datos.")
    parser.add_argument("file", type=Path, metavar="ARCHIVO", help="respaldo hecho con ./tequio backup")
    parser.add_argument("--force", action="store_true", help="aparta el municipio que ya esté en la carpeta")
    parser.add_argument(
        "--identity", type=Path, metavar="ARCHIVO", help="llave privada de age que abre un respaldo cifrado"
    )
    options.add_passphrase(parser, "archivo con la frase que abre un respaldo cifrado")
    chosen = parser.parse_args(arguments)
    if chosen.data is None:
        raise Stop("Di en qué carpeta con --data", USAGE)
    if not chosen.file.is_file():
        raise Stop(f"No existe {chosen.file}", USAGE)
    os.umask(0o077)
    environment = options.environment(chosen.data)
    folder.require_space(environment.data, needed=4 * chosen.file.stat().st_size + 20_000_000)
    folder.make_private(environment.data)
    with contextlib.ExitStack() as held:
        for part in ("serve", "web", "jobs"):
            held.enter_context(folder.held(environment.data, part))
        _refuse_to_overwrite(environment, force=chosen.force)
        stage = Path(
            held.enter_context(tempfile.TemporaryDirectory(prefix="restore-", dir=environment.data / "run"))
        )
        return _restore(environment, chosen, stage)


def _restore(environment: Environment, chosen: argparse.Namespace, stage: Path) -> int:
    with step("Comprobando las huellas del respaldo"):
        words = options.passphrase(chosen)
        manifest = archive.extract(chosen.file, stage, progress, identity=chosen.identity, passphrase=words)
    if manifest["database"] != environment.database.vendor:
        raise Stop(
            f"El respaldo es de {manifest['database']}; ajusta TEQUIO_DATABASE_URL antes de restaurar", USAGE
        )
    copied = stage / copies.NAMES[manifest["database"]]
    if manifest["database"] == "sqlite":
        with step("Comprobando el registro público"):
            _audit(stage, f"sqlite://{copied}", keys=manifest["keys"])
    known = _highest(environment.keys / HIGHEST)
    aside = _set_aside(environment, stage)
    if manifest["database"] == "sqlite":
        shutil.move(copied, environment.database.name)
    else:
        copies.restore_postgres(environment.database, copied)
    _put_in_place(stage, environment)
    freshness.forget(environment.data)
    if manifest["database"] != "sqlite":
        with step("Comprobando el registro público"):
            _audit(environment.data, "", keys=manifest["keys"])
    _keep_highest(environment, known)
    return _report(environment, manifest, aside)


def _refuse_to_overwrite(environment: Environment, *, force: bool) -> None:
    if force:
        return
    if (environment.keys / "log-key").exists() or copies.has_tables(environment.database):
        raise Stop(
            f"Ya hay un municipio en {environment.data}; con --force se aparta y se restaura encima", FAILED
        )


def _audit(data: Path, database_url: str, *, keys: bool) -> None:
    """Check the whole register of the restored copy, entry by entry, in a process with its own settings."""
    settings = {**os.environ, "TEQUIO_DATA": str(data), "TEQUIO_PRODUCTION": "0"}
    settings.pop("TEQUIO_ENV_FILE", None)
    if database_url:
        settings["TEQUIO_DATABASE_URL"] = database_url
    words = ["inspect", "--register", *([] if keys else ["--without-key"])]
    command = [sys.executable, "-m", "tequio", *words]
    result = subprocess.run(command, env=settings, capture_output=True, text=True)
    try:
        faults = json.loads(result.stdout)["faults"]
    except (ValueError, KeyError):
        reason = (result.stderr.strip().splitlines() or ["?"])[-1]
        raise Stop(f"No se pudo leer el registro del respaldo: {reason}", FAILED) from None
    if faults:
        raise Stop(f"El registro del respaldo no es el que se firmó: {faults[0]}; usa otro respaldo", FAILED)


def _set_aside(environment: Environment, stage: Path) -> Path | None:
    """Move what is in the folder to one of its own, so that a restore by mistake can be undone by hand."""
    present = [environment.data / part for part in PARTS if part == "media" or (stage / part).exists()]
    if environment.database.vendor == "sqlite":
        name = environment.database.name
        present += [Path(name), Path(f"{name}-wal"), Path(f"{name}-shm")]
    aside = environment.data / f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    moved = False
    for path in present:
        if path.is_dir() and not any(path.iterdir()):
            continue
        if path.exists():
            aside.mkdir(exist_ok=True, mode=0o700)
            shutil.move(path, aside / path.name)
            moved = True
    return aside if moved else None


def _put_in_place(stage: Path, environment: Environment) -> None:
    for part in PARTS:
        source, target = stage / part, environment.data / part
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copyfile(source, target)
    media.put_back(environment, stage / media.FOLDER)
    folder.make_private(environment.data)


def _highest(path: Path) -> tuple[int, str]:
    """Return the size and the text of a signed checkpoint kept apart, or (0, "")."""
    try:
        text = path.read_text(encoding="utf-8")
        return int(text.splitlines()[1]), text
    except (FileNotFoundError, IndexError, ValueError):
        return 0, ""


def _keep_highest(environment: Environment, known: tuple[int, str]) -> None:
    """Never forget a higher checkpoint than the backup's: the register must not sign below it."""
    if known[0] > _highest(environment.keys / HIGHEST)[0]:
        folder.write_private(environment.keys / HIGHEST, known[1])


def _report(environment: Environment, manifest: dict[str, Any], aside: Path | None) -> int:
    entries = manifest["register"]["entries"]
    say(f"✓ Restaurado el respaldo del {manifest['made_at']} en {environment.data}: {entries} actos")
    if aside:
        say(f"  Lo que había quedó en {aside}; bórralo cuando ya no haga falta")
    if not (environment.keys / "log-key").exists():
        say(
            f"  Falta la llave del registro: copia tu respaldo de llaves en {environment.keys} antes de publicar"
        )
    highest = _highest(environment.keys / HIGHEST)[0]
    if highest > entries:
        complain(
            f"El respaldo tiene {entries} actos y ya se habían firmado {highest}: el registro queda cerrado y no "
            "publica nada; sigue docs/operacion.md, «Un respaldo más viejo que lo firmado»"
        )
    say(
        f"  Inicia con ./tequio serve --data {environment.data} y revisa con ./tequio check --data {environment.data}"
    )
    return OK
