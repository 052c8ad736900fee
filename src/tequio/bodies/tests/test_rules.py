"""Periods, votes and commitments, as pure functions."""

import hashlib
import hmac
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.bodies.rules import (
    Period,
    count_words,
    first_overlap,
    lines,
    name_commitment,
)

START = date(2024, 1, 1)
DAYS = [START + timedelta(days=number) for number in range(-2, 23)]
days = st.integers(0, 20).map(lambda number: START + timedelta(days=number))
ends = st.none() | days
periods = st.builds(Period, ends, ends).filter(Period.is_in_order)


def held(period: Period) -> set[date]:
    return {day for day in DAYS if period.holds_on(day)}


@given(periods, periods)
def test_overlap_means_sharing_a_day(one: Period, other: Period) -> None:
    assert one.overlaps(other) == bool(held(one) & held(other))


@given(periods, periods)
def test_overlap_is_mutual(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(days, days)
def test_a_closed_period_holds_from_its_first_day_to_its_last(one: date, other: date) -> None:
    first, last = sorted([one, other])
    period = Period(first, last)
    assert len(held(period)) == (last - first).days + 1
    assert not period.holds_on(first - timedelta(days=1))
    assert not period.holds_on(last + timedelta(days=1))


@given(days)
def test_a_period_and_the_one_that_starts_the_next_day_do_not_overlap(last: date) -> None:
    assert not Period(None, last).overlaps(Period(last + timedelta(days=1), None))
    assert Period(None, last).overlaps(Period(last, None))


@given(days, st.integers(1, 20))
def test_a_period_that_ends_before_it_starts_is_out_of_order(first: date, days_back: int) -> None:
    assert not Period(first, first - timedelta(days=days_back)).is_in_order()


@given(periods, st.lists(periods, max_size=5))
def test_first_overlap_finds_one_exactly_when_there_is_one(period: Period, others: list[Period]) -> None:
    found = first_overlap(period, others)
    assert (found is not None) == any(period.overlaps(other) for other in others)
    assert found is None or found.overlaps(period)


def test_name_commitment_is_the_hmac_of_the_composed_name() -> None:
    salt = bytes(range(32))
    expected = hmac.new(salt, "Íñigo".encode(), hashlib.sha256).hexdigest()
    assert name_commitment("Íñigo", salt) == expected
    assert name_commitment("I\u0301n\u0303igo", salt) == expected


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_name_commitments_of_one_name_differ_by_salt(one: bytes, other: bytes) -> None:
    assert (name_commitment("Ana", one) == name_commitment("Ana", other)) == (one == other)


def test_name_commitment_refuses_a_short_salt() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        name_commitment("Ana", b"short")


def test_lines_leave_out_the_empty_ones() -> None:
    assert lines("  uno \n\n dos\n") == ["uno", "dos"]
    assert count_words("dos  palabras\n") == 2
