"""F7 and F17 with real processes: two workers at once, killed with ``kill -9`` while they send."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.faults.mail_server import MailServer
from tests.faults.town import Town, copy_of
from tests.servers import free_port

pytestmark = pytest.mark.slow
MANY, KILLS = 120, 3
QUEUE = f"""
from tequio.mail.queue import send
from django.db import transaction
with transaction.atomic():
    for n in range({MANY}):
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


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer(free_port())
    running.pause = 0.01
    running.start()
    yield running
    running.stop()


def test_workers_killed_while_they_send_drop_nothing_and_repeat_at_most_what_was_in_their_hands(
    made_town: Town, server: MailServer
) -> None:
    with copy_of(made_town) as town:
        assert town.run("manage", "shell", "-c", QUEUE).returncode == 0
        for _kill in range(KILLS):
            workers = [start_worker(town, server) for _worker in range(2)]
            wait_for_more(server)
            for worker in workers:
                worker.kill()
                worker.wait()
            assert town.run("manage", "shell", "-c", LATER).returncode == 0
        states = drain(town, server)
    times = server.times_taken()
    assert set(states.values()) == {"sent"}
    assert set(times) == set(states)
    assert len(states) == MANY
    assert sum(times.values()) - MANY <= KILLS * 2


def start_worker(town: Town, server: MailServer) -> subprocess.Popen[bytes]:
    variables = {**town.environment, "TEQUIO_EMAIL_URL": f"smtp://127.0.0.1:{server.port}"}
    command = [sys.executable, "-m", "tequio", "manage", "run_jobs"]
    return subprocess.Popen(command, env=variables, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for_more(server: MailServer, patience: float = 60.0) -> None:
    """Until they are in the middle of it."""
    before, end = len(server.taken), time.monotonic() + patience
    while len(server.taken) < before + 15 and time.monotonic() < end:
        time.sleep(0.02)
    assert len(server.taken) > before


def drain(town: Town, server: MailServer, patience: float = 120.0) -> dict[str, str]:
    """Let one worker finish; return the state of every message."""
    worker, end = start_worker(town, server), time.monotonic() + patience
    try:
        while time.monotonic() < end:
            states: dict[str, str] = json.loads(
                town.run("manage", "shell", "-c", TELL).stdout.splitlines()[-1]
            )
            if set(states.values()) == {"sent"}:
                break
    finally:
        worker.terminate()
        worker.wait()
    return states
