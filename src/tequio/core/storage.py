"""Where uploaded files lie on this machine's disk."""

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """Keeps a file for good before its name is given out.

    An act that cites a file is acknowledged when its transaction commits; a power cut after that must not leave the
    act without the file. So its bytes, and the folders that name it, reach the disk first (POSIX ``fsync``).
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Keep *content*, for good when this returns; return the name it got."""
        saved = super().save(name, content, max_length)
        path, root = Path(self.path(saved)), Path(self.location)
        _sync(path)
        for folder in path.parents:
            _sync(folder)
            if folder == root:
                break
        return saved


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
