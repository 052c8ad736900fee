"""An uploaded file is on the disk, with the folders that name it, before anybody hears of it."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tequio.core.storage import DurableStorage


def test_a_file_and_its_folders_are_synced_up_to_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def note(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))

    monkeypatch.setattr(os, "fsync", note)
    name = DurableStorage(location=tmp_path).save("archivo/ab/acta", ContentFile(b"acta"))
    assert name == "archivo/ab/acta"
    assert (tmp_path / name).read_bytes() == b"acta"
    assert synced == [
        str(path) for path in (tmp_path / name, tmp_path / "archivo" / "ab", tmp_path / "archivo", tmp_path)
    ]
