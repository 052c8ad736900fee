"""Appending and proving, beside bare durable inserts and bare hashing."""

import sqlite3
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from django.core.management import call_command

from benchmarks.turns import in_turns
from tequio.core.legal import action
from tequio.ledger.merkle import inclusion_proof, verify_inclusion
from tequio.register import signing
from tequio.register.kinds import PublicRecord, Section
from tequio.register.log import append
from tequio.register.models import Entry
from tequio.register.tree import DatabaseTiles, current_root, current_size

ACTS = 100


class BenchmarkRecord(PublicRecord):
    """The smallest act there can be."""

    type_name = "benchmarks.note"
    label = label_plural = "Benchmark"
    section = Section.PAGES
    verbs = {"noted": "{title}"}

    def title(self) -> str:
        return self.id

    def path(self) -> str:
        return "/"


def prepare() -> None:
    """Migrate and load the example town."""
    call_command("migrate", verbosity=0)
    signing.create_log_key("localhost/registro")
    started = time.perf_counter()
    call_command("load_demo", "ejemplo")
    print(f"{'example town loaded':<44}{time.perf_counter() - started:>9.1f} s   {current_size()} acts")  # noqa: T201


def measure() -> list[str]:
    """One line for each thing, with its limit."""
    serial = iter(range(10**9))

    @action
    def one() -> None:
        append(BenchmarkRecord(id=f"n{next(serial)}"), "noted", issuer="Benchmark", by=None)

    def acts() -> None:
        for _number in range(ACTS):
            one()

    with tempfile.TemporaryDirectory() as folder:
        bare = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (body BLOB)")

        def inserts() -> None:
            for _number in range(ACTS):
                bare.execute("INSERT INTO t VALUES (?)", (b"x" * 600,))

        started = time.perf_counter()
        acts()
        wall = time.perf_counter() - started
        ours, limit = in_turns(acts, inserts)
        bare.close()
    return [
        f"{'act: committed, indexed, signed':<44}{ours / ACTS * 1e3:>9.2f} ms CPU · {ACTS / wall:,.0f}/s by the clock "
        f"· bare durable insert {limit / ACTS * 1e3:.2f} ms CPU",
        *_proofs(),
    ]


def _proofs() -> list[str]:
    size = current_size()
    root = current_root(size)
    entries = list(Entry.objects.order_by("index").values_list("leaf_hash", flat=True))
    bodies = [bytes(body) for body in Entry.objects.values_list("body", flat=True)]

    def prove() -> None:
        for index in range(0, size, max(1, size // 50)):
            path = inclusion_proof(index, size, DatabaseTiles())
            verify_inclusion(index, size, bytes(entries[index]), path, root)

    def hash_all() -> None:
        for body in bodies:
            sha256(body).digest()

    ours, limit = in_turns(prove, hash_all)
    count = len(range(0, size, max(1, size // 50)))
    return [
        f"{'inclusion proof made and checked':<44}{ours / count * 1e3:>9.2f} ms CPU · hashing all {size} acts "
        f"{limit * 1e3:.2f} ms CPU"
    ]
