"""F2: an error or the end of the process at every system call of one publication."""

import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults import history
from tests.faults.acts import Act, History
from tests.faults.outcome import Outcome
from tests.faults.town import Town, copy_of
from tests.faults.traced import Publisher

WRITES = (
    "write", "pwrite64", "fsync", "fdatasync", "openat", "rename", "unlink", "ftruncate", "mkdir", "fcntl", "flock",
    "mmap",
)  # fmt: skip
READS = ("read", "pread64", "lseek", "newfstatat", "close")
TRACE = ",".join((*WRITES, *READS))
EACH_TOWN = 150  # trials before a fresh copy of the town


def points(calls: Counter[str]) -> Iterator[tuple[str, int, str]]:
    """Every (call, occurrence, what happens there)."""
    for name, count in sorted(calls.items()):
        faults = ["error=EIO", "signal=SIGKILL", *(["error=ENOSPC"] if name in WRITES else [])]
        for number in range(1, count + 1):
            for fault in faults:
                yield name, number, fault


def run(made: Town, trials: int = 0, *, seed: int = 2) -> Outcome:
    """Try every point, or *trials* of them chosen by chance."""
    outcome, started = (
        Outcome("F2 EIO, ENOSPC and SIGKILL at every system call of a publication"),
        time.monotonic(),
    )
    with copy_of(made) as town:
        calls = count_calls(town)
    chosen: Sequence[tuple[str, int, str]] = list(points(calls))
    outcome.figures["injection points"] = len(chosen)
    if trials:
        chosen = random.Random(seed).sample(chosen, min(trials, len(chosen)))
    for start in range(0, len(chosen), EACH_TOWN):
        with copy_of(made) as town:
            _try(town, chosen[start : start + EACH_TOWN], outcome, start)
    outcome.seconds = time.monotonic() - started
    return outcome


def count_calls(town: Town) -> Counter[str]:
    """How often one publication makes each call."""
    publisher = Publisher(town)
    trace = town.path.with_name("trace")
    try:
        publisher.warm_up(_with_file(900_000))
        publisher.publish(_with_file(900_001), "strace", "-f", "-o", str(trace), "-e", f"trace={TRACE}")
        publisher.publish(_with_file(900_002), "strace", "-f", "-o", str(trace), "-e", f"trace={TRACE}")
    finally:
        publisher.close()
    return Counter(re.findall(r"^\d+\s+(\w+)\(", trace.read_text(errors="replace"), re.M))


def _with_file(number: int) -> Act:
    word = f"f0x{number}"
    return Act(word, 0, file=word.encode() + b" documento " * 1000)


def _try(town: Town, chosen: Sequence[tuple[str, int, str]], outcome: Outcome, first: int) -> None:
    acts, trace = History(), town.path.with_name("trace")
    publisher = Publisher(town)
    try:
        acts.acts.append(publisher.warm_up(_with_file(800_000)))
        for number, (name, occurrence, fault) in enumerate(chosen, start=first):
            rule = f"inject={name}:{fault}:when={occurrence}"
            command = ("strace", "-f", "-o", str(trace), "-e", f"trace={name}", "-e", rule)
            act = publisher.publish(_with_file(number), *command)
            acts.acts.append(act)
            if not _was_injected(trace, fault):
                continue
            outcome.trials += 1
            outcome.count(
                {"acked": "success page", "unknown": "error page or death"}.get(act.state, act.state)
            )
            after = publisher.publish(Act(f"n1x{number}", 1))
            acts.acts.append(after)
            found = history.problems_of(town, acts)
            if after.state != "acked":
                found.append("the next publication did not work")
            outcome.note([f"{rule}: {problem}" for problem in found])
            if found:
                return  # what follows would only repeat it
    finally:
        publisher.close()


def _was_injected(trace: Path, fault: str) -> bool:
    text = trace.read_text(errors="replace")
    return "INJECTED" in text or ("SIGKILL" in fault and "killed by SIGKILL" in text)
