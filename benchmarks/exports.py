"""Downloads beside what Django's own ``iterator()`` gives a CSV, in the same run."""

import csv
import io
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.turns import in_turns
from tequio.core.tables import csv_parts
from tequio.meetings.models import Vote
from tequio.meetings.tables import AGREEMENTS, VOTES, vote_rows
from tequio.opendata.package import write_package
from tequio.opendata.snapshot import Snapshot
from tequio.opendata.sqlite_file import write_sqlite
from tequio.register.proofs import latest_checkpoint

TIMES = 40
ROWS = 200_000


def measure() -> list[str]:
    """The same rows both ways; the memory of a long download; the big files."""
    ours, theirs = in_turns(lambda: _drain(_repeated(_ours)), lambda: _drain(_repeated(_theirs)))
    many = Vote.objects.count() * TIMES
    lines = [
        f"{'votes to CSV (limit: ORM .iterator())':<44}{many / ours:>9,.0f} rows/s   {theirs / ours:.1f} × the limit",
        *(
            f"{f'peak memory, CSV of {number:,} rows':<44}{_peak(number):>9.1f} MB"
            for number in (2_000, ROWS)
        ),
    ]
    checkpoint = latest_checkpoint()
    if checkpoint is None:
        return lines
    for name, write in (("Data Package", write_package), ("SQLite", write_sqlite)):
        lines.append(_big_file(name, write, Snapshot(checkpoint)))
    return lines


def _ours() -> Iterator[bytes]:
    return csv_parts(VOTES, vote_rows())


def _theirs() -> Iterator[bytes]:
    """The same columns as a plain view writes them: objects of the ORM, one line at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    rows = Vote.objects.select_related("event__meeting", "event__motion", "seat__post")
    for vote in rows.iterator(chunk_size=2000):
        event = vote.event
        page = f"{event.meeting.year}/{event.meeting.slug}/#votacion-{event.number}"
        who = (vote.seat.slug, vote.seat.post.label, vote.get_option_display())
        about = (event.meeting.title, event.meeting.held_on, event.number, event.motion.text)
        writer.writerow((*about, event.get_result_display(), *who, page))
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()


def _repeated(make: Any) -> Iterator[bytes]:
    for _time in range(TIMES):
        yield from make()


def _drain(parts: Iterable[bytes]) -> None:
    for _part in parts:
        pass


def _peak(number: int) -> float:
    row = ("CGA-2026-ORD-01-01", "Acuerdo", "Texto", *["x"] * (len(AGREEMENTS.columns) - 3))
    tracemalloc.start()
    _drain(csv_parts(AGREEMENTS, (row for _place in range(number))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _big_file(name: str, write: Any, snapshot: Snapshot) -> str:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "file"

        def once() -> None:
            target.unlink(missing_ok=True)
            write(snapshot, target)

        ours, _same = in_turns(once, once)
        weight = target.stat().st_size / 1e6
    return f"{f'{name} of {snapshot.size:,} acts':<44}{ours:>9.2f} s   {weight:.1f} MB"
