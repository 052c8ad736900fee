"""F8: PostgreSQL is restarted, politely and not, while people publish; nobody has to restart the site."""

import random
import time

from tests.faults import history
from tests.faults.acts import Writers
from tests.faults.database_server import Server
from tests.faults.outcome import Outcome
from tests.faults.town import Town

LONGEST = 5.0  # seconds after the database is back until somebody publishes again


def run(town: Town, server: Server, trials: int, *, seed: int = 8, longest: float = LONGEST) -> Outcome:
    """Restart the database *trials* times under 20 writes/s."""
    outcome, started = Outcome("F8 PostgreSQL restarted under 20 writes/s"), time.monotonic()
    chance, slowest = random.Random(seed), 0.0
    with town.served("--workers", "2"), Writers(town, 4, 20.0, seed=seed, prefix="r") as writers:
        before = town.processes()
        for number in range(trials):
            time.sleep(chance.uniform(0.5, 2.0))
            server.stop(("fast", "immediate")[number % 2])
            time.sleep(chance.uniform(0, 1.0))
            server.start()
            outcome.trials += 1
            back = time.monotonic()
            waited = _until_acknowledged(writers, back, 4 * longest)
            slowest = max(slowest, waited)
            if waited > longest:
                outcome.note([f"nobody could publish for {waited:.1f} s after restart {number}"])
        time.sleep(1)
        if town.processes() != before:
            outcome.note([f"processes had to be started again: {before} became {town.processes()}"])
    for state in ("acked", "unknown", "refused"):
        outcome.figures[state] = len(writers.history.of(state))
    outcome.figures["slowest return"] = f"{slowest:.1f} s"
    outcome.figures["longest answer"] = f"{max(act.seconds for act in writers.history.acts):.1f} s"
    outcome.note(history.problems_of(town, writers.history))
    outcome.seconds = time.monotonic() - started
    return outcome


def _until_acknowledged(writers: Writers, since: float, patience: float) -> float:
    """Seconds from *since* until an act that was sent afterwards is acknowledged."""
    while time.monotonic() - since < patience:
        times = [act.at for act in writers.history.of("acked") if act.at - act.seconds > since]
        if times:
            return min(times) - since
        time.sleep(0.05)
    return patience
