"""What the page of a session shows: each part already joined with what belongs to it, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Prefetch

from tequio.bodies.models import Seat
from tequio.meetings.agenda import numbered
from tequio.meetings.models import AgendaItem, Agreement, Attendance, Meeting, Vote, VoteEvent
from tequio.meetings.rules import AttendanceState


@dataclass(frozen=True)
class Line:
    """A point of the agenda with what came of it."""

    number: str
    item: AgendaItem
    events: list[VoteEvent] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    children: list["Line"] = field(default_factory=list)


@dataclass(frozen=True)
class Roll:
    """The roll call: members with a vote apart from those with only a voice."""

    members: list[Attendance]
    others: list[Attendance]

    @property
    def attending(self) -> int:
        return sum(row.is_attending for row in self.members)

    @property
    def alternates(self) -> int:
        return sum(row.state == AttendanceState.ALTERNATE for row in self.members)

    @property
    def excused(self) -> int:
        return sum(row.state == AttendanceState.EXCUSED for row in self.members)


def events_of(meeting: Meeting) -> list[VoteEvent]:
    """The session's votes with their motions and each seat's vote."""
    votes = Vote.objects.select_related("seat__post", "seat__integration")
    events = meeting.vote_events.select_related("motion__item", "motion__proposer_seat__post")
    rows = list(events.prefetch_related(Prefetch("votes", votes)))
    for event in rows:
        event.meeting = meeting  # already here; saves a query for each
    return rows


def agenda_lines(meeting: Meeting, events: list[VoteEvent], agreements: list[Agreement]) -> list[Line]:
    """The agenda in reading order with its results."""
    voted: dict[int, list[VoteEvent]] = defaultdict(list)
    agreed: dict[int | None, list[Agreement]] = defaultdict(list)
    for event in events:
        voted[event.motion.item_id].append(event)
    for agreement in agreements:
        agreed[agreement.item_id].append(agreement)
    lines: list[Line] = []
    for number, item in numbered(meeting):
        line = Line(number, item, voted[item.pk], agreed[item.pk])
        (lines[-1].children if item.parent_id else lines).append(line)
    return lines


def roll_of(meeting: Meeting) -> Roll | None:
    """The attendance; ``None`` when it was not taken, or is not documented."""
    rows = list(meeting.attendance.select_related("seat__post__organization", "seat__integration"))
    if not rows:
        return None
    return Roll([row for row in rows if row.seat.has_vote], [row for row in rows if not row.seat.has_vote])


def ballots_of(events: list[VoteEvent]) -> list[tuple[Seat, list[tuple[VoteEvent, str]]]]:
    """Each seat with a vote and how it voted in each of the session's votes, in order; a dash where it had none."""
    seats: dict[int, Seat] = {}
    options: dict[tuple[int, int], str] = {}
    for event in events:
        for vote in event.votes.all():
            seats[vote.seat_id] = vote.seat
            options[vote.seat_id, event.pk] = vote.get_option_display()
    order = sorted(seats.values(), key=lambda seat: (seat.position, seat.pk))
    return [(seat, [(event, options.get((seat.pk, event.pk), "—")) for event in events]) for seat in order]


def blocks(text: str) -> list[tuple[list[str], bool]]:
    """Plain text as paragraphs and lists: (its lines, whether they are a list), for a page to draw."""
    found: list[tuple[list[str], bool]] = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        for is_list, lines in groupby(paragraph.strip().splitlines(), key=lambda line: line.startswith("- ")):
            found.append(([line.removeprefix("- ") for line in lines], is_list))
    return found
