"""F13: an old backup is restored and somebody publishes: refused, until the register ends and its successor begins."""

import random
import time

from tests.faults import history
from tests.faults.acts import Act
from tests.faults.outcome import Outcome
from tests.faults.town import Town, copy_of
from tests.faults.traced import Publisher


def run(made: Town, trials: int, *, seed: int = 13) -> Outcome:
    """Restore a backup that lacks some signed acts, try to publish, then follow the written procedure."""
    outcome, started, chance = (
        Outcome("F13 old backup restored, then publish"),
        time.monotonic(),
        random.Random(seed),
    )
    slowest = 0.0
    for _number in range(trials):
        with copy_of(made) as town:
            outcome.trials += 1
            outcome.note(_lose_acts(town, kept=chance.randint(1, 3), lost=chance.randint(1, 3)))
            begun = time.monotonic()
            outcome.note(_succeed(town))
            slowest = max(slowest, time.monotonic() - begun)
    outcome.figures["slowest procedure"] = f"{slowest:.0f} s"
    outcome.seconds = time.monotonic() - started
    return outcome


def _publish(town: Town, first: int, count: int) -> list[Act]:
    publisher = Publisher(town)
    try:
        return [publisher.warm_up(Act(f"o0x{number}", 0)) for number in range(first, first + 1)] + [
            publisher.publish(Act(f"o0x{number}", 0)) for number in range(first + 1, first + count)
        ]
    finally:
        publisher.close()


def _lose_acts(town: Town, kept: int, lost: int) -> list[str]:
    """Leave the town with a database older than what it signed; publishing must be refused and sign nothing."""
    _publish(town, 0, kept)
    backup = town.path.with_name("respaldo.tar.gz")
    town.run("backup", backup)
    _publish(town, 100, lost)
    head = (town.path / "keys" / "highest-checkpoint").read_text()
    restored = town.run("restore", backup, "--data", town.path, "--force")
    found = [] if restored.returncode == 0 else [restored.stderr]
    if any(act.state != "unknown" for act in _publish(town, 200, 2)):
        found.append("a town that lost signed acts published")
    if (town.path / "keys" / "highest-checkpoint").read_text() != head:
        found.append("the highest signed head changed")
    if town.run("check").returncode != 1:
        found.append("check says that all is well")
    return found


def _succeed(town: Town) -> list[str]:
    """End the register, publish in its successor, and have a stranger verify it over the network."""
    refused = town.run("successor", "--reason", "Falló el disco")
    name = refused.stderr.split("--confirm ")[1].strip()
    done = town.run("successor", "--reason", "Falló el disco", "--confirm", name)
    found = [] if done.returncode == 0 else [done.stderr]
    if any(act.state != "acked" for act in _publish(town, 300, 2)):
        found.append("the successor does not publish")
    found += history.problems_of(town)
    with town.served():
        verified = town.run(
            "verify", f"http://localhost:{town.port}", XDG_STATE_HOME=str(town.path / "reader")
        )
    if verified.returncode:
        found.append(f"a stranger does not verify the successor: {verified.stdout}{verified.stderr}")
    statement = (town.path / "keys" / "succession-2.note").read_text()
    if statement.count("\n— ") != 2:
        found.append("the statement is not signed by both")
    return found
