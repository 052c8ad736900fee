"""Which answers may be kept: one that may, and one for each reason that forbids it."""

import io
from collections.abc import Callable

import pytest
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from tequio.edge.asked import encoding_of
from tequio.edge.page import MAX_BYTES, may_keep

Change = Callable[[HttpResponse], object]


def answer(response: HttpResponseBase | None = None, access: object = "public") -> HttpResponseBase:
    response = response or HttpResponse("text")
    response.access = access  # type: ignore[attr-defined]
    return response


def changed(change: Change) -> HttpResponse:
    response = answer()
    change(response)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


@pytest.mark.parametrize(
    "change",
    [
        lambda response: None,
        lambda response: response.__setitem__("Vary", "Accept-Language"),
        lambda response: response.__setitem__("Cache-Control", "public, max-age=3600"),
    ],
)
def test_whole_public_answer_is_kept(change: Change) -> None:
    assert may_keep(changed(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("any", "1"),
        lambda response: response.__setitem__("Vary", "Cookie"),
        lambda response: response.__setitem__("Vary", "Accept-Language, Cookie"),
        lambda response: response.__setitem__("Vary", "Origin"),
        lambda response: response.__setitem__("Vary", "*"),
        lambda response: response.__setitem__("Cache-Control", "private"),
        lambda response: response.__setitem__("Cache-Control", "no-store"),
        lambda response: response.__setitem__("Cache-Control", "max-age=0, No-Cache"),
        lambda response: response.__setitem__("Content-Encoding", "gzip"),
        lambda response: setattr(response, "status_code", 404),
        lambda response: setattr(response, "status_code", 302),
        lambda response: setattr(response, "status_code", 206),
        lambda response: setattr(response, "content", b"x" * (MAX_BYTES + 1)),
    ],
)
def test_reason_not_to_keep(change: Change) -> None:
    assert not may_keep(changed(change))


@pytest.mark.parametrize("access", [None, "", ("staff",), ("sessions",)])
def test_only_routes_declared_public_are_kept(access: object) -> None:
    assert not may_keep(answer(access=access))


def test_streams_are_not_kept() -> None:
    assert not may_keep(answer(StreamingHttpResponse(["a"])))
    assert not may_keep(answer(FileResponse(io.BytesIO(b"a"))))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0", ""),
        ("identity", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=wrong", ""),
    ],
)
def test_encoding_is_the_best_that_the_reader_takes(accepted: str, encoding: str) -> None:
    assert encoding_of(accepted) == encoding
