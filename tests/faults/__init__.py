"""Faults brought about on purpose: killed processes, failing disks, cut power, old backups, flipped bits.

``python -m tests.faults --long`` runs every experiment in full and prints a table; ``docs/faults.md`` is its printed
result. The tests beside it run a short form of each one.
"""

import sys
from pathlib import Path

SOURCE = str(Path(__file__).resolve().parents[2] / "src")


def stage_file() -> Path:
    """What the town of the experiments is made with, besides the product."""
    return Path(__file__).with_name("stage.py")


# ``python -m tests.faults`` runs from the repository, where the package is not installed.
if SOURCE not in sys.path:
    sys.path.insert(0, SOURCE)
