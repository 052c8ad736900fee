"""F15: one bit flipped in what the register's signatures cover, or in a published file; it must be named."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.faults import history
from tests.faults.acts import Act, History
from tests.faults.outcome import Outcome
from tests.faults.town import Town
from tests.faults.traced import Publisher

CELLS = (  # name, table, column, key
    ("entry", "register_entry", "body", "index"),
    ("leaf", "register_entry", "leaf_hash", "index"),
    ("tile", "register_subtree", "root", "id"),
    ("signature", "register_checkpoint", "note", "size"),
    ("root", "register_checkpoint", "root", "size"),
)
LOOK = """
import json, sys
import django
django.setup()
from tequio.register.sweep import sweep
for line in sys.stdin:
    found = sweep()
    print(json.dumps([*found.altered, *found.faults]), flush=True)
"""
ACTS = 260  # one full tile and the beginning of another


def run(town: Town, trials: int, *, acts: int = ACTS, seed: int = 15) -> Outcome:
    """Flip *trials* bits one after the other, each put back; the sweep must name each of them, and nothing else."""
    outcome, started, chance = Outcome("F15 one bit flipped"), time.monotonic(), random.Random(seed)
    _publish(town, acts)
    look = _Look(town)
    try:
        if look.faults():
            outcome.note(["something is named before anything was flipped"])
        files = [path for path in (town.path / "media").rglob("*") if path.is_file()]
        kinds = [*CELLS, None]
        for number in range(trials):
            kind = kinds[number % len(kinds)]
            name, named = (_file if kind is None else _cell)(town, chance, look, kind or files)
            outcome.trials += 1
            outcome.count(name)
            if not named:
                outcome.note([f"a bit of a {name} was flipped and nobody noticed"])
        if look.faults():
            outcome.note(["something is named after everything was put back"])
    finally:
        look.close()
    outcome.seconds = time.monotonic() - started
    return outcome


def _publish(town: Town, acts: int) -> None:
    publisher, told = Publisher(town), History()
    try:
        told.acts.append(publisher.warm_up(Act("z0x0", 0, file=b"z0x0 documento")))
        for number in range(1, acts):
            file = f"z0x{number} ".encode() * 50 if number % 20 == 0 else None
            told.acts.append(publisher.publish(Act(f"z0x{number}", 0, file=file)))
    finally:
        publisher.close()
    if problems := history.problems_of(town, told):
        raise RuntimeError(str(problems))


class _Look:
    """The product's own sweep, asked again and again."""

    def __init__(self, town: Town) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", LOOK],
            env=town.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def faults(self) -> list[str]:
        """What is named now."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        found: list[str] = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """End it."""
        self.process.communicate(timeout=60)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cell(town: Town, chance: random.Random, look: _Look, kind: tuple[str, ...]) -> tuple[str, bool]:
    name, table, column, key_column = kind
    select = f'SELECT "{key_column}", {column} FROM {table}'  # noqa: S608 - the words above
    update = f'UPDATE {table} SET {column} = ? WHERE "{key_column}" = ?'  # noqa: S608
    with closing(sqlite3.connect(town.database, timeout=30, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        rows = database.execute(select).fetchall()
        if not rows:
            return f"no {name}", True
        key, value = chance.choice(rows)
        if isinstance(value, str):
            changed: object = _flipped(value.encode(), chance).decode("latin-1")
        else:
            changed = _flipped(value, chance)
        database.execute(update, (changed, key))
        named = bool(look.faults())
        database.execute(update, (value, key))
    return name, named


def _file(_town: Town, chance: random.Random, look: _Look, files: list[Path]) -> tuple[str, bool]:
    path = chance.choice(files)
    whole = path.read_bytes()
    path.write_bytes(_flipped(whole, chance))
    named = bool(look.faults())
    path.write_bytes(whole)
    return "file", named
