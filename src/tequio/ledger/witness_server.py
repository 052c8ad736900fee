"""A witness as a web server of the standard library: ``add-checkpoint`` and the monitors' address.

Meant to stand behind the institution's web server, which brings TLS.
"""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tequio.ledger.note import MAX_NOTE_SIZE
from tequio.ledger.witness import Answer, Witness

MAX_BODY = MAX_NOTE_SIZE + 10_000  # the proof's lines go before the note
TIMEOUT = 20.0  # seconds that a silent client is waited for
_MONITOR = re.compile(r"/([0-9a-f]{64})/checkpoint")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Tequio-witness"
    sys_version = ""
    timeout = TIMEOUT
    witness: Witness

    def do_POST(self) -> None:
        """Receive a checkpoint."""
        length = self.headers.get("Content-Length", "")
        if self.path != "/add-checkpoint":
            self._send(Answer(404, "only /add-checkpoint receives\n"), keep_alive=False)
        elif not (length.isascii() and length.isdecimal() and len(length) < 10):
            self._send(Answer(411, "the request must say its length\n"), keep_alive=False)
        elif int(length) > MAX_BODY:
            self._send(Answer(413, f"a request has at most {MAX_BODY} bytes\n"), keep_alive=False)
        else:
            self._send(self.witness.add_checkpoint(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        """Show the last cosigned checkpoint of a log."""
        match = _MONITOR.fullmatch(self.path)
        self._send(self.witness.checkpoint(match[1]) if match else Answer(404, "not found\n"))

    def _send(self, answer: Answer, keep_alive: bool = True) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if not keep_alive:
            # The body was not read, so the next request could not be found.
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the web server in front keeps the log of requests."""


def witness_server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server, bound and ready for ``serve_forever``. Port 0 takes a free one."""
    handler = type("WitnessHandler", (_Handler,), {"witness": witness})
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    return server
