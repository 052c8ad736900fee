"""F11 and F12: several processes append and sign at the same time; a reader asks for the checkpoint all the while."""

import subprocess
import sys
import threading
import time
import urllib.request

from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import tree_root
from tests.faults import history
from tests.faults.outcome import Outcome
from tests.faults.town import Town

APPEND = """
import os, sys
import django
django.setup()
from tequio.register import log, signing
if os.environ.get("FAULTS_NO_LOCK"):
    # The control: no line of writers. The head is read, and kept for a moment, without holding it.
    import time
    from django.db import connection
    from tequio.register.models import Log
    class Unlocked:
        def get(self, pk):
            row = Log.objects.get(pk=pk)
            time.sleep(0.01)
            return row
    Log.objects.select_for_update = lambda: Unlocked()
from tequio.register.tests.notices import Notice, publish
from django.db import DatabaseError, connection
who, count = sys.argv[1], int(sys.argv[2])
refused = 0
for number in range(count):
    try:
        publish(Notice(id=f"{who}-{number}", heading=f"Aviso {number}"))
    except DatabaseError:
        refused += 1
print(refused)
"""


def run(town: Town, writers: int, each: int, *, lock: bool = True, poll: bool = True) -> Outcome:
    """*writers* processes append *each* acts; every head that a reader was shown must be of the acts at the end."""
    vendor = "postgresql" if town.database_url else "sqlite"
    outcome = Outcome(f"F11/F12 {writers} processes append and sign at once, {vendor}")
    started, before = time.monotonic(), len(history.read(town).entries)
    seen: set[str] = set()
    if poll:
        with town.served("--only", "web"):
            refused = _race(town, writers, each, lock, seen)
    else:
        refused = _race(town, writers, each, lock, seen)
    register = history.read(town)
    outcome.trials = writers * each
    outcome.figures = {
        "appended": len(register.entries) - before,
        "refused": refused,
        "heads seen": len(seen),
    }
    outcome.note(history.problems_of(town))
    if len(register.entries) - before != writers * each - refused:
        outcome.note(
            [f"{writers * each - refused} were acknowledged and {len(register.entries) - before} are there"]
        )
    if refused:
        outcome.note([f"{refused} appends were refused by the database"])
    verifier = Signer.from_text((town.path / "keys" / "log-key").read_text().strip()).verifier
    heads: list[Checkpoint] = [open_checkpoint(note, verifier)[0] for note in seen]
    for head in heads:
        if head.size > register.size or tree_root(head.size, register) != head.root:
            outcome.note([f"a reader was shown a head of {head.size} that is not of these acts"])
    outcome.seconds = time.monotonic() - started
    return outcome


def _race(town: Town, writers: int, each: int, lock: bool, seen: set[str]) -> int:
    variables = {} if lock else {"FAULTS_NO_LOCK": "1"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", APPEND, str(number), str(each)],
            env={**town.environment, **variables},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for number in range(writers)
    ]
    over = threading.Event()
    poller = threading.Thread(target=_poll, args=(town, seen, over), daemon=True)
    poller.start()
    refused = sum(int((process.communicate()[0] or str(each)).strip() or each) for process in processes)
    over.set()
    poller.join()
    return refused


def _poll(town: Town, seen: set[str], over: threading.Event) -> None:
    """Ask for the newest head twenty times a second, as a nervous reader."""
    while not over.wait(0.05):
        try:
            with urllib.request.urlopen(
                f"http://localhost:{town.port}/registro/checkpoint", timeout=5
            ) as answer:
                seen.add(answer.read().decode())
        except OSError:
            continue
