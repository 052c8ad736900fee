import pytest

from tequio.ledger.audit import Problem, audit
from tequio.ledger.errors import LogForkedError, LogShrankError, SignatureError, SourceError
from tequio.ledger.http_source import HttpSource
from tequio.ledger.keys import Signer
from tequio.ledger.mirror import MirrorError, mirror
from tequio.ledger.source import FolderSource, LogSource
from tequio.ledger.tests import logs

KEY = logs.SIGNER.verifier


class Counting:
    """A source's files, counting what is fetched and failing when told."""

    def __init__(self, files, fails_after=None):
        self.files = files
        self.paths = []
        self.fails_after = fails_after

    def fetch(self, path, limit):
        if self.fails_after is not None and len(self.paths) >= self.fails_after:
            raise SourceError("the line was cut")
        self.paths.append(path)
        return self.files.fetch(path, limit)


def counted(folder, fails_after=None):
    files = Counting(FolderSource(folder).files, fails_after)
    return LogSource(files), files


@pytest.fixture
def town(tmp_path):
    return logs.publish(tmp_path / "town", logs.Memory(logs.entries(600)))


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "copy"


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_mirror_over_http_is_the_same_files_and_can_be_read_in_turn(town, copy):
    with logs.serving_folder(town) as url:
        assert mirror(HttpSource(url), copy, KEY).is_sound
    assert files_of(copy) == files_of(town)
    with logs.serving_folder(copy) as url:
        source = HttpSource(url)
        assert source.vkey() == logs.SIGNER.vkey
        assert audit(logs.Memory(logs.entries(600)).checkpoint(), source).is_sound


def test_a_second_run_fetches_only_the_checkpoint(town, copy):
    mirror(FolderSource(town), copy, KEY)
    source, files = counted(town)
    mirror(source, copy, KEY)
    assert files.paths == ["checkpoint"]


def test_a_copy_that_was_cut_goes_on_where_it_stopped(town, copy):
    source, files = counted(town, fails_after=5)
    with pytest.raises(SourceError):
        mirror(source, copy, KEY)
    assert not (copy / "checkpoint").exists()
    assert len(files.paths) == 5
    source, files = counted(town)
    mirror(source, copy, KEY)
    assert files_of(copy) == files_of(town)
    assert len(files.paths) == len(files_of(town)) - 2 - 4  # no keys, and what was there already


def test_a_log_that_grew_is_followed_and_its_old_partial_files_go(town, copy):
    mirror(FolderSource(town), copy, KEY)
    logs.publish(town, logs.Memory(logs.entries(800)))
    source, files = counted(town)
    assert mirror(source, copy, KEY).entries == 800
    assert "tile/0/000" not in files.paths
    assert (copy / "tile/0/002").exists()
    assert not (copy / "tile/0/002.p").exists()
    assert not (copy / "tile/entries/002.p").exists()
    assert (copy / "tile/1/000.p/2").exists()  # still partial: a reader of the last checkpoint may need it


def test_a_file_that_rotted_in_the_copy_is_fetched_again(town, copy):
    mirror(FolderSource(town), copy, KEY)
    for path in ("tile/entries/001", "tile/1/000.p/2"):
        data = bytearray((copy / path).read_bytes())
        data[9] ^= 1
        (copy / path).write_bytes(bytes(data))
    source, files = counted(town)
    assert mirror(source, copy, KEY).is_sound
    assert "tile/entries/001" in files.paths
    assert "tile/entries/000" not in files.paths
    assert files_of(copy) == files_of(town)


def test_a_log_with_faults_does_not_replace_the_last_good_checkpoint(town, copy):
    mirror(FolderSource(town), copy, KEY)
    before = (copy / "checkpoint").read_text()
    log = logs.Memory(logs.entries(800))
    logs.publish(town, log)
    (town / "tile/entries/003.p/32").write_bytes(b"\0\1x" * 32)
    with pytest.raises(MirrorError) as caught:
        mirror(FolderSource(town), copy, KEY)
    assert caught.value.report.fault_count >= 32
    assert (Problem.ENTRY_ALTERED, 768) in [
        (fault.problem, fault.entry) for fault in caught.value.report.faults
    ]
    assert (copy / "checkpoint").read_text() == before
    assert audit(logs.Memory(logs.entries(600)).checkpoint(), FolderSource(copy)).is_sound


def test_a_log_that_shrank_or_forked_is_not_followed(town, copy):
    mirror(FolderSource(town), copy, KEY)
    before = files_of(copy)
    logs.publish(town, logs.Memory(logs.entries(500)))
    with pytest.raises(LogShrankError):
        mirror(FolderSource(town), copy, KEY)
    logs.publish(town, logs.Memory([logs.entry(9), *logs.entries(700)]))
    with pytest.raises(LogForkedError):
        mirror(FolderSource(town), copy, KEY)
    assert files_of(copy) == before


def test_a_checkpoint_of_another_key_is_not_copied(town, copy):
    with pytest.raises(SignatureError):
        mirror(FolderSource(town), copy, Signer(logs.ORIGIN, b"8" * 32).verifier)
    assert files_of(copy) == {}


def test_an_empty_log_is_mirrored(tmp_path, copy):
    town = logs.publish(tmp_path / "empty", logs.Memory([]))
    assert mirror(FolderSource(town), copy, KEY).is_sound
    assert files_of(copy) == files_of(town)


def test_progress_reaches_the_whole_log(town, copy):
    seen = []
    mirror(FolderSource(town), copy, KEY, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (600, 600)
