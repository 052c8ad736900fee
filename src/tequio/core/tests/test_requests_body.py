"""A body that was cut is no body."""

import io

import pytest

from tequio.core.requests import WholeBody


def test_a_whole_body_is_read_in_any_pieces():
    for size in (-1, 1, 3, 100):
        body, read = WholeBody(io.BytesIO(b"0123456789"), 10), b""
        while piece := body.read(size):
            read += piece
        assert read == b"0123456789"


@pytest.mark.parametrize("size", [-1, 1, 4, 100])
def test_a_body_that_ends_early_fails(size):
    body = WholeBody(io.BytesIO(b"0123456"), 10)
    with pytest.raises(OSError, match="cut"):
        list(iter(lambda: body.read(size), None))


def test_lines_of_a_cut_body_fail_too():
    body = WholeBody(io.BytesIO(b"a\nb"), 9)
    assert body.readline() == b"a\n"
    with pytest.raises(OSError, match="cut"):
        list(iter(body.readline, None))
