"""What happened to a commitment and its milestones, read from the register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from tequio.commitments.models import Commitment
from tequio.commitments.records import CommitmentRecord, MilestoneRecord
from tequio.register.chronicle import Line
from tequio.register.models import Entry


@dataclass(frozen=True)
class Happening:
    """One published change: the sentence, its reason, and the date that it moved."""

    line: Line
    reason: str
    before: date | None
    after: date | None


def history(commitment: Commitment) -> list[Happening]:
    """Every change, newest first; the milestones that came with the publication are told by it."""
    entries = Entry.objects.filter(
        Q(subject_type=CommitmentRecord.type_name, subject_id=commitment.key)
        | Q(
            subject_type=MilestoneRecord.type_name,
            subject_id__in=[milestone.key for milestone in commitment.milestones.all()],
        )
    )
    happenings = [_happening(entry) for entry in entries.order_by("-index")]
    return [each for each in happenings if each.line.entry.verb != "set" or each.reason]


def _happening(entry: Entry) -> Happening:
    line = Line(entry)
    public: Any = line.public
    if isinstance(public, CommitmentRecord):
        return Happening(line, public.reason or "", public.replaced_ends_on, public.ends_on)
    return Happening(line, public.reason or "", public.replaced_due_on, public.due_on)
