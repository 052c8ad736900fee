"""The nightly look at the files: those that acts cite are still the ones published, and none is left over.

What it finds is written to ``<data>/run/sweep.json``, where ``./tequio check`` reads it, and to the log.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.files.storage import default_storage

from tequio.core import clock
from tequio.register.models import File
from tequio.register.self_audit import register_faults

logger = logging.getLogger(__name__)
FOLDER = "archivo"
LEFT_OVER_AFTER = timedelta(days=1)
"""An upload whose form was never finished may still be on its way for some minutes; not for a day."""


@dataclass(frozen=True)
class Sweep:
    """What one look found."""

    at: str
    files: int
    altered: list[str] = field(
        default_factory=list
    )  # names of files that are missing or not the ones published
    faults: list[str] = field(default_factory=list)  # of the register itself
    removed: int = 0

    @classmethod
    def last(cls) -> Self | None:
        """The last one that was written down."""
        try:
            return cls(**json.loads(_report().read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None


def sweep() -> Sweep:
    """Check every file and the whole register, remove what nobody cites, and write down what was found."""
    rows = list(File.objects.order_by("pk"))
    found = Sweep(
        at=clock.now().isoformat(timespec="seconds"),
        files=len(rows),
        altered=[f"{row.name} ({row.sha256})" for row in rows if not row.is_intact()],
        faults=register_faults(with_key=True)[:20],
        removed=_remove_left_over(clock.now()),
    )
    for problem in (*found.altered, *found.faults):
        logger.error("not as it was published: %s", problem)
    _report().parent.mkdir(mode=0o700, exist_ok=True)
    _report().write_text(json.dumps(asdict(found), ensure_ascii=False), encoding="utf-8")
    return found


def _report() -> Path:
    return Path(settings.TEQUIO_DATA) / "run" / "sweep.json"


def _remove_left_over(now: datetime) -> int:
    """Remove files without a row: uploads that were cut, or whose act was never written."""
    removed = 0
    for name in list(_stored()):
        is_old = now - default_storage.get_modified_time(name) > LEFT_OVER_AFTER
        if is_old and not File.objects.filter(content=name).exists():
            default_storage.delete(name)
            removed += 1
    return removed


def _stored() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"
