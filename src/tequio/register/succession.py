"""Ending a register and starting its successor, when the old one can no longer say anything without contradiction.

The successor has another name and another key, and begins with the acts that are there. The old key signs once more,
not a checkpoint but a statement: where its register ended, and who goes on. ``docs/operacion.md`` tells when.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from tequio.ledger.note import sign_note
from tequio.ledger.storage import replace_file
from tequio.register import signing
from tequio.register.models import Checkpoint, Cosignature
from tequio.register.tree import current_root, current_size


@dataclass(frozen=True)
class Succession:
    """What ended, and what goes on."""

    ended: str  # name of the old register
    ended_size: int
    successor: str
    successor_vkey: str
    kept: int
    """How many acts the successor begins with; those above were signed once and are not in this database."""
    statement: Path


def succeed(reason: str) -> Succession:
    """End this town's register and start its successor with the acts that are there. The site must be stopped."""
    old, highest = signing.town_signer(), signing.highest_signed()
    ended_size, kept = (highest.size if highest else 0), current_size()
    number = _number(old.name) + 1
    folder = signing.keys_folder()
    for name in ("log-key", "highest-checkpoint"):
        if (folder / name).exists():
            (folder / name).rename(folder / f"{name}.ended-{number - 1}")
    new = signing.create_log_key(f"{_base(old.name)}/{number}")
    text = (
        f"{old.name}\nended {ended_size}\n{highest.root.hex() if highest else '-'}\n"
        f"successor {new.vkey}\nbegins {kept}\n{current_root(kept).hex()}\nreason {' '.join(reason.split())}\n"
    )
    statement = folder / f"succession-{number}.note"
    replace_file(statement, sign_note(text, [old, new]).encode())
    with transaction.atomic():
        # Signed by the old key, for the old name; they stay in mirrors and with the witnesses, who start anew.
        Cosignature.objects.all().delete()
        Checkpoint.objects.all().delete()
    signing.sign_head()
    return Succession(old.name, ended_size, new.name, new.vkey, kept, statement)


def _base(name: str) -> str:
    return re.sub(r"(/registro)/\d+$", r"\1", name)


def _number(name: str) -> int:
    """1 for a town's first register, then 2, 3…: the last part of its name."""
    found = re.search(r"/registro/(\d+)$", name)
    return int(found[1]) if found else 1
