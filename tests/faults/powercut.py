"""F3: the power goes at a random point of several publications, and a random part of what was not synced is lost."""

import hashlib
import random
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.errors import LedgerError
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import leaf_hash, tree_root
from tests.faults import history
from tests.faults.acts import Act
from tests.faults.disk_model import CALLS, Disk, Step, steps
from tests.faults.outcome import Outcome
from tests.faults.publisher import ANSWER_MARK
from tests.faults.town import Town, copy_of
from tests.faults.traced import Publisher

PUBLICATIONS = 12
MEMORY = Path("/dev", "shm")
MARK = 2  # the publisher's standard error


def run(made: Town, trials: int, *, synchronous: str = "FULL", seed: int = 3) -> Outcome:
    """Record a dozen publications and look at *trials* states after a power cut."""
    outcome, started = (
        Outcome(f"F3 power cut during publications, synchronous={synchronous}"),
        time.monotonic(),
    )
    with copy_of(made) as town:
        before, recorded = record(town, synchronous)
        with tempfile.TemporaryDirectory(prefix="tequio-cut-", dir=_memory()) as folder:
            _replay(Path(folder), town, Disk(before), recorded, outcome, trials, random.Random(seed))
    outcome.figures["steps recorded"] = len(recorded)
    outcome.seconds = time.monotonic() - started
    return outcome


def _memory() -> Path | None:
    return MEMORY if MEMORY.is_dir() else None


def record(town: Town, synchronous: str) -> tuple[dict[str, bytes], list[Step]]:
    """The files before, and every step of the publications with the answers that people got."""
    publisher, texts = Publisher(town, FAULTS_SYNCHRONOUS=synchronous), []
    trace = town.path.with_name("trace")
    # The process of the jobs keeps the database open in a town that is served; so does this.
    with closing(sqlite3.connect(town.database)) as held:
        try:
            publisher.warm_up(Act("p3x0", 0, file=b"p3x0 documento"))
            held.execute("SELECT size FROM register_log").fetchone()
            before = {str(path): path.read_bytes() for path in _written(town)}
            for number in range(1, PUBLICATIONS + 1):
                word = f"p{number % 3}x{number}"
                act = Act(word, number % 3, file=word.encode() * 3000 if number % 2 else None)
                command = (
                    "strace",
                    "-f",
                    "-y",
                    "-xx",
                    "-s",
                    "4000000",
                    "-e",
                    f"trace={CALLS}",
                    "-o",
                    str(trace),
                )
                act = publisher.publish(act, *command, mark=MARK)
                if act.state != "acked":
                    raise RuntimeError(f"{word} was not published: {act}")
                texts.append(trace.read_text(errors="replace"))
        finally:
            publisher.close()
    return before, [step for text in texts for step in steps(text)]


def _written(town: Town) -> list[Path]:
    """The files that a publication may touch; the shared index of SQLite's log is rebuilt after a crash."""
    files = [*town.path.glob("tequio.sqlite3*"), *(town.path / "keys").glob("*")]
    files += [path for path in (town.path / "media").rglob("*") if path.is_file()]
    return [path for path in files if not path.name.endswith("-shm")]


def _replay(
    folder: Path,
    town: Town,
    disk: Disk,
    recorded: list[Step],
    outcome: Outcome,
    trials: int,
    chance: random.Random,
) -> None:
    cuts = sorted(chance.randrange(len(recorded) + 1) for _ in range(trials))
    acked: list[str] = []
    for place, step in enumerate([*recorded, None]):
        while cuts and cuts[0] == place:
            cuts.pop(0)
            outcome.trials += 1
            found = _look(folder, town, disk.after_power_cut(chance), acked)
            outcome.note([f"cut at step {place}: {problem}" for problem in found])
            if any("acknowledged" in problem for problem in found):
                outcome.count("states that lost an acknowledged act")
        if step is None:
            break
        if step.call == "write" and step.data.startswith(ANSWER_MARK.encode()):
            acked.append(step.data.decode().split()[1])
        elif str(step.path).startswith(str(town.path)):
            disk.take(step)
    outcome.figures.setdefault("states that lost an acknowledged act", 0)


def _look(folder: Path, town: Town, state: dict[str, bytes], acked: list[str]) -> list[str]:
    """What does not hold when the machine starts again."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("tequio.sqlite3", "tequio.sqlite3-wal"):
        if (data := state.get(str(town.path / name))) is not None:
            (folder / name).write_bytes(data)
    try:
        with closing(sqlite3.connect(folder / "tequio.sqlite3")) as database:
            rows = database.execute(
                'SELECT "index", body, leaf_hash FROM register_entry ORDER BY 1'
            ).fetchall()
            size = database.execute("SELECT size FROM register_log").fetchone()[0]
            files = database.execute("SELECT sha256, content FROM register_file").fetchall()
            detached = database.execute('SELECT detached FROM register_entry ORDER BY "index"').fetchall()
    except sqlite3.Error as error:
        return [f"the database is damaged: {error}"]
    leaves = [bytes(row[2]) for row in rows]
    if size != len(rows) or any(leaf_hash(bytes(row[1])) != row[2] for row in rows):
        return ["half an act is there"]
    register = history.Register(
        [bytes(row[1]) for row in rows], [row[0] for row in detached], leaves, {}, size, [], {}
    )
    there = history.words(register)
    found = [f"{word} was acknowledged and is lost" for word in acked if word not in there]
    for sha256, content in files:
        data = state.get(str(town.path / "media" / content), b"")
        if hashlib.sha256(data).hexdigest() != sha256:
            found.append(f"the file {content} was acknowledged and is not whole")
    return found + _head_problems(town, register, state)


def _head_problems(town: Town, register: history.Register, state: dict[str, bytes]) -> list[str]:
    """The signed head kept apart must be of these acts, or the town could not publish again."""
    signer = Signer.from_text((town.path / "keys" / "log-key").read_text().strip())
    try:
        note = state[str(town.path / "keys" / "highest-checkpoint")].decode()
        head: Checkpoint = open_checkpoint(note, signer.verifier)[0]
    except (KeyError, UnicodeDecodeError, LedgerError) as error:
        return [f"the signed head is lost: {error!r}"]
    if head.size > register.size:
        return [f"{head.size} acts were signed and {register.size} are there: the register is closed"]
    if tree_root(head.size, register) != head.root:
        return ["the signed head is of other acts"]
    return []
