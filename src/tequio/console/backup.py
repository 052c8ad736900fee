"""``backup``: one file with the database, the published files and the keys, made while the site runs."""

import argparse
import contextlib
import os
import shutil
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tequio.config.environment import Database, Environment
from tequio.console import archive, copies, folder, media, options, sealing
from tequio.console.output import OK, PERMISSION, USAGE, Stop, human_size, progress, say, step

NOT_KEPT = {"signing.lock"}  # of the keys folder


def main(arguments: list[str]) -> int:
    """Write the backup, say what it holds, and remove old ones when asked."""
    chosen = _parser().parse_args(arguments)
    os.umask(0o077)
    if chosen.new_key:
        return _new_key(chosen.new_key)
    environment = options.environment(chosen.data)
    if not environment.data.is_dir():
        raise Stop(f"No existe {environment.data}; di cuál con --data", USAGE)
    seal = _seal(chosen, environment)
    target = _target(chosen.file, environment, sealing.SUFFIX if seal else "")
    folder.require_space(target.parent, needed=_size(environment))
    with step(f"Respaldando {environment.data}"):
        head = _write(environment, target, seal, with_keys=not chosen.without_keys)
    say(
        f"  {target} ({human_size(target.stat().st_size)}), registro de {head.entries} actos, {head.signed} firmados"
    )
    if chosen.without_keys:
        say("  Sin llaves: guárdalas aparte, el registro no puede continuar sin ellas.")
    elif seal is None:
        say("  Contiene las llaves y la configuración: guárdalo cifrado y fuera de esta máquina.")
    else:
        say("  Está cifrado: solo lo abre la llave privada o la frase. Cópialo fuera de esta máquina.")
    if chosen.keep:
        _remove_old(environment.data / "backups", chosen.keep)
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = options.parser("backup", "Respalda base de datos, archivos y llaves en un solo .tar.gz.")
    parser.add_argument("file", nargs="?", type=Path, metavar="ARCHIVO", help="normal: backups/ en los datos")
    parser.add_argument("--without-keys", action="store_true", help="deja fuera las llaves y tequio.env")
    parser.add_argument(
        "--keep", type=int, metavar="N", help="conserva solo los N respaldos más nuevos de backups/"
    )
    parser.add_argument(
        "--encrypt-to",
        action="append",
        metavar="LLAVE",
        help="cifra para esta llave pública (age1…); se puede repetir (normal: TEQUIO_BACKUP_KEY)",
    )
    options.add_passphrase(parser, "cifra con la frase que está en este archivo")
    parser.add_argument(
        "--new-key", type=Path, metavar="ARCHIVO", help="solo hace un par de llaves; úsalo en otra máquina"
    )
    return parser


def _new_key(path: Path) -> int:
    public = sealing.new_key(path)
    say(
        f"Llave privada: {path}. Guárdala fuera del servidor y con copia: sin ella no se abre ningún respaldo."
    )
    say(f"Llave pública, para tequio.env del servidor:\n  TEQUIO_BACKUP_KEY={public}")
    return OK


def _seal(chosen: argparse.Namespace, environment: Environment) -> sealing.Seal | None:
    passphrase = options.passphrase(chosen)
    recipients = tuple(chosen.encrypt_to or (() if passphrase else environment.backup_keys))
    if recipients and passphrase:
        raise Stop("Cifra con llave o con frase, no con las dos", USAGE)
    for text in recipients:
        sealing.recipient(text)
    return sealing.Seal(recipients, passphrase) if recipients or passphrase else None


def _target(given: Path | None, environment: Environment, suffix: str) -> Path:
    name = f"tequio-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz{suffix}"
    target = (given or environment.data / "backups" / name).expanduser().absolute()
    if target.is_dir():
        target = target / name
    if target.exists():
        raise Stop(f"Ya existe {target}; elige otro nombre", USAGE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Stop(
            f"No se puede crear {target.parent} ({error.strerror}); elige otra carpeta", PERMISSION
        ) from None
    if not os.access(target.parent, os.W_OK):
        raise Stop(
            f"No se puede escribir en {target.parent}; cambia su dueño o elige otra carpeta", PERMISSION
        )
    return target


def _size(environment: Environment) -> int:
    """Return the bytes that the copy may need: the database twice, the files once, and some room."""
    database = Path(environment.database.name)
    size = 2 * database.stat().st_size if database.is_file() else 0
    return size + media.size(environment) + 20_000_000


def _write(
    environment: Environment, target: Path, seal: sealing.Seal | None, *, with_keys: bool
) -> copies.Head:
    writer = archive.Writer(target, seal)
    try:
        with tempfile.TemporaryDirectory(prefix=".tequio-", dir=target.parent) as name:
            scratch = Path(name)
            # Keys before the database: the highest signed checkpoint in the copy must never be above its acts.
            keys = _keep_keys(environment, scratch) if with_keys else []
            copied, head = copies.copy(environment.database, scratch)
            for path in [*keys, copied]:
                writer.add(str(path.relative_to(scratch)), path)
            # Files after the database: whatever it mentions was kept before it said so.
            for name_inside, path in media.each(environment, scratch):
                # One that goes meanwhile was of nobody: what the database cites is never removed.
                with contextlib.suppress(FileNotFoundError):
                    progress(path.name)
                    writer.add(name_inside, path)
        writer.finish(_about(environment.database, head, with_keys=with_keys))
    except BaseException:
        writer.abandon()
        raise
    return head


def _keep_keys(environment: Environment, scratch: Path) -> list[Path]:
    names = [
        path for path in sorted(environment.keys.glob("*")) if path.is_file() and path.name not in NOT_KEPT
    ]
    settings = environment.data / "tequio.env"
    kept = []
    for path in [*names, *([settings] if settings.is_file() else [])]:
        copied = scratch / path.relative_to(environment.data)
        copied.parent.mkdir(exist_ok=True)
        kept.append(Path(shutil.copyfile(path, copied)))
    return kept


def _about(database: Database, head: copies.Head, *, with_keys: bool) -> dict[str, object]:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"made_at": made_at, "database": database.vendor, "keys": with_keys, "register": asdict(head)}


def _remove_old(backups: Path, keep: int) -> None:
    for path in sorted(backups.glob("tequio-*.tar.gz*"), reverse=True)[keep:]:
        path.unlink()
        say(f"  Se borró el respaldo antiguo {path.name}")
