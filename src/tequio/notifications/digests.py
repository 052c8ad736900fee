"""Putting together what entered the register since the last message, once for each follower and period.

The mark of how far a follower was told moves by compare-and-swap in the transaction that queues the message, so two
processes, or one killed half way, tell each act once. Nothing new, no message.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tequio.core import clock
from tequio.mail.purposes import Purpose
from tequio.notifications.actions import send_notice
from tequio.notifications.models import Follower, Progress
from tequio.notifications.rules import next_digest
from tequio.notifications.topics import SESSIONS, is_call, topics_of
from tequio.register.chronicle import Line
from tequio.register.models import Entry
from tequio.register.tree import current_size

AT_ONCE = 200
"""Followers in one transaction: short enough to leave the database to others."""
MOST_LINES = 40
"""Acts that one message tells in full; of the rest it says how many, and where they are."""


def send_digests() -> int:
    """Tell every follower whose hour has come; return how many messages were queued."""
    sent, after = 0, 0
    acts = _Acts()
    while True:
        due = Follower.objects.filter(next_digest_at__lte=clock.now(), pk__gt=after).order_by("pk")
        batch = list(due.prefetch_related("follows")[:AT_ONCE])
        if not batch:
            return sent
        with transaction.atomic():
            sent += sum(_tell(follower, acts) for follower in batch)
        after = batch[-1].pk


def tell_calls() -> int:
    """Tell at once of each call to a session; return how many messages were queued by this run."""
    sent = 0
    while True:
        told = _tell_some_of_the_next_call()
        if told is None:
            return sent
        sent += told


class _Acts:
    """The acts of the register since an index, read once for all followers of a run."""

    def __init__(self) -> None:
        self.size = current_size()
        self._lines: dict[int, tuple[Line, set[str]]] = {}

    def since(self, start: int) -> Iterator[tuple[Line, set[str]]]:
        """Every act from *start* on, with the topics that it belongs to."""
        missing = [index for index in range(start, self.size) if index not in self._lines]
        for entry in Entry.objects.filter(index__in=missing):
            line = Line(entry)
            self._lines[entry.index] = (line, topics_of(line))
        return (self._lines[index] for index in range(start, self.size))


def _tell(follower: Follower, acts: _Acts) -> bool:
    """Move the mark and queue the message about what lies between; False when there was nothing new or to do."""
    period = follower.next_digest_at
    mine = Follower.objects.filter(
        pk=follower.pk, told_until=follower.told_until, next_digest_at=period, nonce=follower.nonce
    )
    later = next_digest(follower.rhythm, clock.now())
    if not mine.update(told_until=acts.size, next_digest_at=later):
        return False
    with translation.override(follower.language):
        lines = _of_interest(follower, acts)
        if not lines:
            return False
        n = len(lines)
        subject = ngettext("%(n)s novedad", "%(n)s novedades", n) % {"n": n}
        key = f"digest:{follower.public_id}:{period.isoformat()}"
        send_notice(
            follower,
            subject=subject,
            template="notifications/digest.txt",
            purpose=Purpose.DIGEST,
            dedup_key=key,
            lines=lines[:MOST_LINES],
            hidden=max(0, n - MOST_LINES),
        )
    return True


def _of_interest(follower: Follower, acts: _Acts) -> list[Line]:
    wanted = {follow.topic for follow in follower.follows.all()}
    calls_told = follower.calls_at_once and SESSIONS in wanted
    return [
        Line(line.entry)  # anew, in the follower's language
        for line, topics in acts.since(follower.told_until)
        if wanted & topics and not (calls_told and is_call(line))
    ]


@transaction.atomic
def _tell_some_of_the_next_call() -> int | None:
    """Tell the next batch of followers of the next call; ``None`` when every call has been told."""
    size = current_size()
    progress, _is_new = Progress.objects.get_or_create(name="calls", defaults={"entry": size})
    mine = Progress.objects.filter(pk="calls", entry=progress.entry, follower=progress.follower)
    line = _next_call(progress.entry, size)
    if line is None:
        mine.update(entry=size, follower=0)
        return None
    wanting = Follower.objects.filter(calls_at_once=True, follows__topic=SESSIONS)
    after = progress.follower if line.entry.index == progress.entry else 0
    batch = list(wanting.filter(pk__gt=after).order_by("pk")[:AT_ONCE])
    index = line.entry.index
    moved = {"entry": index, "follower": batch[-1].pk} if batch else {"entry": index + 1, "follower": 0}
    if not mine.update(**moved):
        return None
    for follower in batch:
        _tell_call(follower, line.entry)
    return len(batch)


def _next_call(start: int, size: int) -> Line | None:
    entries = Entry.objects.filter(index__gte=start, index__lt=size, subject_type="meetings.meeting")
    lines = (Line(entry) for entry in entries.order_by("index"))
    return next((line for line in lines if is_call(line)), None)


def _tell_call(follower: Follower, entry: Entry) -> None:
    with translation.override(follower.language):
        line = Line(entry)
        send_notice(
            follower,
            subject=line.sentence,
            template="notifications/call.txt",
            purpose=Purpose.NOTICE,
            dedup_key=f"call:{entry.index}:{follower.public_id}",
            line=line,
            meeting=line.public,
            why=gettext("Sigues las sesiones de la comisión."),
        )
