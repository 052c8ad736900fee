"""Reading a log over HTTP with the standard library: limits on time, size and redirects."""

import http.client
import time
import urllib.error
import urllib.request
import zlib
from typing import IO, Any
from urllib.parse import urlsplit

from tequio.ledger.errors import NotAcceptedError, NotFoundError, SourceError
from tequio.ledger.note import MAX_NOTE_SIZE
from tequio.ledger.source import CHECKPOINT_PATH, PREFIX, LogSource

USER_AGENT = "Tequio (reader of public registers)"
_CHUNK = 65_536
_MAX_REASON = 300


class _SameHostRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only within its host, and never from HTTPS to plain HTTP."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_weaker = old.scheme == "https" and new.scheme != "https"
        if new.hostname != old.hostname or new.scheme not in ("http", "https") or is_weaker:
            return None  # the answer stays what it is: not the file that was asked for
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Web:
    """A log's files below one web address.

    Args:
        prefix: the address, without the last slash.
        timeout: seconds for one request, all of it.
        pause: seconds to wait before the second attempt; twice that before the third.
    """

    def __init__(self, prefix: str, timeout: float = 30.0, pause: float = 1.0) -> None:
        self.prefix = prefix
        self._timeout = timeout
        self._pause = pause
        self._opener = urllib.request.build_opener(_SameHostRedirects)

    def fetch(self, path: str, limit: int) -> bytes:
        """Return one file, trying again after passing faults; see :class:`~.source.FileReader`."""
        for pause in (self._pause, 2 * self._pause):
            try:
                return self._request(path, limit)
            except NotFoundError:
                raise
            except SourceError:
                time.sleep(pause)
        return self._request(path, limit)

    def post(self, path: str, text: str) -> str:
        """Send a text to this path, once, and return the answer's text.

        Raises:
            NotAcceptedError: the place answers that it does not take it.
            SourceError: the place could not be reached, or has a fault of its own.
        """
        return self._request(path, MAX_NOTE_SIZE, text.encode()).decode("utf-8", "replace")

    def _request(self, path: str, limit: int, body: bytes | None = None) -> bytes:
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, identity"}
        if body is not None:
            headers["Content-Type"] = "text/plain; charset=utf-8"
        # The scheme was checked when the address was read.
        request = urllib.request.Request(f"{self.prefix}/{path}", body, headers)  # noqa: S310
        deadline = time.monotonic() + self._timeout
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                data = _read(response, limit, deadline)
                return _decompress(data, limit, response.headers.get("Content-Encoding", "identity"))
        except urllib.error.HTTPError as error:
            with error:
                if body is not None and 400 <= error.code < 500:
                    reason = error.read(_MAX_REASON).decode("utf-8", "replace").strip()
                    raise NotAcceptedError(f"{request.full_url} answers {error.code}: {reason}") from error
                kind = NotFoundError if error.code in (404, 410) else SourceError
                raise kind(f"{request.full_url} answers {error.code}") from error
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise SourceError(f"{request.full_url} cannot be read: {error}") from error


class HttpSource(LogSource):
    """A log on the web, given by its own address or by the town's home page."""

    def __init__(self, url: str, timeout: float = 30.0, pause: float = 1.0) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise SourceError(f"not the address of a log: {url}")
        given = url.rstrip("/")
        self.web = Web(given, timeout, pause)
        if not given.endswith(f"/{PREFIX}"):
            below_home = Web(f"{given}/{PREFIX}", timeout, pause)
            if _has_checkpoint(below_home):
                self.web = below_home
        super().__init__(self.web)


def _has_checkpoint(web: Web) -> bool:
    try:
        web.fetch(CHECKPOINT_PATH, MAX_NOTE_SIZE)
    except NotFoundError:
        return False
    return True


def _read(response: Any, limit: int, deadline: float) -> bytes:
    chunks = []
    size = 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise SourceError(f"{response.url} has more than {limit} bytes")
        if time.monotonic() > deadline:
            raise SourceError(f"{response.url} is too slow")
        chunks.append(chunk)
    if response.length:
        raise SourceError(f"{response.url} was cut before its end")
    return b"".join(chunks)


def _decompress(data: bytes, limit: int, encoding: str) -> bytes:
    if encoding == "identity":
        return data
    if encoding != "gzip":
        raise SourceError(f"the answer comes in an encoding that was not asked for: {encoding}")
    stream = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    plain = stream.decompress(data, limit + 1)
    if len(plain) > limit or not stream.eof:
        raise SourceError(f"the answer is cut, or has more than {limit} bytes")
    return plain
