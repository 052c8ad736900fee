"""F1: ``kill -9`` of the site's processes at random moments while people publish."""

import contextlib
import os
import random
import signal
import time

from tests.faults import history
from tests.faults.acts import Writers
from tests.faults.outcome import Outcome
from tests.faults.town import Town, kill_tree

LONGEST = 10.0  # seconds until the site serves again
VICTIMS = ("web worker", "web worker", "web worker", "web", "jobs", "all")
OPTIONS = {"sqlite": (), "postgresql": ("--workers", "2")}


def run(
    town: Town, trials: int, *, per_second: float = 20.0, seed: int = 1, longest: float = LONGEST
) -> Outcome:
    """Kill *trials* times; afterwards nothing acknowledged may be missing and nothing half written."""
    vendor = "postgresql" if town.database_url else "sqlite"
    outcome = Outcome(f"F1 kill -9 under {per_second:g} writes/s, {vendor}")
    chance, started, slowest = random.Random(seed), time.monotonic(), 0.0
    options = OPTIONS[vendor]
    with town.served(*options), Writers(town, 4, per_second, seed=seed, prefix="k") as writers:
        for _trial in range(trials):
            time.sleep(chance.uniform(0.05, 0.6))
            victim = chance.choice(VICTIMS)
            _kill(town, victim)
            outcome.trials += 1
            outcome.count(f"kills of {victim}")
            try:
                slowest = max(slowest, _wait(town, options, longest))
            except TimeoutError:
                outcome.note([f"no answer {longest:g} s after the kill of {victim}"])
                town.stop()
                town.start(*options)
                town.wait_until_it_answers()
        time.sleep(2)  # what waits in the queue
    for state in ("acked", "unknown", "refused"):
        outcome.figures[state] = len(writers.history.of(state))
    outcome.figures["slowest return"] = f"{slowest:.1f} s"
    outcome.note(history.problems_of(town, writers.history))
    outcome.seconds = time.monotonic() - started
    return outcome


def _kill(town: Town, victim: str) -> None:
    processes = town.processes().get(victim, [])
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            if victim == "all":
                kill_tree(pid)
            else:
                os.kill(pid, signal.SIGKILL)


def _wait(town: Town, options: tuple[str, ...], longest: float) -> float:
    """Wait until readers are served; a service manager starts again what ended as a whole."""
    started = time.monotonic()
    time.sleep(0.05)
    while time.monotonic() - started < longest:
        if town.process is None or town.process.poll() is not None:
            town.start(*options)
        if town.answers():
            return time.monotonic() - started
        time.sleep(0.05)
    raise TimeoutError
