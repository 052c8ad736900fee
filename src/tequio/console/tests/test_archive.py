"""The file of a backup: it comes back byte by byte, or not at all."""

import io
import json
import random
import stat
import tarfile

import pytest

from tequio.console.archive import MANIFEST, Writer, extract
from tequio.console.output import Stop

CONTENT = b"acta" + random.Random(1).randbytes(100_000)  # does not compress, so that a cut loses some of it


def silent(_name):
    pass


@pytest.fixture
def backup(tmp_path):
    source = tmp_path / "acta.pdf"
    source.write_bytes(CONTENT)
    target = tmp_path / "respaldo.tar.gz"
    writer = Writer(target)
    writer.add("media/acta.pdf", source)
    writer.add("tequio.sqlite3", source)
    assert not target.exists()
    writer.finish({"database": "sqlite"})
    return target


def rewrite(path, change):
    """Write the archive again with each member's (name, content) as ``change`` returns it."""
    with tarfile.open(path) as tar:
        members = [(member.name, tar.extractfile(member).read()) for member in tar]
    with tarfile.open(path, "w:gz") as tar:
        for name, data in members:
            for new_name, new_data in change(name, data):
                info = tarfile.TarInfo(new_name)
                info.size = len(new_data)
                tar.addfile(info, io.BytesIO(new_data))


def test_what_was_written_comes_back(backup, tmp_path):
    folder = tmp_path / "fuera"
    folder.mkdir()
    manifest = extract(backup, folder, silent)
    assert manifest["database"] == "sqlite"
    assert set(manifest["files"]) == {"media/acta.pdf", "tequio.sqlite3"}
    assert (folder / "media" / "acta.pdf").read_bytes() == CONTENT
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_an_abandoned_backup_leaves_nothing(tmp_path):
    writer = Writer(tmp_path / "respaldo.tar.gz")
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (
            lambda name, data: [(name, data.replace(b"acta", b"Acta", 1) if name != MANIFEST else data)],
            "huellas",
        ),
        (lambda name, data: [] if name == "media/acta.pdf" else [(name, data)], "huellas: media/acta.pdf"),
        (
            lambda name, data: (
                [(name, data), ("media/otra.pdf", b"x")] if name == MANIFEST else [(name, data)]
            ),
            "otra",
        ),
        (lambda name, data: [(name.replace("media/", "../"), data)], "nombre no permitido"),
        (lambda name, data: [(name.replace("media/", "/etc/"), data)], "nombre no permitido"),
        (lambda name, data: [] if name == MANIFEST else [(name, data)], "no es un respaldo de Tequio"),
        (
            lambda name, data: [(name, json.dumps({"format": 99}).encode() if name == MANIFEST else data)],
            "no es un",
        ),
    ],
    ids=["altered", "missing", "added", "climbing", "absolute", "no manifest", "other format"],
)
def test_a_changed_backup_is_refused(backup, tmp_path, change, part):
    rewrite(backup, change)
    folder = tmp_path / "fuera"
    folder.mkdir()
    with pytest.raises(Stop, match=part):
        extract(backup, folder, silent)
    assert not (tmp_path / "acta.pdf.etc").exists()


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.99])
def test_a_cut_backup_is_refused(backup, tmp_path, kept):
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * kept) if isinstance(kept, float) else kept])
    folder = tmp_path / "fuera"
    folder.mkdir()
    with pytest.raises(Stop, match=r"incompleto o dañado|no es un respaldo"):
        extract(backup, folder, silent)
