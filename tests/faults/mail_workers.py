"""F7 and F17 with real processes: two workers at once, killed with ``kill -9`` while they send."""

import json
import subprocess
import sys
import time

from tests.faults.mail_server import MailServer
from tests.faults.outcome import Outcome
from tests.faults.town import Town
from tests.servers import free_port

QUEUE = """
from tequio.mail.queue import send
from django.db import transaction
with transaction.atomic():
    for n in range({count}):
        send(to=f"vecina{{n}}@prueba.example", subject="Hola", text="Hola.\\n", purpose="notice")
"""
# What ten minutes do: the message that a dead worker had in its hands is free again.
LATER = """
from datetime import timedelta
from django.db.models import F
from tequio.mail.models import OutgoingMessage as M
M.objects.filter(state="sending").update(claimed_at=F("claimed_at") - timedelta(minutes=11))
M.objects.filter(state="waiting").update(next_try_at=F("created_at"))
"""
TELL = """
import json
from tequio.mail.models import OutgoingMessage as M
print(json.dumps({m: s for m, s in M.objects.values_list("message_id", "state")}))
"""
BETWEEN_KILLS = 15  # messages


def run(town: Town, kills: int) -> Outcome:
    """Send many messages while both workers are killed again and again; then let one finish."""
    outcome, started = Outcome("F7/F17 mail workers killed while they send", trials=kills), time.monotonic()
    server = MailServer(free_port())
    server.pause = 0.01
    server.start()
    try:
        count = BETWEEN_KILLS * (kills + 5)
        _shell(town, QUEUE.format(count=count))
        for _kill in range(kills):
            _kill_two_workers(town, server, outcome)
        states = _drain(town, server)
    finally:
        server.stop()
    _judge(outcome, states, server, count)
    outcome.seconds = time.monotonic() - started
    return outcome


def _judge(outcome: Outcome, states: dict[str, str], server: MailServer, count: int) -> None:
    times = server.times_taken()
    again = sum(times.values()) - len(times)
    outcome.figures |= {"messages": count, "delivered": len(times), "sent again, same Message-ID": again}
    if set(states.values()) != {"sent"} or set(times) != set(states) or len(states) != count:
        outcome.note([f"of {count} messages {len(times)} were delivered: {set(states.values())}"])
    if again > outcome.trials * 2:
        outcome.note([f"{again} were sent again: more than the two in the hands of those killed"])


def _kill_two_workers(town: Town, server: MailServer, outcome: Outcome) -> None:
    """In the middle of it."""
    workers = [_start(town, server) for _worker in range(2)]
    before, end = len(server.taken), time.monotonic() + 60
    while len(server.taken) < before + BETWEEN_KILLS and time.monotonic() < end:
        time.sleep(0.02)
    for worker in workers:
        worker.kill()
        worker.wait()
    if len(server.taken) == before:
        outcome.note(["nothing was being sent when they were killed"])
    _shell(town, LATER)


def _start(town: Town, server: MailServer) -> subprocess.Popen[bytes]:
    variables = {**town.environment, "TEQUIO_EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    command = [sys.executable, "-m", "tequio", "manage", "run_jobs"]
    return subprocess.Popen(command, env=variables, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _drain(town: Town, server: MailServer, patience: float = 120.0) -> dict[str, str]:
    """Let one worker finish; return the state of every message."""
    worker, end = _start(town, server), time.monotonic() + patience
    states: dict[str, str] = {}
    try:
        while time.monotonic() < end and set(states.values()) != {"sent"}:
            states = json.loads(_shell(town, TELL).splitlines()[-1])
    finally:
        worker.terminate()
        worker.wait()
    return states


def _shell(town: Town, code: str) -> str:
    done = town.run("manage", "shell", "-c", code)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout
