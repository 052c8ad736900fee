import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.ledger import merkle, tiles
from tequio.ledger.errors import FormatError
from tequio.ledger.tests import naive

indices = st.integers(0, 2**63 - 1)
widths = st.integers(1, 256)


@pytest.mark.parametrize(
    ("index", "number"),
    [
        (0, "000"),
        (7, "007"),
        (999, "999"),
        (1000, "x001/000"),
        (1_234_067, "x001/x234/067"),
        (2**63 - 1, "x009/x223/x372/x036/x854/x775/807"),
    ],
)
def test_paths_are_written_as_the_standard_says(index, number):
    assert tiles.tile_path(0, index) == f"tile/0/{number}"
    assert tiles.tile_path(63, index, 255) == f"tile/63/{number}.p/255"
    assert tiles.bundle_path(index, 1) == f"tile/entries/{number}.p/1"


@given(st.integers(0, 63), indices, widths)
def test_paths_come_back(level, index, width):
    assert tiles.parse_tile_path(tiles.tile_path(level, index, width)) == tiles.TileRef(level, index, width)
    assert tiles.parse_bundle_path(tiles.bundle_path(index, width)) == tiles.BundleRef(index, width)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "0",
        "00",
        "0000",
        "x000/000",
        "x000/x001/000",
        "001/000",
        "x001",
        "x001/x000",
        "X001/000",
        "000.p",
        "000.p/",
        "000.p/0",
        "000.p/256",
        "000.p/01",
        "000.p/1000",
        "000.p/-1",
        "000.p/1/",
        "000.P/1",
        "000/",
        "/000",
        "000 ",
        "000\n",
        "٠٠٠",
        "x009/x223/x372/x036/x854/x775/808",
        "x001/x000/x000/x000/x000/x000/x000/000",
        "x001/" * 5000 + "000",
        "..",
        "000.p/../001",
    ],
)
def test_another_spelling_of_a_number_is_refused(number):
    with pytest.raises(FormatError):
        tiles.parse_tile_path(f"tile/0/{number}")
    with pytest.raises(FormatError):
        tiles.parse_bundle_path(f"tile/entries/{number}")


@pytest.mark.parametrize("level", ["", "00", "01", "64", "100", "-1", "x", "٣", "entries"])
def test_another_spelling_of_a_level_is_refused(level):
    with pytest.raises(FormatError):
        tiles.parse_tile_path(f"tile/{level}/000")


@pytest.mark.parametrize(
    "call",
    [
        lambda: tiles.tile_path(64, 0),
        lambda: tiles.tile_path(-1, 0),
        lambda: tiles.tile_path(0, -1),
        lambda: tiles.tile_path(0, 2**63),
        lambda: tiles.tile_path(0, 0, 0),
        lambda: tiles.bundle_path(0, 257),
        lambda: tiles.pack_tile([]),
        lambda: tiles.pack_tile([merkle.EMPTY_ROOT] * 257),
        lambda: tiles.pack_tile([b"short"]),
        lambda: tiles.pack_bundle([]),
        lambda: tiles.pack_bundle([b""] * 257),
        lambda: tiles.pack_bundle([b"x" * 65_536]),
    ],
)
def test_what_has_no_path_or_bytes_is_not_written(call):
    with pytest.raises(ValueError):
        call()


def summary(size):
    found = {}
    for tile in tiles.tiles_of(size):
        full, partial = found.get(tile.level, (0, 0))
        found[tile.level] = (full + 1, partial) if tile.width == 256 else (full, tile.width)
    return found


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, {}),
        (1, {0: (0, 1)}),
        (255, {0: (0, 255)}),
        (256, {0: (1, 0), 1: (0, 1)}),
        (257, {0: (1, 1), 1: (0, 1)}),
        (65_536, {0: (256, 0), 1: (1, 0), 2: (0, 1)}),
        (70_000, {0: (273, 112), 1: (1, 17), 2: (0, 1)}),
    ],
)
def test_a_log_has_the_tiles_that_the_standard_says(size, expected):
    assert summary(size) == expected


def test_bundles_stand_under_the_tiles_of_level_zero():
    bundles = list(tiles.bundles_of(70_000))
    assert bundles[-1] == tiles.BundleRef(273, 112)
    assert len(bundles) == 274
    assert sum(bundle.width for bundle in bundles) == 70_000
    assert list(tiles.bundles_of(0)) == []


@given(st.integers(0, 2**18))
@settings(max_examples=50, deadline=None)
def test_partial_widths_follow_the_formula(size):
    partial = {tile.level: tile.width for tile in tiles.tiles_of(size) if tile.width < 256}
    for level in range(4):
        assert partial.get(level, 0) == size // 256**level % 256


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 600])
def test_upper_tiles_are_the_roots_of_full_tiles_below(size):
    entries = [str(i).encode() for i in range(size)]
    for index in range(size // 256):
        below = naive.tile(entries, 0, index, 256)
        assert merkle.subtree_root(below) == naive.tile(entries, 1, 0, size // 256)[index]


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_bundles_come_back(entries):
    assert tiles.parse_bundle(tiles.pack_bundle(entries), len(entries)) == entries


def test_a_bundle_holds_the_longest_entry():
    entries = [b"", b"\xff" * 65_535]
    assert tiles.pack_bundle(entries) == b"\0\0\xff\xff" + b"\xff" * 65_535
    assert tiles.parse_bundle(tiles.pack_bundle(entries), 2) == entries


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=12), st.data())
def test_a_bundle_cut_or_lengthened_anywhere_is_refused(entries, data):
    packed = tiles.pack_bundle(entries)
    cut = data.draw(st.integers(0, len(packed) - 1))
    for wrong in (packed[:cut], packed + b"\0", packed + b"\0\0"):
        with pytest.raises(FormatError):
            tiles.parse_bundle(wrong, len(entries))
    for width in (len(entries) - 1, len(entries) + 1):
        with pytest.raises(FormatError):
            tiles.parse_bundle(packed, width)


def test_tiles_come_back_and_other_lengths_are_refused():
    hashes = [bytes([i]) * 32 for i in range(256)]
    data = tiles.pack_tile(hashes)
    assert len(data) == 8192
    assert tiles.parse_tile(data, 256) == hashes
    assert tiles.pack_tile(hashes[:1]) == hashes[0]
    for wrong in (data[:-1], data + b"\0", data[:-32]):
        with pytest.raises(FormatError):
            tiles.parse_tile(wrong, 256)
