"""Logs made for tests: entries, the static files of a log, and a web server that publishes them."""

import contextlib
import functools
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from tequio.ledger.checkpoint import Checkpoint, sign_checkpoint
from tequio.ledger.envelope import Envelope
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import EMPTY_ROOT, leaf_hash, subtree_root
from tequio.ledger.tiles import pack_bundle, pack_tile, tiles_of

ORIGIN = "prueba.example/registro"
SIGNER = Signer(ORIGIN, b"\x07" * 32)
START = datetime(2026, 1, 1, tzinfo=UTC)


def entry(index, version=1, subject=None, at=None, **record):
    """One act of the register, a minute after the one before."""
    return Envelope(
        kind="meetings.agreement.adopted",
        subject_type="meetings.agreement",
        subject_id=subject or f"2026-ord-{index}",
        version=version,
        at=at or START + timedelta(minutes=index),
        issuer="Secretaría Técnica de la CIGA",
        record={"title": f"Acuerdo número {index}", "text": "Se aprueba por unanimidad. " * 12, **record},
    ).to_bytes()


def hashed_entry(index):
    """An act too large for the register, or that could need erasing: only its hash is here."""
    return replace(Envelope.parse(entry(index)), record=None, record_sha256="ab" * 32).to_bytes()


def entries(count):
    return [entry(index) for index in range(count)]


class Memory:
    """A log in memory: its levels of hashes, for tiles, and its root."""

    def __init__(self, items):
        self.items = list(items)
        self.levels = [[leaf_hash(item) for item in self.items]]
        while len(self.levels[-1]) >= 256:
            below = self.levels[-1]
            full = range(0, len(below) - 255, 256)
            self.levels.append([subtree_root(below[start : start + 256]) for start in full])

    @property
    def size(self):
        return len(self.items)

    @property
    def root(self):
        below = []
        for hashes in self.levels:
            tail = hashes[len(hashes) // 256 * 256 :]
            if tail or below:
                below = [subtree_root([*tail, *below])]
        return below[0] if below else EMPTY_ROOT

    def read_tile(self, level, index, width):
        return self.levels[level][index * 256 : index * 256 + width]

    def read_bundle(self, index, width):
        return self.items[index * 256 : index * 256 + width]

    def checkpoint(self, origin=ORIGIN):
        return Checkpoint(origin, self.size, self.root)

    def note(self, signer=SIGNER):
        return sign_checkpoint(self.checkpoint(signer.name), signer)


def publish(folder, log, signer=SIGNER):
    """Write the static files of a log, as a town serves them below its prefix."""
    for tile in tiles_of(log.size):
        path = folder / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pack_tile(log.read_tile(tile.level, tile.index, tile.width)))
        if tile.level == 0:
            path = folder / tile.path.replace("tile/0/", "tile/entries/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pack_bundle(log.read_bundle(tile.index, tile.width)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "llave").write_text(signer.vkey + "\n")
    (folder / "vkey").write_text(signer.vkey + "\n")
    (folder / "checkpoint").write_text(log.note(signer))
    return folder


class Files(SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass


@contextlib.contextmanager
def serving(handler):
    """Serve on this machine; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def at_folder(handler, folder):
    return functools.partial(handler, directory=str(folder))


def serving_folder(folder):
    return serving(at_folder(Files, folder))
