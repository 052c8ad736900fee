import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tequio.meetings.counting import (
    BREAKABLE,
    Majority,
    QuorumFormula,
    Rules,
    Totals,
    count,
    needed_for,
    quorum,
    tally,
)
from tequio.meetings.rules import VoteOption, VoteResult

F, A, B, R, X = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN, VoteOption.RECUSED, VoteOption.ABSENT
options = st.sampled_from(list(VoteOption))
ballots = st.lists(options, min_size=1, max_size=25).map(lambda votes: dict(enumerate(votes)))
majorities = st.sampled_from(list(Majority))


def cast(text: str) -> dict[int, VoteOption]:
    return dict(enumerate({"f": F, "a": A, "b": B, "r": R, "x": X}[letter] for letter in text))


@pytest.mark.parametrize(
    ("formula", "seats", "needed"),
    [
        (QuorumFormula.HALF_PLUS_ONE, 9, 5),
        (QuorumFormula.HALF_PLUS_ONE, 8, 5),
        (QuorumFormula.HALF_PLUS_ONE, 1, 1),
        (QuorumFormula.TWO_THIRDS, 9, 6),
        (QuorumFormula.TWO_THIRDS, 10, 7),
        (QuorumFormula.WHOEVER_ATTENDS, 9, 1),
    ],
)
def test_quorum_needs(formula, seats, needed):
    assert needed_for(formula, seats) == needed


@given(st.sampled_from(list(QuorumFormula)), st.integers(0, 300))
def test_quorum_never_needs_nobody_and_is_reachable(formula, seats):
    assert 1 <= needed_for(formula, seats) <= max(seats, 1)


@given(st.integers(1, 300))
def test_two_quorums_of_half_plus_one_always_share_a_seat(seats):
    assert 2 * needed_for(QuorumFormula.HALF_PLUS_ONE, seats) > seats


@given(st.integers(1, 60), st.data())
def test_one_more_present_never_breaks_quorum(seats, data):
    present = data.draw(st.integers(0, seats - 1))
    rules = Rules(quorum=data.draw(st.sampled_from(list(QuorumFormula))))
    before, after = (quorum(rules, seats=seats, present=number) for number in (present, present + 1))
    assert after.is_met or not before.is_met


def test_second_call_uses_its_own_formula():
    rules = Rules(second_call_quorum=QuorumFormula.WHOEVER_ATTENDS)
    assert not quorum(rules, seats=9, present=2).is_met
    assert quorum(rules, seats=9, present=2, call=2).is_met
    assert not quorum(Rules(), seats=9, present=2, call=2).is_met


def test_quorum_can_need_the_presidency():
    rules = Rules(presidency_needed=True)
    assert not quorum(rules, seats=9, present=8, presidency_present=False).is_met
    assert quorum(rules, seats=9, present=8).is_met


def test_more_present_than_seats_is_an_error():
    with pytest.raises(ValueError, match="some of the seats"):
        quorum(Rules(), seats=3, present=4)


@given(ballots)
def test_every_vote_is_counted_once(votes):
    totals = count(votes.values())
    assert (
        totals.seats
        == len(votes)
        == totals.in_favour + totals.against + totals.abstain + totals.recused + totals.absent
    )
    assert totals.present == len(votes) - totals.absent


def test_the_five_facts_stay_apart():
    assert count([F, A, B, R, X]) == Totals(1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("votes", "majority", "result"),
    [
        ("fffffaabb", Majority.PRESENT, VoteResult.APPROVED),
        ("ffffaaabb", Majority.PRESENT, VoteResult.REJECTED),
        ("ffffaaabb", Majority.SIMPLE, VoteResult.APPROVED),
        ("fffrrrxxx", Majority.PRESENT, VoteResult.APPROVED),
        ("fffffxxxx", Majority.MEMBERS, VoteResult.APPROVED),
        ("ffffxxxxx", Majority.MEMBERS, VoteResult.REJECTED),
        ("ffffaabxx", Majority.TWO_THIRDS_PRESENT, VoteResult.REJECTED),
        ("ffffaaxxx", Majority.TWO_THIRDS_PRESENT, VoteResult.APPROVED),
        ("ffffffaaa", Majority.TWO_THIRDS_MEMBERS, VoteResult.APPROVED),
        ("fffffxxxx", Majority.TWO_THIRDS_MEMBERS, VoteResult.REJECTED),
        ("bbbbbbbbb", Majority.SIMPLE, VoteResult.REJECTED),
    ],
)
def test_majority_decides(votes, majority, result):
    assert tally(cast(votes), majority).result == result


@pytest.mark.parametrize(
    ("votes", "result", "by_casting_vote"),
    [
        ("ffaaxxx", VoteResult.APPROVED, True),
        ("affaxxx", VoteResult.REJECTED, True),
        ("bffaaxx", VoteResult.REJECTED, False),
        ("xffaaxx", VoteResult.REJECTED, False),
        ("ffaxxxx", VoteResult.APPROVED, False),
    ],
)
def test_the_presidency_breaks_a_tie(votes, result, by_casting_vote):
    outcome = tally(cast(votes), Majority.PRESENT, presidency=0, casting_vote=True)
    assert (outcome.result, outcome.by_casting_vote) == (result, by_casting_vote)


def test_a_tie_without_casting_vote_is_not_approved():
    assert tally(cast("ffaa"), Majority.SIMPLE, presidency=0).result == VoteResult.REJECTED


@given(ballots, majorities, st.booleans(), st.data())
def test_one_more_in_favour_never_undoes_an_approval(votes, majority, casting_vote, data):
    seat = data.draw(st.sampled_from(sorted(votes)))
    assume(votes[seat] in (A, B))
    before = tally(votes, majority, presidency=0, casting_vote=casting_vote)
    after = tally({**votes, seat: F}, majority, presidency=0, casting_vote=casting_vote)
    assert after.result == VoteResult.APPROVED or before.result == VoteResult.REJECTED


@given(ballots, majorities, st.booleans())
def test_nothing_is_approved_against_more_votes_than_it_has(votes, majority, casting_vote):
    outcome = tally(votes, majority, presidency=0, casting_vote=casting_vote)
    if outcome.result == VoteResult.APPROVED:
        assert outcome.totals.in_favour > 0
        assert outcome.totals.in_favour >= outcome.totals.against


@given(ballots, majorities)
def test_the_casting_vote_matters_only_on_a_tie(votes, majority):
    outcome = tally(votes, majority, presidency=0, casting_vote=True)
    if outcome.by_casting_vote:
        assert outcome.totals.is_tied
        assert majority in BREAKABLE
        assert votes[0] in (F, A)
    else:
        assert outcome.result == tally(votes, majority, presidency=0).result


@given(ballots, majorities, st.randoms())
def test_the_order_of_the_votes_does_not_matter(votes, majority, random):
    shuffled = list(votes.items())
    random.shuffle(shuffled)
    assert tally(dict(shuffled), majority, presidency=0, casting_vote=True) == tally(
        votes, majority, presidency=0, casting_vote=True
    )
