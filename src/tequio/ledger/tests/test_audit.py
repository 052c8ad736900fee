from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.ledger.audit import MAX_FAULTS, Problem, TreeBuilder, audit
from tequio.ledger.checkpoint import Checkpoint
from tequio.ledger.errors import SourceError
from tequio.ledger.merkle import leaf_hash, tree_root
from tequio.ledger.source import FolderSource
from tequio.ledger.tests import logs, naive
from tequio.ledger.tiles import pack_bundle, pack_tile, tiles_of


def findings(report):
    return [(fault.problem, fault.path, fault.entry) for fault in report.faults]


@pytest.fixture
def log():
    return logs.Memory(logs.entries(600))


@pytest.fixture
def folder(log, tmp_path):
    return logs.publish(tmp_path, log)


def flip(path, position=0):
    data = bytearray(path.read_bytes())
    data[position] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 512, 600])
def test_a_log_as_it_was_signed_is_sound(size):
    log = logs.Memory(logs.entries(size))
    seen = []
    report = audit(log.checkpoint(), log, lambda done, total: seen.append((done, total)))
    assert report.is_sound
    assert report.faults == []
    assert report.entries == size
    assert report.tiles == len(list(tiles_of(size)))
    assert seen == [(min(size, done + 256), size) for done in range(0, size, 256)]


@given(st.integers(0, 1500))
@settings(max_examples=25, deadline=None)
def test_upper_tiles_and_root_are_built_as_the_rfc_says(size):
    items = [str(i).encode() for i in range(size)]
    builder, built = TreeBuilder(), {}
    for start in range(0, size, 256):
        tile = [leaf_hash(item) for item in items[start : start + 256]]
        built.update({ref.path: list(hashes) for ref, hashes in builder.add(tile)})
    built.update({ref.path: list(hashes) for ref, hashes in builder.partial_tiles()})
    expected = {
        ref.path: naive.tile(items, ref.level, ref.index, ref.width) for ref in tiles_of(size) if ref.level
    }
    assert built == expected
    assert builder.root() == naive.mth(items)


def test_upper_tiles_of_three_levels_are_built():
    log = logs.Memory([b""] * 132_000)
    builder, built = TreeBuilder(), {}
    for start in range(0, 132_000, 256):
        built.update({ref: list(hashes) for ref, hashes in builder.add(log.levels[0][start : start + 256])})
    built.update({ref: list(hashes) for ref, hashes in builder.partial_tiles()})
    assert built == {
        ref: log.read_tile(ref.level, ref.index, ref.width) for ref in tiles_of(132_000) if ref.level
    }
    assert builder.root() == tree_root(132_000, log)


@pytest.mark.parametrize("index", [0, 255, 256, 599])
def test_an_altered_entry_is_named(log, index):
    log.items[index] = log.items[index].replace(b"unanimidad", b"mayoria ..")
    report = audit(log.checkpoint(), log)
    width = 256 if index < 512 else 88
    path = f"tile/0/{index // 256:03d}" + ("" if width == 256 else ".p/88")
    assert findings(report) == [(Problem.ENTRY_ALTERED, path, index)]


def test_an_altered_hash_is_named(folder, log):
    flip(folder / "tile/0/001", 32 * 7)
    report = audit(log.checkpoint(), FolderSource(folder))
    assert (Problem.HASH_ALTERED, "tile/0/001", 263) in findings(report)
    assert {fault.problem for fault in report.faults} == {Problem.HASH_ALTERED, Problem.TILE_WRONG}


def test_an_altered_upper_tile_is_named(folder, log):
    flip(folder / "tile/1/000.p/2", 40)
    report = audit(log.checkpoint(), FolderSource(folder))
    assert findings(report) == [(Problem.TILE_WRONG, "tile/1/000.p/2", None)]


def test_an_entry_altered_together_with_its_hash_is_placed_among_256(folder, log):
    items = [*log.items[256:511], log.items[511].replace(b"unanimidad", b"mayoria ..")]
    (folder / "tile/entries/001").write_bytes(pack_bundle(items))
    (folder / "tile/0/001").write_bytes(pack_tile([leaf_hash(item) for item in items]))
    report = audit(log.checkpoint(), FolderSource(folder))
    assert findings(report) == [
        (Problem.ROOT_WRONG, "checkpoint", None),
        (Problem.RANGE_ALTERED, "tile/0/001", None),
    ]
    assert report.faults[1].detail == "256-511"


