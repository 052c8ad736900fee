"""An encrypted backup: nothing readable on the disk, opened by its key alone, and by the standard format."""

import random
import stat

import pyrage
import pytest

from tequio.console.archive import Writer, extract
from tequio.console.output import Stop
from tequio.console.sealing import LARGEST_WITH_PASSPHRASE, Seal, is_sealed, new_key

SECRET = b"una llave que nadie debe leer"
CONTENT = SECRET + random.Random(2).randbytes(300_000)
PASSPHRASE = "una frase larga para el respaldo"


def silent(_name):
    pass


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "log-key"
    path.write_bytes(CONTENT)
    return path


def written(source, seal):
    target = source.with_name("respaldo.tar.gz.age")
    writer = Writer(target, seal)
    try:
        writer.add("keys/log-key", source)
        writer.finish({"database": "sqlite"})
    except BaseException:
        writer.abandon()
        raise
    source.unlink()
    return target


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "llave.txt"
    return path, new_key(path)


def test_a_backup_to_a_public_key_comes_back_with_the_private_one(source, key, tmp_path):
    path, public = key
    backup = written(source, Seal(recipients=(public,)))
    assert is_sealed(backup)
    assert SECRET not in backup.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    out = tmp_path / "fuera"
    out.mkdir()
    assert extract(backup, out, silent, identity=path)["database"] == "sqlite"
    assert (out / "keys" / "log-key").read_bytes() == CONTENT
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fuera", "llave.txt", "respaldo.tar.gz.age"]


def test_any_tool_of_the_format_opens_it(source, key):
    path, public = key
    backup = written(source, Seal(recipients=(public,)))
    secret = path.read_text().splitlines()[1]
    plain = pyrage.decrypt(backup.read_bytes(), [pyrage.x25519.Identity.from_str(secret)])
    assert plain.startswith(b"\x1f\x8b")


def test_a_backup_with_a_passphrase_comes_back_with_it(source, tmp_path):
    backup = written(source, Seal(passphrase=PASSPHRASE))
    out = tmp_path / "fuera"
    out.mkdir()
    extract(backup, out, silent, passphrase=PASSPHRASE)
    assert (out / "keys" / "log-key").read_bytes() == CONTENT


@pytest.mark.parametrize("with_what", ["nothing", "another key", "another phrase"])
def test_nothing_else_opens_it(source, key, tmp_path, with_what):
    backup = written(source, Seal(recipients=(key[1],)))
    other = tmp_path / "otra.txt"
    new_key(other)
    words = {
        "nothing": {},
        "another key": {"identity": other},
        "another phrase": {"passphrase": PASSPHRASE},
    }[with_what]
    out = tmp_path / "fuera"
    out.mkdir()
    with pytest.raises(Stop, match=r"está cifrado; di con qué|no abre el respaldo"):
        extract(backup, out, silent, **words)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("part", [0.5, 0.9, 0.999])
def test_a_cut_or_changed_one_is_refused(source, key, tmp_path, part):
    path, public = key
    backup = written(source, Seal(recipients=(public,)))
    data = bytearray(backup.read_bytes())
    place = int(len(data) * part)
    for number, damaged in enumerate(
        [bytes(data[:place]), bytes(data[:place]) + bytes([data[place] ^ 1]) + bytes(data[place + 1 :])]
    ):
        backup.write_bytes(damaged)
        out = tmp_path / f"fuera-{number}"
        out.mkdir()
        with pytest.raises(Stop, match="no abre el respaldo, o está dañado"):
            extract(backup, out, silent, identity=path)


def test_a_key_that_is_none_and_a_file_too_large_for_a_phrase_are_refused(source, monkeypatch, tmp_path):
    with pytest.raises(Stop, match="no es una llave pública de age"):
        written(source, Seal(recipients=("age1nada",)))
    monkeypatch.setattr("tequio.console.sealing.LARGEST_WITH_PASSPHRASE", 1000)
    with pytest.raises(Stop, match="pesa más de 500 MB"):
        written(source, Seal(passphrase=PASSPHRASE))
    assert LARGEST_WITH_PASSPHRASE == 500_000_000
    with pytest.raises(Stop, match="Ya existe"):
        new_key(source)


def test_something_else_under_the_right_key_is_called_what_it_is(key, tmp_path):
    path, public = key
    backup = tmp_path / "respaldo.tar.gz.age"
    noise = random.Random(3).randbytes(3_000_000)
    backup.write_bytes(pyrage.encrypt(noise, [pyrage.x25519.Recipient.from_str(public)]))
    with pytest.raises(Stop, match="incompleto o dañado"):
        extract(backup, tmp_path, silent, identity=path)
