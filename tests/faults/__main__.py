"""``python -m tests.faults [--long] [--write FILE] [NAME…]``: run the experiments and print their table."""

import argparse
import contextlib
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tests.faults import (
    backups,
    bits,
    kills,
    mail_workers,
    old_backups,
    powercut,
    races,
    restarts,
    syscalls,
    upgrades,
    uploads,
)
from tests.faults.database_server import postgres_town
from tests.faults.outcome import HEADING, Outcome
from tests.faults.town import Town, copy_of, need, template

Experiment = Callable[[Town, bool], Iterator[Outcome]]


def killed(made: Town, long: bool) -> Iterator[Outcome]:
    """F1."""
    with copy_of(made) as town:
        yield kills.run(town, 150 if long else 6)
    with postgres_town() as (town, _server):
        yield kills.run(town, 60 if long else 4)


def failing_calls(made: Town, long: bool) -> Iterator[Outcome]:
    """F2."""
    yield syscalls.run(made, 0 if long else 40)


def cut_power(made: Town, long: bool) -> Iterator[Outcome]:
    """F3, with the control that must lose something."""
    outcome = powercut.run(made, 10_000 if long else 300)
    control = powercut.run(made, 1_000 if long else 300, synchronous="NORMAL")
    lost = control.figures["states that lost an acknowledged act"]
    outcome.control = f"synchronous=NORMAL: {lost} of {control.trials:,} states lost an acknowledged act"
    if not lost:
        outcome.note(["the control lost nothing: the experiment proves nothing"])
    yield outcome


def backed_up(made: Town, long: bool) -> Iterator[Outcome]:
    """F14."""
    with copy_of(made) as town:
        yield backups.run(town, 20 if long else 2)


def upgraded(_made: Town, long: bool) -> Iterator[Outcome]:
    """F16."""
    for vendor in ("sqlite", "postgresql"):
        for backup in upgrades.releases(vendor):
            yield upgrades.run(backup, 10 if long else 1)


def mailed(made: Town, long: bool) -> Iterator[Outcome]:
    """F7 and F17; the troubles of the mail server itself are in ``test_mail.py``."""
    with copy_of(made) as town:
        yield mail_workers.run(town, 20 if long else 3)


def flipped(made: Town, long: bool) -> Iterator[Outcome]:
    """F15."""
    with copy_of(made) as town:
        yield bits.run(town, 1_000 if long else 30, acts=bits.ACTS if long else 20)


def went_back(made: Town, long: bool) -> Iterator[Outcome]:
    """F13."""
    yield old_backups.run(made, 20 if long else 1)


def raced(made: Town, long: bool) -> Iterator[Outcome]:
    """F11 and F12, with the control of appending without the lock."""
    each = 2_500 if long else 20
    with copy_of(made) as town:
        yield races.run(town, 4, each)
    with postgres_town() as (town, _server):
        outcome = races.run(town, 4, each)
        control = races.run(town, 4, 40, lock=False, poll=False)
        outcome.control = f"without the lock: {control.figures['refused']} of {control.trials} refused"
        if control.is_good:
            outcome.note(["the control held: the experiment proves nothing"])
        yield outcome


def restarted(_made: Town, long: bool) -> Iterator[Outcome]:
    """F8."""
    with postgres_town() as (town, server):
        yield restarts.run(town, server, 20 if long else 2)


def cut_uploads(made: Town, long: bool) -> Iterator[Outcome]:
    """F5."""
    with copy_of(made) as town:
        yield uploads.run(town, 200 if long else 15)


EXPERIMENTS: dict[str, Experiment] = {
    "kills": killed,
    "syscalls": failing_calls,
    "powercut": cut_power,
    "backups": backed_up,
    "upgrades": upgraded,
    "mail": mailed,
    "bits": flipped,
    "races": raced,
    "restarts": restarted,
    "old-backups": went_back,
    "uploads": cut_uploads,
}


def main(arguments: list[str]) -> int:
    """Run what is asked for; the exit code is 1 when something did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(EXPERIMENTS)}; all by default"
    )
    parser.add_argument("--long", action="store_true", help="every trial of the published table")
    parser.add_argument("--write", type=Path, help="append the table to this file")
    chosen = parser.parse_args(arguments)
    if missing := need("strace"):
        parser.error(f"install {', '.join(missing)} first")
    lines, good = [], True
    with contextlib.ExitStack() as stack:
        cache = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tequio-faults-")))
        made = template(cache)
        print(f"{date.today()}, {platform.platform()}, Python {platform.python_version()}, SQLite ", end="")
        print(f"{sqlite3.sqlite_version}\n\n{HEADING}", flush=True)
        for name in chosen.names or EXPERIMENTS:
            for outcome in EXPERIMENTS[name](made, chosen.long):
                good &= outcome.is_good
                lines.append(outcome.line())
                print(lines[-1], flush=True)
                print(*outcome.problems[:20], sep="\n", file=sys.stderr)
    if chosen.write:
        with chosen.write.open("a", encoding="utf-8") as file:
            file.write("\n".join([HEADING, *lines, ""]))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
