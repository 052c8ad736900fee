import contextlib
import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest

from tequio.ledger.errors import FormatError, NotFoundError, SourceError
from tequio.ledger.http_source import HttpSource, Web
from tequio.ledger.source import Folder, FolderSource
from tequio.ledger.tests import logs


@pytest.fixture
def log():
    return logs.Memory(logs.entries(300))


@pytest.fixture
def town(tmp_path, log):
    """A town's web root: its log lies below ``registro/``."""
    logs.publish(tmp_path / "registro", log)
    return tmp_path


def require_whole_log(source, log):
    assert source.checkpoint() == log.note()
    assert source.vkey() == logs.SIGNER.vkey
    assert source.read_tile(0, 0, 256) == log.levels[0][:256]
    assert source.read_tile(0, 1, 44) == log.levels[0][256:]
    assert source.read_tile(1, 0, 1) == log.levels[1]
    assert source.read_bundle(1, 44) == log.items[256:]


@pytest.mark.parametrize("below", ["", "registro"])
def test_a_folder_is_read_from_the_prefix_or_from_above(town, log, below):
    require_whole_log(FolderSource(town / below), log)


@pytest.mark.parametrize("below", ["", "/", "/registro", "/registro/"])
def test_a_town_is_read_from_its_home_or_from_its_register(town, log, below):
    with logs.serving_folder(town) as url:
        require_whole_log(HttpSource(url + below), log)


def test_another_log_is_read_from_its_own_prefix(town, log):
    with logs.serving_folder(town / "registro") as url:
        require_whole_log(HttpSource(url), log)


@pytest.mark.parametrize(
    "url", ["ftp://a.example", "file:///etc", "a.example", "http://", "http://a.example/?q", ""]
)
def test_what_is_not_a_web_address_is_refused(url):
    with pytest.raises(SourceError):
        HttpSource(url)


def test_the_full_file_stands_in_for_a_partial_one_that_is_gone(town, log):
    source = FolderSource(town)
    assert source.read_tile(0, 0, 44) == log.levels[0][:44]
    assert source.read_bundle(0, 44) == log.items[:44]


def test_a_missing_file_is_told_apart_from_a_broken_place(town):
    source = FolderSource(town)
    for read in (lambda: source.read_tile(0, 9, 256), lambda: source.read_bundle(9, 3)):
        with pytest.raises(NotFoundError):
            read()
    with pytest.raises(NotFoundError):
        FolderSource(town / "nowhere").checkpoint()
    with pytest.raises(NotFoundError):
        FolderSource(town / "nowhere").vkey()


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "big").write_bytes(b"x" * 11)
    assert Folder(tmp_path).fetch("big", 11)
    with pytest.raises(SourceError):
        Folder(tmp_path).fetch("big", 10)


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(SourceError) as caught:
        Folder(tmp_path).fetch("n" * 5000, 10)
    assert not isinstance(caught.value, NotFoundError)


def test_a_file_of_the_wrong_length_is_refused(town):
    (town / "registro/tile/0/000").write_bytes(b"x" * 100)
    with pytest.raises(FormatError):
        FolderSource(town).read_tile(0, 0, 256)


def test_a_key_that_is_not_text_is_refused(town):
    (town / "registro/llave").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError):
        FolderSource(town).vkey()


class Script(BaseHTTPRequestHandler):
    """Answers each path as told, and remembers the requests."""

    answers = {}
    requests = []

    def do_GET(self):
        self.requests.append((self.path, dict(self.headers)))
        self.answers[self.path](self)

    do_POST = do_GET

    def send(self, body=b"", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def web():
    """A web place whose answers the test sets: ``web.answers[path] = lambda handler: …``."""
    handler = type("Handler", (Script,), {"answers": {}, "requests": []})
    with logs.serving(handler) as url:
        place = Web(url, timeout=1.0, pause=0.01)
        place.answers, place.requests = handler.answers, handler.requests
        yield place


def test_a_request_says_who_asks_and_takes_gzip(web):
    plain = b"answer " * 100
    web.answers["/a"] = lambda handler: handler.send(gzip.compress(plain), Content_Encoding="gzip")
    assert web.fetch("a", 1000) == plain
    headers = web.requests[0][1]
    assert headers["User-Agent"].startswith("Tequio ")
    assert headers["Accept-Encoding"] == "gzip, identity"


@pytest.mark.parametrize(
    "answer",
    [
        lambda handler: handler.send(b"x" * 1001),
        lambda handler: handler.send(gzip.compress(b"x" * 1001), Content_Encoding="gzip"),
        lambda handler: handler.send(gzip.compress(b"x" * 10)[:-2], Content_Encoding="gzip"),
        lambda handler: handler.send(b"not gzip", Content_Encoding="gzip"),
        lambda handler: handler.send(b"x", Content_Encoding="br"),
        lambda handler: handler.send(b"cut", Content_Length="100"),
        lambda handler: handler.send(status=500),
        lambda handler: handler.send(status=403),
        lambda handler: handler.send(status=302, Location="http://localhost:1/elsewhere"),
        lambda handler: handler.send(status=302, Location="ftp://127.0.0.1/x"),
        lambda handler: handler.wfile.write(b"not http\r\n\r\n"),
    ],
)
def test_an_answer_out_of_bounds_is_refused_after_three_attempts(web, answer):
    web.answers["/a"] = answer
    with pytest.raises(SourceError) as caught:
        web.fetch("a", 1000)
    assert not isinstance(caught.value, NotFoundError)
    assert len(web.requests) == 3


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_that_is_not_there_is_asked_once(web, status):
    web.answers["/a"] = lambda handler: handler.send(status=status)
    with pytest.raises(NotFoundError):
        web.fetch("a", 10)
    assert len(web.requests) == 1


def test_a_passing_fault_is_forgiven(web):
    answers = iter([503, 200])
    web.answers["/a"] = lambda handler: handler.send(b"ok", status=next(answers))
    assert web.fetch("a", 10) == b"ok"


def test_a_redirect_within_the_host_is_followed(web):
    web.answers["/a"] = lambda handler: handler.send(status=301, Location="/b")
    web.answers["/b"] = lambda handler: handler.send(b"ok")
    assert web.fetch("a", 10) == b"ok"


def test_an_answer_that_trickles_is_given_up(web):
    def trickle(handler):
        handler.send(Content_Length="1000")
        with contextlib.suppress(ConnectionError):  # the reader has left
            for _ in range(30):
                handler.wfile.write(b"x")
                time.sleep(0.1)

    web.answers["/a"] = trickle
    started = time.monotonic()
    with pytest.raises(SourceError):
        web.fetch("a", 1000)
    assert time.monotonic() - started < 5


def test_a_place_that_does_not_answer_is_unreadable(tmp_path):
    with logs.serving_folder(tmp_path) as url:
        pass
    with pytest.raises(SourceError):
        Web(url, timeout=1.0, pause=0.01).fetch("a", 10)


def test_a_text_is_posted_once(web):
    web.answers["/b"] = lambda handler: handler.send(status=500)
    with pytest.raises(SourceError):
        web.post("b", "texto")
    assert len(web.requests) == 1
    assert web.requests[0][1]["Content-Type"] == "text/plain; charset=utf-8"
