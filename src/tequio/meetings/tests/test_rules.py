from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.accounts.roles import ROLES, Permission, Role
from tequio.meetings.rules import (
    KIND_CODES,
    KIND_NAMES,
    KIND_SLUGS,
    LATE,
    TRANSITIONS,
    AgreementStatus,
    DatePrecision,
    MeetingKind,
    MeetingStatus,
    When,
    agreement_folio,
    agreement_state,
    is_complete,
    may_follow,
    meeting_slug,
    meeting_title,
    ordinal,
)

kinds = st.sampled_from(list(MeetingKind))
numbers = st.one_of(st.none(), st.integers(1, 99))
years = st.integers(2000, 2100)


def test_every_kind_has_its_words():
    assert set(KIND_SLUGS) == set(KIND_CODES) == set(KIND_NAMES) == set(MeetingKind)


def test_every_state_says_what_may_follow():
    assert set(TRANSITIONS) == set(MeetingStatus)


def test_a_session_ends_with_its_minutes_or_cancelled():
    ends = {state for state, then in TRANSITIONS.items() if not then}
    assert ends == {MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED}


def test_every_state_but_the_first_is_reached_from_preparing():
    reached, edge = set(), [MeetingStatus.PREPARING]
    while edge:
        state = edge.pop()
        for then in TRANSITIONS[state]:
            if then not in reached:
                reached.add(then)
                edge.append(then)
    assert reached == set(MeetingStatus) - {MeetingStatus.PREPARING}


def test_no_state_goes_back_to_preparing():
    assert not any(may_follow(state, MeetingStatus.PREPARING) for state in MeetingStatus)


def test_every_transition_can_be_made_by_some_role():
    needed = {permission for then in TRANSITIONS.values() for permission in then.values()}
    assert needed <= ROLES[Role.SECRETARIAT].permissions
    assert Permission.MINUTES_PUBLISH not in ROLES[Role.PRESIDENCY].permissions


@pytest.mark.parametrize(
    ("kind", "number", "title", "slug"),
    [
        (MeetingKind.ORDINARY, 2, "2ª Sesión Ordinaria 2026", "ordinaria-02"),
        (MeetingKind.EXTRAORDINARY, 1, "1ª Sesión Extraordinaria 2026", "extraordinaria-01"),
        (MeetingKind.INSTALLATION, None, "Sesión de Instalación 2026", "instalacion"),
    ],
)
def test_a_session_is_called(kind, number, title, slug):
    assert meeting_title(kind, number, 2026) == title
    assert meeting_slug(kind, number) == slug


def test_another_body_has_its_own_addresses():
    assert meeting_slug(MeetingKind.ORDINARY, 1, prefix="comite") == "comite-ordinaria-01"


@given(st.sets(st.tuples(kinds, numbers), min_size=2, max_size=6), years)
def test_two_sessions_of_a_year_never_share_name_or_address(sessions, year):
    assert len({meeting_slug(*session) for session in sessions}) == len(sessions)
    assert len({meeting_title(*session, year) for session in sessions}) == len(sessions)


def test_a_number_starts_at_one():
    with pytest.raises(ValueError, match="starts at 1"):
        ordinal(0)


def test_an_agreement_has_a_folio():
    assert agreement_folio("CIGA", 2026, MeetingKind.ORDINARY, 2, 3) == "CIGA-2026-ORD-02-03"
    assert (
        agreement_folio("Comisión é", 2025, MeetingKind.INSTALLATION, None, 1) == "COMISION-E-2025-INS-00-01"
    )


@given(years, st.sets(st.tuples(kinds, numbers, st.integers(1, 99)), min_size=2, max_size=6))
def test_folios_are_unique_and_fit_an_address(year, agreements):
    folios = {agreement_folio("CIGA", year, *agreement) for agreement in agreements}
    assert len(folios) == len(agreements)
    assert all(folio.isascii() and " " not in folio and "/" not in folio for folio in folios)


@given(st.sampled_from(list(AgreementStatus)), st.one_of(st.none(), st.dates()), st.dates())
def test_only_an_open_agreement_past_its_date_is_late(status, due_on, today):
    is_late = agreement_state(status, due_on, today) == LATE
    assert is_late == (status == AgreementStatus.OPEN and due_on is not None and due_on < today)


def test_an_agreement_is_in_time_on_its_last_day():
    assert agreement_state(AgreementStatus.OPEN, date(2026, 4, 14), date(2026, 4, 14)) == AgreementStatus.OPEN


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (When(DatePrecision.TIME, date(2026, 4, 14)), "martes 14 de abril de 2026"),
        (When(DatePrecision.MONTH, date(2025, 4, 1)), "abril de 2025"),
        (When(DatePrecision.YEAR, None, 2022, "no dice el día"), "2022"),
        (When(DatePrecision.UNKNOWN, None, 2022, "no dice la fecha"), "Sin fecha documentada"),
    ],
)
def test_a_date_says_only_what_is_known(when, text):
    assert str(when) == text
    assert is_complete(when)


@pytest.mark.parametrize(
    "when",
    [
        When(DatePrecision.DAY),
        When(DatePrecision.MONTH, date(2025, 4, 20)),
        When(DatePrecision.UNKNOWN, None, 2022, " "),
        When(DatePrecision.YEAR, date(2022, 1, 1), 2022, "x"),
    ],
)
def test_a_date_that_contradicts_itself_is_refused(when):
    assert not is_complete(when)
