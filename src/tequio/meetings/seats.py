"""The seats that belong to a session: those of its integration on its day."""

from tequio.bodies.models import Seat
from tequio.bodies.models.validity import holds_on
from tequio.bodies.rules import SeatRole
from tequio.core import clock
from tequio.meetings.models import Meeting


def seats_of(meeting: Meeting) -> list[Seat]:
    """Every seat at the table that day, in the body's order, guests and advisers included."""
    on = meeting.held_on or clock.today()
    return list(
        meeting.integration.seats.filter(holds_on(on)).select_related("post__organization", "integration")
    )


def voting(seats: list[Seat]) -> list[Seat]:
    """Those with a vote."""
    return [seat for seat in seats if seat.has_vote]


def presidency_of(seats: list[Seat]) -> Seat | None:
    """The presidency's seat."""
    return next((seat for seat in seats if seat.role == SeatRole.PRESIDENCY), None)
