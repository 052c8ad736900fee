"""The big files: made once for each size of the register, kept on disk, and the same for everybody."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import translation

from tequio.core.models import Town
from tequio.opendata.package import write_package
from tequio.opendata.snapshot import Snapshot
from tequio.opendata.sqlite_file import write_sqlite
from tequio.register.listing_views import PROGRAM
from tequio.register.proofs import latest_checkpoint

KEPT = 2
"""Builds that stay: the newest, and the one before for whoever is downloading it."""


class BusyError(Exception):
    """Somebody else is making the file; ask again in a moment."""


@dataclass(frozen=True)
class BigFile:
    """A file of everything: what it is called, its media type and who writes it."""

    name: str
    media_type: str
    write: Callable[[Snapshot, Path], None]


FILES = {
    "completo.zip": BigFile("completo.zip", "application/zip", write_package),
    "registros.sqlite": BigFile("registros.sqlite", "application/vnd.sqlite3", write_sqlite),
}


def built(file: BigFile) -> Path | None:
    """Where the file of the register's present size is, made now if it was not there; ``None`` for an empty register.

    One process of the machine makes it while the others go on: they get the file of the size before, or
    :class:`BusyError` when there is none yet.
    """
    checkpoint = latest_checkpoint()
    if checkpoint is None or checkpoint.size == 0:
        return None
    root = settings.TEQUIO_DATA / "cache" / "datos"
    target: Path = root / f"{checkpoint.size:012}-{_generation()}" / file.name
    if target.exists():
        return target
    root.mkdir(parents=True, exist_ok=True)
    with (root / f"{file.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            earlier = sorted(root.glob(f"*/{file.name}"))
            if not earlier:
                raise BusyError from busy
            return earlier[-1]
        if not target.exists():
            _make(file, Snapshot(checkpoint), target)
            _forget_older(root)
    return target


def _generation() -> str:
    """Changes with the program and with what the files say of the town besides its register."""
    town = Town.current()
    facts = (PROGRAM, settings.TEQUIO_URL, town.full_name, town.commission_name, town.email, town.is_example)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


def _make(file: BigFile, snapshot: Snapshot, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    with translation.override(settings.LANGUAGE_CODE):
        file.write(snapshot, partial)
    partial.replace(target)


def _forget_older(root: Path) -> None:
    builds = sorted((path for path in root.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for old in builds[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
