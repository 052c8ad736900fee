"""F5: an upload is cut at any byte and nothing of it is there; slow connections need the proxy in front."""

import contextlib
import random
import socket
import time
from pathlib import Path

from tests.faults import history
from tests.faults.acts import Act, History, form_of, headers_for, send
from tests.faults.outcome import Outcome
from tests.faults.town import Town

SLOW, READS = 200, 5


def run(town: Town, trials: int, *, slow: int = SLOW, seed: int = 5) -> Outcome:
    """Cut *trials* uploads, then hold *slow* connections open while others read."""
    outcome, started = Outcome("F5 cut uploads, slow connections"), time.monotonic()
    chance, told = random.Random(seed), History()
    with town.served():
        for number in range(trials):
            act = Act(f"u{number}x{number}", number % 4, file=chance.randbytes(30_000).hex().encode())
            told.acts.append(act)
            _send_part(town, act, chance)
            outcome.trials += 1
        _crawl(town, slow, outcome)
        last = Act("z0x1", 0)
        told.acts.append(last)
        if send(town, last).state != "acked":
            outcome.note([f"nobody could publish afterwards ({last.status})"])
    outcome.note(history.problems_of(town, told))
    outcome.figures["files without a row"] = len(_orphans(town))
    outcome.seconds = time.monotonic() - started
    return outcome


def _send_part(town: Town, act: Act, chance: random.Random) -> None:
    path, content_type, body = form_of(act)
    headers = {"Host": f"localhost:{town.port}", **headers_for(town.session, content_type)}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    request = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
    with socket.create_connection(("localhost", town.port), timeout=10) as connection:
        connection.sendall(request[: chance.randrange(1, len(request) - 1)])
    act.state = "refused"  # its last byte never left: nothing of it may be there


def _crawl(town: Town, slow: int, outcome: Outcome) -> None:
    with contextlib.ExitStack() as open_ones:
        for _number in range(slow):
            connection = open_ones.enter_context(
                socket.create_connection(("localhost", town.port), timeout=10)
            )
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        answered = sum(town.answers("/novedades/", timeout=2) for _read in range(READS))
    outcome.figures[f"readers answered beside {slow} slow connections, without a proxy"] = (
        f"{answered} of {READS}"
    )


def _orphans(town: Town) -> set[Path]:
    rows = {town.path / "media" / row[1] for row in history.read(town).tables["files"]}
    return {path for path in (town.path / "media").rglob("*") if path.is_file()} - rows