def test_entry_and_hash_altered_each_its_own_way_are_named(folder, log):
    flip(folder / "tile/0/002.p/88", 0)
    flip(folder / "tile/entries/002.p/88", 30)
    report = audit(log.checkpoint(), FolderSource(folder))
    assert (Problem.DISAGREEMENT, "tile/0/002.p/88", 512) in findings(report)
    assert (Problem.ROOT_WRONG, "checkpoint", None) in findings(report)


def test_another_root_is_named(log):
    report = audit(Checkpoint(logs.ORIGIN, 600, b"\0" * 32), log)
    assert findings(report) == [(Problem.ROOT_WRONG, "checkpoint", None)]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001"])
def test_a_missing_file_is_named(folder, log, path):
    (folder / path).unlink()
    assert findings(audit(log.checkpoint(), FolderSource(folder))) == [(Problem.FILE_MISSING, path, None)]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/1/000.p/2", "tile/entries/001"])
def test_a_cut_file_is_named(folder, log, path):
    (folder / path).write_bytes((folder / path).read_bytes()[:-1])
    assert findings(audit(log.checkpoint(), FolderSource(folder))) == [(Problem.FILE_MALFORMED, path, None)]


def test_a_gap_in_both_entries_and_hashes_is_told_and_the_rest_is_still_read(folder, log):
    for path in ("tile/0/000", "tile/entries/000"):
        (folder / path).unlink()
    report = audit(log.checkpoint(), FolderSource(folder))
    assert findings(report) == [
        (Problem.FILE_MISSING, "tile/entries/000", None),
        (Problem.FILE_MISSING, "tile/0/000", None),
        (Problem.ROOT_WRONG, "checkpoint", None),
    ]
    assert report.entries == 600


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_one_flipped_bit_in_any_file_is_noticed(data, tmp_path_factory):
    log = logs.Memory(logs.entries(300))
    folder = logs.publish(tmp_path_factory.mktemp("log"), log)
    paths = sorted(path for path in (folder / "tile").rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(paths))
    content = bytearray(path.read_bytes())
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(bytes(content))
    report = audit(log.checkpoint(), FolderSource(folder))
    assert not report.is_sound
    name = str(path.relative_to(folder))
    named = {fault.path for fault in report.faults}
    # An altered entry is named by its index and by the file of hashes that gives it away.
    assert name in named or name.replace("tile/entries/", "tile/0/") in named


def test_a_server_that_fails_is_not_a_fault_of_the_log(log):
    class Broken:
        def read_bundle(self, _index, _width):
            raise SourceError("broken")

    with pytest.raises(SourceError):
        audit(log.checkpoint(), Broken())


def audit_of(items):
    log = logs.Memory(items)
    return [(fault.problem, fault.entry) for fault in audit(log.checkpoint(), log).faults]


def test_versions_of_a_subject_rise_by_one():
    def versions(*numbers):
        return audit_of([logs.entry(i, version, subject="2026-1") for i, version in enumerate(numbers)])

    assert versions(1, 2, 3) == []
    assert versions(2) == [(Problem.VERSION_JUMPS, 0)]
    assert versions(1, 1) == [(Problem.VERSION_JUMPS, 1)]
    assert versions(1, 3, 4) == [(Problem.VERSION_JUMPS, 1)]
    assert versions(1, 2, 1) == [(Problem.VERSION_JUMPS, 2)]


def test_versions_of_other_subjects_count_apart():
    assert audit_of([logs.entry(0), logs.entry(1), logs.entry(2, 2, subject="2026-ord-0")]) == []


def test_times_never_decrease():
    same = [logs.entry(0, at=logs.START), logs.entry(1, at=logs.START)]
    assert audit_of(same) == []
    assert audit_of([*same, logs.entry(2, at=logs.START - timedelta(seconds=1))]) == [
        (Problem.TIME_DECREASES, 2)
    ]


def test_an_entry_that_is_not_canonical_is_named():
    item = logs.entry(1)
    assert audit_of([logs.entry(0), item[:-1] + b" }", logs.entry(2)]) == [(Problem.ENTRY_MALFORMED, 1)]


def test_only_the_first_faults_are_listed_and_all_are_counted():
    report = audit(logs.Memory([b"x"] * 300).checkpoint(), logs.Memory([b"x"] * 300))
    assert report.fault_count == 300
    assert len(report.faults) == MAX_FAULTS
