"""The file of a backup: a ``.tar.gz`` whose last member lists the SHA-256 of every other, encrypted if asked."""

import contextlib
import hashlib
import io
import json
import os
import sys
import tarfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from tequio.console.output import FAILED, Stop
from tequio.console.sealing import Seal, opened

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20


class _Hashing:
    """A file being read, with the hash of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Writes a backup: files one by one, then the manifest; the file appears whole or not at all."""

    def __init__(self, target: Path, seal: Seal | None = None) -> None:
        self.target = target
        self.partial = target.with_name(f".{target.name}.partial")
        self.files: dict[str, str] = {}
        descriptor = os.open(self.partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.stream = os.fdopen(descriptor, "wb")
        self.open = contextlib.ExitStack()
        inner = self.open.enter_context(seal.writing_to(self.stream)) if seal else self.stream
        self.tar = tarfile.open(fileobj=inner, mode="w:gz", compresslevel=6)  # noqa: SIM115

    def add(self, name: str, source: Path) -> None:
        """Add one file under ``name``."""
        with source.open("rb") as file:
            about = tarfile.TarInfo(name)
            about.size = os.fstat(file.fileno()).st_size
            about.mtime, about.mode = int(source.stat().st_mtime), 0o600
            hashing = _Hashing(file)
            self.tar.addfile(about, hashing)
        self.files[name] = hashing.digest.hexdigest()

    def finish(self, about: dict[str, Any]) -> None:
        """Write the manifest and put the file in its place."""
        manifest = {"format": FORMAT, **about, "files": self.files}
        data = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mtime, info.mode = len(data), int(time.time()), 0o600
        self.tar.addfile(info, io.BytesIO(data))
        self.tar.close()
        self.open.close()
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        self.partial.replace(self.target)
        folder = os.open(self.target.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def abandon(self) -> None:
        """Leave nothing behind. While an error is on its way, the seal may know better what went wrong, and says it."""
        try:
            self.open.__exit__(*sys.exc_info())
        finally:
            self.stream.close()
            self.partial.unlink(missing_ok=True)


def extract(
    source: Path,
    folder: Path,
    progress: Callable[[str], None],
    *,
    identity: Path | None = None,
    passphrase: str = "",
) -> dict[str, Any]:
    """Unpack a backup into an empty folder and return its manifest.

    Stops when a file is missing, altered or not in the manifest, or when a name would leave the folder.
    """
    with opened(source, identity=identity, passphrase=passphrase) as stream:
        try:
            manifest, found = _read(stream, folder, progress)
        except (tarfile.TarError, EOFError, OSError, ValueError, zlib.error) as error:
            raise Stop(f"{source} está incompleto o dañado ({error}); usa otro respaldo", FAILED) from None
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise Stop(f"{source} no es un respaldo de Tequio", FAILED)
    wrong = sorted(
        name for name in {*found, *manifest["files"]} if found.get(name) != manifest["files"].get(name)
    )
    if wrong:
        raise Stop(
            f"{source} no coincide con su lista de huellas: {', '.join(wrong[:5])}; usa otro respaldo", FAILED
        )
    return manifest


def _read(
    stream: IO[bytes], folder: Path, progress: Callable[[str], None]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the manifest, and the hashes of the files as they were unpacked."""
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with tarfile.open(fileobj=stream, mode="r|gz") as tar:
        for name, member in _members(tar):
            progress(name)
            if name == MANIFEST:
                manifest = json.loads(member.read())
            else:
                found[name] = _unpack(member, folder / name)
    return manifest, found


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        path = PurePosixPath(member.name)
        stream = tar.extractfile(member) if member.isfile() else None
        if stream is None or path.is_absolute() or ".." in path.parts:
            raise tarfile.TarError(f"nombre no permitido: {member.name}")
        yield member.name, stream


def _unpack(stream: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
