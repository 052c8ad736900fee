"""A kept page: its bytes already compressed, its headers already written, and whether an answer may be kept at all."""

import gzip
import time
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

import brotli
from django.http import HttpResponse, HttpResponseBase

from tequio.edge.present import State

Headers = list[tuple[str, str]]
MAX_BYTES = 512 * 1024  # of one page before compressing; longer answers are made each time
OVERHEAD = 3_000  # bytes that the headers and the objects of a page take, measured
# What no reader's request may change: the address alone decides the language, and we compress.
HARMLESS_VARY = {"accept-language", "accept-encoding"}
REFUSING = ("private", "no-store", "no-cache")
COMPRESSIBLE = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml")
# A proxy of ours may answer a kept page for this long without asking. nginx keeps the header to itself; before 1.23 it
# has to come ahead of Cache-Control.
PROXY = ("X-Accel-Expires", "1")  # seconds
OURS = {"vary", "etag", "content-length", "content-encoding"}
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


def depends_on(response: HttpResponseBase) -> set[str]:
    """The request headers, in lower case, that the answer says it depends on."""
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return vary - HARMLESS_VARY


def is_personal(response: HttpResponseBase) -> bool:
    """Whether the answer may depend on who asked: not declared public by its route, or by what it says of itself."""
    control = response.get("Cache-Control", "").lower()
    return (
        getattr(response, "access", None) != "public"
        or bool(response.cookies)
        or bool(depends_on(response))
        or any(word in control for word in REFUSING)
    )


def may_keep(response: HttpResponseBase) -> bool:
    """Whether the answer is a whole public page that is the same for everybody."""
    return (
        response.status_code == 200
        and isinstance(response, HttpResponse)
        and not is_personal(response)
        and not response.has_header("Content-Encoding")
        and len(response.content) <= MAX_BYTES
    )


class Variant(NamedTuple):
    """One encoding of a page."""

    headers: Headers
    unchanged: Headers  # of a 304
    body: list[bytes]


class Page:
    """A public page made from one state of the site."""

    def __init__(self, response: HttpResponse, state: State) -> None:
        self.state = state
        self.status = f"{response.status_code} {response.reason_phrase}"
        self.made_at = time.time()
        self.tag = sha256(response.content).hexdigest()[:24]
        self._headers = [item for item in response.items() if item[0].lower() not in OURS]
        self._control = response.get("Cache-Control", "")
        self._variants: dict[str, Variant] = {}
        self.is_compressed = response.get("Content-Type", "").startswith(COMPRESSIBLE)
        if self.is_compressed:
            for encoding, encode in ENCODERS.items():
                self._variants[encoding] = self._variant(encode(response.content), encoding)
        else:
            self._variants[""] = self._variant(response.content, "")
        self.weight = OVERHEAD + sum(len(variant.body[0]) for variant in self._variants.values())

    def variant(self, encoding: str) -> Variant:
        """The page in *encoding*, one of those that the reader accepts; plain if there is nothing else."""
        found = self._variants.get(encoding) or self._variants.get("")
        if found is None:  # hardly anybody: plain text is made again rather than kept
            found = self._variant(gzip.decompress(self._variants["gzip"].body[0]), "")
        return found

    def _variant(self, body: bytes, encoding: str) -> Variant:
        tag = ("ETag", f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"')
        headers = [PROXY, *self._headers, tag, ("Content-Length", str(len(body)))]
        unchanged = [PROXY, tag, ("Cache-Control", self._control)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        if self.is_compressed:
            headers.append(("Vary", "Accept-Encoding"))
            unchanged.append(("Vary", "Accept-Encoding"))
        return Variant(headers, unchanged, [body])
