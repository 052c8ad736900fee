"""Quorum and majorities: what a body's rules decide with the votes that were cast; pure functions, no database.

Each formula is a word that the body's published rules choose, with their legal basis and dates of validity
(:class:`tequio.meetings.models.MeetingRules`). Where none was found, :data:`COMMON_RULES` says what applies meanwhile
and by analogy with what.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tequio.law.days import Term
from tequio.meetings.rules import MeetingKind, VoteOption, VoteResult


class QuorumFormula(models.TextChoices):
    HALF_PLUS_ONE = "half_plus_one", _("La mitad más uno de los asientos con voto")
    TWO_THIRDS = "two_thirds", _("Dos tercios de los asientos con voto")
    WHOEVER_ATTENDS = "whoever_attends", _("Quienes asistan")


class Majority(models.TextChoices):
    SIMPLE = "simple", _("Mayoría simple: más votos a favor que en contra")
    PRESENT = "present", _("Mayoría de presentes: más de la mitad de quienes votan o se abstienen")
    MEMBERS = "members", _("Mayoría absoluta: más de la mitad de los asientos con voto")
    TWO_THIRDS_PRESENT = "two_thirds_present", _("Dos tercios de quienes votan o se abstienen")
    TWO_THIRDS_MEMBERS = "two_thirds_members", _("Dos tercios de los asientos con voto")


BREAKABLE = frozenset({Majority.SIMPLE, Majority.PRESENT})
"""Majorities whose tie the presidency's casting vote can break."""


@dataclass(frozen=True)
class Rules:
    """How a body decides: formulas and the norm that gives them."""

    quorum: str = QuorumFormula.HALF_PLUS_ONE
    second_call_quorum: str = ""
    majority: str = Majority.PRESENT
    casting_vote: bool = True
    presidency_needed: bool = False
    extraordinary_agenda_closed: bool = True
    ordinary_notice: Term | None = None
    extraordinary_notice: Term | None = None
    minutes: Term | None = None
    basis: str | Promise = ""
    is_confirmed: bool = True

    @property
    def quorum_label(self) -> str:
        return str(QuorumFormula(self.quorum).label)

    @property
    def second_call_label(self) -> str:
        return str(QuorumFormula(self.second_call_quorum).label) if self.second_call_quorum else ""

    @property
    def majority_label(self) -> str:
        return str(Majority(self.majority).label)

    def notice_for(self, kind: str) -> Term | None:
        """How long before the session members must be called; ``None`` where no rule sets it."""
        return self.extraordinary_notice if kind == MeetingKind.EXTRAORDINARY else self.ordinary_notice


COMMON_RULES = Rules(
    basis=_(
        "Por analogía con la Ley General de Transparencia y Acceso a la Información Pública, artículos 28 y 39. "
        "Falta localizar las reglas propias de este órgano."
    ),
    is_confirmed=False,
)
"""What the general law gives to the national council (art. 28) and to transparency committees (art. 39)."""


@dataclass(frozen=True)
class Quorum:
    """Who was there, how many were needed, out of how many seats with a vote."""

    seats: int
    present: int
    needed: int
    presidency_missing: bool = False

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed and not self.presidency_missing


