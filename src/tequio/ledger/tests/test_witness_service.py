import contextlib
import http.client
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from tequio.ledger.checkpoint import open_checkpoint
from tequio.ledger.errors import LogForkedError, LogShrankError, NotAcceptedError, SignatureError, SourceError
from tequio.ledger.http_source import HttpSource
from tequio.ledger.seen import origin_id
from tequio.ledger.tests import logs
from tequio.ledger.tests.witnesses import FORK, IMPOSTOR, ITEMS, SIGNER, at, request
from tequio.ledger.witness import SIZE, TEXT, Witness, WitnessStore
from tequio.ledger.witness_pull import witness_once
from tequio.ledger.witness_server import MAX_BODY, witness_server


@pytest.fixture
def server(at_ten):
    running = witness_server(at_ten, "127.0.0.1", 0)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


def ask(server, path, body=None, length=None):
    """Ask the server; with ``length``, announce that length and send no body."""
    connection = http.client.HTTPConnection(server, timeout=5)
    with contextlib.closing(connection):
        connection.putrequest("GET" if body is None and length is None else "POST", path)
        if body is not None or length is not None:
            connection.putheader("Content-Length", str(len(body)) if length is None else length)
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, response.read().decode(), response.headers["Content-Type"]


def test_the_server_cosigns_and_shows_what_it_cosigned(server):
    status, body, content_type = ask(server, "/add-checkpoint", request(10, 12))
    assert (status, content_type) == (200, TEXT)
    assert body.startswith(f"— {SIGNER.name} ")
    status, note, _ = ask(server, f"/{origin_id(logs.ORIGIN)}/checkpoint")
    assert status == 200
    checkpoint, _ = open_checkpoint(note, logs.SIGNER.verifier, [SIGNER.verifier])
    assert checkpoint == at(12).checkpoint()
    assert ask(server, "/add-checkpoint", request(10, 13)) == (409, "12\n", SIZE)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/", None, 404),
        ("/add-checkpoint", None, 404),
        (f"/{'0' * 64}/checkpoint", None, 404),
        (f"/{origin_id(logs.ORIGIN).upper()}/checkpoint", None, 404),
        ("/other", b"x", 404),
        ("/add-checkpoint", b"x", 400),
    ],
)
def test_the_server_refuses_the_rest(server, path, body, status):
    assert ask(server, path, body)[0] == status


@pytest.mark.parametrize(
    ("length", "status"), [("", 411), ("-1", 411), ("1e3", 411), ("x", 411), (str(MAX_BODY + 1), 413)]
)
def test_the_server_refuses_a_body_of_unknown_or_excessive_length(server, length, status):
    assert ask(server, "/add-checkpoint", length=length)[0] == status


class Town(BaseHTTPRequestHandler):
    """A town that serves its log and takes cosignatures."""

    log = None
    received = []
    accepts = True

    def do_GET(self):
        path = self.path.removeprefix("/registro/")
        if path == "checkpoint":
            self._send(200, self.log.note().encode())
        else:
            _, level, index = path.split(".")[0].split("/")
            width = int(path.split(".p/")[1])
            self._send(200, b"".join(self.log.read_tile(int(level), int(index), width)))

    def do_POST(self):
        self.received.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._send(*((204,) if self.accepts else (403, b"no la conocemos\n")))

    def _send(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def town():
    handler = type("Handler", (Town,), {"log": at(10), "received": []})
    with logs.serving(handler) as url:
        handler.source = HttpSource(f"{url}/registro", timeout=5, pause=0.01)
        yield handler


def test_an_institution_without_server_witnesses_and_sends_its_cosignature(town, witness):
    for size in (1, 10, 10, 25):
        town.log = at(size)
        assert witness_once(town.source, logs.SIGNER.verifier, witness) == at(size).checkpoint()
        path, note = town.received[-1]
        assert path == "/registro/cofirmas"
        _, opened = open_checkpoint(note, logs.SIGNER.verifier, [SIGNER.verifier])
        assert [item.name for item in opened.verified] == [logs.ORIGIN, SIGNER.name]
    assert len(town.received) == 4


@pytest.mark.parametrize(
    ("log", "error"),
    [
        (at(9), LogShrankError),
        (FORK, LogForkedError),
        (logs.Memory([b"forked", *ITEMS[1:10]]), LogForkedError),
    ],
)
def test_a_log_that_goes_back_gets_no_cosignature(town, at_ten, log, error):
    town.log = log
    with pytest.raises(error):
        witness_once(town.source, logs.SIGNER.verifier, at_ten)
    assert town.received == []
    assert at_ten.store.log(logs.ORIGIN).root == at(10).root


def test_a_checkpoint_of_another_key_gets_no_cosignature(town, tmp_path):
    fresh = Witness(SIGNER, WitnessStore(tmp_path / "fresh.sqlite3"))
    with pytest.raises(SignatureError):
        witness_once(town.source, IMPOSTOR.verifier, fresh)
    assert town.received == []


def test_a_town_that_does_not_take_the_cosignature_is_told(town, witness):
    town.accepts = False
    with pytest.raises(NotAcceptedError, match="no la conocemos"):
        witness_once(town.source, logs.SIGNER.verifier, witness)


def test_a_witness_that_moved_on_meanwhile_asks_to_run_again(town, witness, monkeypatch):
    town.log = at(12)
    known = witness.store.add_log(logs.SIGNER.verifier)
    witness.add_checkpoint(request(0, 10))
    monkeypatch.setattr(witness.store, "add_log", lambda _log: known)
    with pytest.raises(SourceError, match="run it again"):
        witness_once(town.source, logs.SIGNER.verifier, witness)
