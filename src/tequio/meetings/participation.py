"""How each seat attended and voted over time: facts counted from what was recorded, in three queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from tequio.bodies.models import Integration, Seat
from tequio.meetings.models import Attendance, Vote
from tequio.meetings.rules import ATTENDING, AttendanceState, VoteOption


@dataclass(frozen=True)
class SeatRecord:
    """A seat's attendance and votes in the sessions whose roll and votes were recorded."""

    seat: Seat
    states: Counter[str] = field(default_factory=Counter)
    options: Counter[str] = field(default_factory=Counter)

    @property
    def called(self) -> int:
        """Sessions in which it was called."""
        return self.states.total()

    @property
    def attended(self) -> int:
        return sum(self.states[state] for state in ATTENDING)

    @property
    def by_alternate(self) -> int:
        return self.states[AttendanceState.ALTERNATE]

    @property
    def votes(self) -> list[tuple[str, int]]:
        """Each option and how many times it chose it."""
        return [(str(option.label), self.options[option]) for option in VoteOption]


def record_by_seat(integration: Integration) -> list[SeatRecord]:
    """The record of every seat with a vote of one integration, in the body's order."""
    states: dict[int, Counter[str]] = defaultdict(Counter)
    options: dict[int, Counter[str]] = defaultdict(Counter)
    seats = integration.seats.filter(has_vote=True).select_related("post", "integration")
    attendance = Attendance.objects.filter(seat__integration=integration).order_by()
    for seat, state, times in attendance.values_list("seat", "state").annotate(times=Count("pk")):
        states[seat][state] = times
    votes = Vote.objects.filter(seat__integration=integration).order_by()
    for seat, option, times in votes.values_list("seat", "option").annotate(times=Count("pk")):
        options[seat][option] = times
    return [SeatRecord(seat, states[seat.pk], options[seat.pk]) for seat in seats]