def needed_for(formula: str, seats: int) -> int:
    """How many seats with a vote must attend; at least one."""
    if seats < 0:
        raise ValueError("a body cannot have fewer than 0 seats")
    if formula == QuorumFormula.WHOEVER_ATTENDS:
        return 1
    if formula == QuorumFormula.TWO_THIRDS:
        return max(-(-2 * seats // 3), 1)
    return seats // 2 + 1


def quorum(
    rules: Rules, *, seats: int, present: int, presidency_present: bool = True, call: int = 1
) -> Quorum:
    """The quorum of a roll call under *rules*, on first or second *call*."""
    if not 0 <= present <= seats:
        raise ValueError("those present are some of the seats with a vote")
    formula = rules.second_call_quorum if call == 2 and rules.second_call_quorum else rules.quorum
    missing = rules.presidency_needed and not presidency_present
    return Quorum(seats, present, needed_for(formula, seats), missing)


@dataclass(frozen=True)
class Totals:
    """How many seats chose each option. Abstaining, recusing oneself and being absent are three different facts."""

    in_favour: int = 0
    against: int = 0
    abstain: int = 0
    recused: int = 0
    absent: int = 0

    @property
    def seats(self) -> int:
        """Every seat with a vote."""
        return self.present + self.absent

    @property
    def present(self) -> int:
        """Seats in the room: they make quorum, also while recused."""
        return self.deciding + self.recused

    @property
    def deciding(self) -> int:
        """Seats that took part in the decision."""
        return self.in_favour + self.against + self.abstain

    def __str__(self) -> str:
        """``5 a favor, 1 en contra, 1 abstención, 2 ausencias``: what was proclaimed, in words."""
        words = [
            gettext("%d a favor") % self.in_favour,
            gettext("%d en contra") % self.against,
            ngettext("%d abstención", "%d abstenciones", self.abstain) % self.abstain,
        ]
        if self.recused:
            words.append(ngettext("%d se excusó", "%d se excusaron", self.recused) % self.recused)
        if self.absent:
            words.append(ngettext("%d ausencia", "%d ausencias", self.absent) % self.absent)
        return ", ".join(words)

    @property
    def is_tied(self) -> bool:
        return self.in_favour == self.against


def count(options: Iterable[str]) -> Totals:
    """Count the votes."""
    counted = Counter(VoteOption(option) for option in options)
    return Totals(
        in_favour=counted[VoteOption.FOR],
        against=counted[VoteOption.AGAINST],
        abstain=counted[VoteOption.ABSTAIN],
        recused=counted[VoteOption.RECUSED],
        absent=counted[VoteOption.ABSENT],
    )


@dataclass(frozen=True)
class Outcome:
    """What the votes decided and whether the presidency's vote broke a tie."""

    totals: Totals
    result: VoteResult
    by_casting_vote: bool = False


def reaches(majority: str, in_favour: int, totals: Totals) -> bool:
    """Whether *in_favour* votes are enough for the *majority*; nobody in favour never is."""
    if in_favour == 0:
        return False
    if majority == Majority.SIMPLE:
        return in_favour > totals.against
    if majority == Majority.PRESENT:
        return 2 * in_favour > totals.deciding
    if majority == Majority.MEMBERS:
        return 2 * in_favour > totals.seats
    if majority == Majority.TWO_THIRDS_PRESENT:
        return 3 * in_favour >= 2 * totals.deciding
    if majority == Majority.TWO_THIRDS_MEMBERS:
        return 3 * in_favour >= 2 * totals.seats
    raise ValueError(f"unknown majority {majority!r}")


def tally(
    votes: Mapping[int, str], majority: str, *, presidency: int | None = None, casting_vote: bool = False
) -> Outcome:
    """Decide. *votes* gives the option of every seat with a vote, absent ones too; *presidency* is one of its keys.

    On a tie the presidency's casting vote counts twice (Ley General de Transparencia, arts. 28 and 39), when the
    rules grant it and the majority is one that a tie can hold up. A tie that nobody breaks is not approved.
    """
    totals = count(votes.values())
    if reaches(majority, totals.in_favour, totals):
        return Outcome(totals, VoteResult.APPROVED)
    may_break = casting_vote and totals.is_tied and majority in BREAKABLE
    of_presidency = votes.get(presidency) if may_break and presidency is not None else None
    if of_presidency == VoteOption.FOR and reaches(majority, totals.in_favour + 1, totals):
        return Outcome(totals, VoteResult.APPROVED, by_casting_vote=True)
    return Outcome(totals, VoteResult.REJECTED, by_casting_vote=of_presidency == VoteOption.AGAINST)
