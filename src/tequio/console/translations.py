"""Compiled translations: made from the ``.po`` files with polib, so that no system package is needed."""

from collections.abc import Iterable
from pathlib import Path

import polib


def compile_all(folders: Iterable[Path]) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` that is newer than it; return what was written."""
    written = []
    for folder in folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
                continue
            partial = target.with_suffix(".partial")
            polib.pofile(str(source)).save_as_mofile(str(partial))
            partial.chmod(0o644)  # part of the code, whoever made it: the data folder's privacy is not for it
            partial.replace(target)
            written.append(target)
    return written
