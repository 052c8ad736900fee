"""Reading a log from a web address or from a folder: the same files, by the same paths (tlog-tiles)."""

from pathlib import Path
from typing import Protocol

from tequio.ledger.errors import NotFoundError, SourceError
from tequio.ledger.merkle import HASH_SIZE, TILE_WIDTH
from tequio.ledger.note import MAX_NOTE_SIZE, decode_note
from tequio.ledger.tiles import MAX_ENTRY_SIZE, bundle_path, parse_bundle, parse_tile, tile_path

# Where a town serves its log below its home page.
PREFIX = "registro"
CHECKPOINT_PATH = "checkpoint"
KEY_PATHS = ("llave", "vkey")
_MAX_KEY_SIZE = 1000


class FileReader(Protocol):
    """A place that holds a log's files."""

    def fetch(self, path: str, limit: int) -> bytes:
        """Return the file at this path below the log's prefix.

        Raises:
            NotFoundError: the place has no such file.
            SourceError: the place cannot be read, or the file has more than ``limit`` bytes.
        """
        ...


class Folder:
    """A log's files in a folder, such as a mirror's."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def fetch(self, path: str, limit: int) -> bytes:
        """Return one file; see :class:`FileReader`."""
        try:
            with (self.root / path).open("rb") as stream:
                data = stream.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise NotFoundError(f"{self.root / path} is not there") from error
        except OSError as error:
            raise SourceError(f"{self.root / path} cannot be read: {error}") from error
        if len(data) > limit:
            raise SourceError(f"{self.root / path} has more than {limit} bytes")
        return data


class LogSource:
    """A log that can be read: its checkpoint, key, tiles and bundles. Nothing is verified here."""

    def __init__(self, files: FileReader) -> None:
        self.files = files

    def checkpoint(self) -> str:
        """Return the log's signed checkpoint."""
        return decode_note(self.files.fetch(CHECKPOINT_PATH, MAX_NOTE_SIZE))

    def vkey(self) -> str:
        """Return the public key that the log shows. Compare it with one from elsewhere."""
        for path in KEY_PATHS:
            try:
                return self.files.fetch(path, _MAX_KEY_SIZE).decode("utf-8").strip()
            except NotFoundError:
                continue
            except UnicodeDecodeError as error:
                raise SourceError("the log's public key is not text") from error
        raise NotFoundError("the log shows no public key")

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """Return the first ``width`` hashes of a tile, from the full tile if the partial one is gone."""
        limit = TILE_WIDTH * HASH_SIZE
        try:
            data = self.files.fetch(tile_path(level, index, width), limit)
        except NotFoundError:
            if width == TILE_WIDTH:
                raise
            full = self.files.fetch(tile_path(level, index), limit)
            return parse_tile(full, TILE_WIDTH)[:width]
        return parse_tile(data, width)

    def read_bundle(self, index: int, width: int) -> list[bytes]:
        """Return the first ``width`` entries of a bundle, from the full one if the partial one is gone."""
        limit = TILE_WIDTH * (2 + MAX_ENTRY_SIZE)
        try:
            data = self.files.fetch(bundle_path(index, width), limit)
        except NotFoundError:
            if width == TILE_WIDTH:
                raise
            full = self.files.fetch(bundle_path(index), limit)
            return parse_bundle(full, TILE_WIDTH)[:width]
        return parse_bundle(data, width)


class FolderSource(LogSource):
    """A log in a folder: the one with the checkpoint, or the one above ``registro/``."""

    def __init__(self, path: Path | str) -> None:
        root = Path(path)
        below = root / PREFIX
        is_below = not (root / CHECKPOINT_PATH).exists() and (below / CHECKPOINT_PATH).exists()
        super().__init__(Folder(below if is_below else root))
