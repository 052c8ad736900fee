"""Recording votes. Nothing is recorded that the rules in force at that moment do not allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.bodies.models import Seat
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.preparing import locked
from tequio.meetings.actions.publishing import publish_vote
from tequio.meetings.clocks import rules_of
from tequio.meetings.counting import Outcome, Rules, count, quorum, tally
from tequio.meetings.models import AgendaItem, Meeting, Motion, Vote, VoteEvent
from tequio.meetings.permissions import Act, ensure
from tequio.meetings.rules import ItemKind, VoteMethod, VoteOption
from tequio.meetings.seats import presidency_of, seats_of, voting


@dataclass(frozen=True)
class Ballot:
    """What is voted, and the option of every seat with a vote, by its key."""

    motion: str
    votes: Mapping[int, str]
    method: str = VoteMethod.ROLL_CALL
    majority: str = ""
    proposer_seat: Seat | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None


@action
def record_vote(*, item: AgendaItem, ballot: Ballot, by: User) -> VoteEvent:
    """Write down a vote on a point, decide it by the body's rules and publish it.

    Refused without quorum, when a seat without a vote votes, when a seat with one is missing, or when one that did
    not attend appears as voting. The majority is the rules' own unless *ballot* names the one a special motion needs.
    """
    meeting = locked(item.meeting)
    ensure(by, Act.VOTE, meeting)
    if item.kind != ItemKind.VOTE:
        raise RuleError(_("Este punto no es para votación."))
    if not ballot.motion.strip():
        raise RuleError(_("Escribe la propuesta tal como se vota."), field="motion")
    rules = rules_of(meeting)
    outcome, needed = _decide(meeting, ballot.votes, rules, ballot.majority or rules.majority)
    motion = Motion(item=item, text=ballot.motion.strip(), proposer_seat=ballot.proposer_seat)
    motion.save()
    last = meeting.vote_events.aggregate(last=Max("number"))["last"] or 0
    event = VoteEvent(
        motion=motion,
        meeting=meeting,
        number=last + 1,
        method=ballot.method,
        majority=ballot.majority or rules.majority,
        basis=str(rules.basis),
        quorum_needed=needed,
        opened_at=ballot.opened_at,
        closed_at=ballot.closed_at or clock.now(),
    )
    _write(event, outcome, ballot.votes)
    publish_vote(event, "recorded", by)
    return event


@action
def correct_vote(*, event: VoteEvent, votes: Mapping[int, str], reason: str, by: User) -> VoteEvent:
    """Correct what was written down. The reason is published; the earlier version stays in the register.

    Refused when an agreement was adopted on a result that would change.
    """
    meeting = locked(event.meeting)
    ensure(by, Act.CORRECT_VOTE, meeting)
    if not reason.strip():
        raise RuleError(_("Escribe el motivo de la corrección. Se publica con ella."), field="reason")
    outcome, event.quorum_needed = _decide(meeting, votes, rules_of(meeting), event.majority)
    if outcome.result != event.result and hasattr(event.motion, "agreement"):
        raise RuleError(_("De esta votación salió un acuerdo. El resultado no puede cambiar."))
    event.correction_reason = reason.strip()
    Vote.objects.filter(event=event).delete()
    _write(event, outcome, votes)
    publish_vote(event, "corrected", by)
    return event


def _decide(meeting: Meeting, votes: Mapping[int, str], rules: Rules, majority: str) -> tuple[Outcome, int]:
    """The outcome and the quorum that it needed."""
    seats = seats_of(meeting)
    _check_seats(meeting, seats, votes)
    presidency = presidency_of(seats)
    there = quorum(
        rules,
        seats=len(votes),
        present=count(votes.values()).present,
        presidency_present=presidency is not None and votes.get(presidency.pk) != VoteOption.ABSENT,
        call=meeting.call,
    )
    if not there.is_met:
        raise RuleError(
            _("No hay quórum para votar: están %(present)s y hacen falta %(needed)s.")
            % {"present": there.present, "needed": there.needed}
        )
    key = presidency.pk if presidency else None
    return tally(votes, majority, presidency=key, casting_vote=rules.casting_vote), there.needed


def _check_seats(meeting: Meeting, seats: list[Seat], votes: Mapping[int, str]) -> None:
    attendance = {row.seat_id: row.is_attending for row in meeting.attendance.all()}
    if not attendance:
        raise RuleError(_("Pasa lista antes de votar."))
    if meeting.has_quorum is False:
        raise RuleError(_("La sesión no tiene quórum. No se puede votar."))
    members = {seat.pk: seat for seat in voting(seats)}
    if outsiders := votes.keys() - members.keys():
        names = [seat.post.label for seat in seats if seat.pk in outsiders]
        raise RuleError(_("No tiene voto: %(seats)s.") % {"seats": ", ".join(names) or "—"})
    if missing := [seat.post.label for key, seat in members.items() if key not in votes]:
        raise RuleError(_("Falta el voto de: %(seats)s.") % {"seats": ", ".join(missing)})
    away = [
        seat.post.label
        for key, seat in members.items()
        if votes[key] != VoteOption.ABSENT and not attendance.get(key, False)
    ]
    if away:
        raise RuleError(
            _("No asistió a la sesión: %(seats)s. Márcalo como ausente.") % {"seats": ", ".join(away)}
        )


def _write(event: VoteEvent, outcome: Outcome, votes: Mapping[int, str]) -> None:
    totals = outcome.totals
    event.with_changes(
        in_favour=totals.in_favour,
        against=totals.against,
        abstain=totals.abstain,
        recused=totals.recused,
        absent=totals.absent,
        result=outcome.result,
        by_casting_vote=outcome.by_casting_vote,
    )
    event.save()
    Vote.objects.bulk_create(Vote(event=event, seat_id=seat, option=option) for seat, option in votes.items())
