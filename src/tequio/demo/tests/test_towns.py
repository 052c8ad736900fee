"""The example towns: loaded through the real actions, once, with what they promise to show."""

from datetime import date

import pytest
from django.core.management import call_command

from tequio.bodies.models import Integration, Person, Place
from tequio.commitments.models import Commitment, Milestone
from tequio.core import clock
from tequio.core.models import Town
from tequio.meetings.models import Agreement, Attendance, Meeting, Minutes, VoteEvent
from tequio.meetings.rules import AttendanceState, MeetingStatus
from tequio.register import signing
from tequio.register.models import Entry, Record
from tequio.register.tree import current_size


@pytest.fixture
def empty_town(town: Town) -> None:
    """A data folder with its key and no town yet."""
    town.delete()


def test_san_andres_shows_only_what_is_documented(empty_town: None) -> None:
    call_command("load_demo", "san-andres-cholula")
    town = Town.current()
    assert (town.name, town.is_example) == ("San Andrés Cholula", False)
    assert "No es el sitio oficial" in town.source_note
    assert Place.objects.count() == 12
    assert sorted(Integration.objects.values_list("label", flat=True)) == ["2021–2024", "2024–2027"]
    assert Meeting.objects.get(held_on=date(2022, 4, 11)).source_url
    assert Person.objects.count() == 2  # who presided each integration; the vocales are not documented
    assert not Attendance.objects.exists()
    assert not VoteEvent.objects.exists()
    assert not Agreement.objects.exists()


def test_every_san_andres_fact_cites_where_it_was_read(empty_town: None) -> None:
    call_command("load_demo", "san-andres-cholula")
    facts = (
        "bodies.body",
        "bodies.event",
        "bodies.integration",
        "bodies.organization",
        "bodies.place",
        "meetings.meeting",
    )
    for record in Record.objects.filter(subject_type__in=facts):
        assert record.data.get("source_url"), record


@pytest.mark.slow
@pytest.mark.parametrize("name", ["san-andres-cholula", "ejemplo"])
def test_loading_twice_adds_nothing(empty_town: None, name: str) -> None:
    call_command("load_demo", name)
    once = current_size()
    call_command("load_demo", name)
    assert current_size() == once > 0


@pytest.mark.slow
def test_villa_ejemplo_shows_what_happens_in_real_life(empty_town: None) -> None:
    call_command("load_demo", "ejemplo")
    assert Town.current().is_example
    assert Meeting.objects.count() >= 20
    assert Meeting.objects.filter(status=MeetingStatus.CONVENED).exists()
    assert Meeting.objects.filter(has_quorum=False).exists()
    assert Meeting.objects.filter(call=2, has_quorum=True).exists()
    assert VoteEvent.objects.filter(by_casting_vote=True).exists()
    assert VoteEvent.objects.filter(recused__gt=0).exists()
    assert VoteEvent.objects.exclude(result="approved").exists()
    assert Minutes.objects.filter(version=2).exists()
    assert Attendance.objects.filter(state=AttendanceState.ALTERNATE).exists()
    assert Commitment.objects.count() >= 20
    assert {commitment.status_word for commitment in Commitment.objects.with_status(clock.today())} >= {
        "cumplido",
        "con_retraso",
        "detenido",
        "en_avance",
    }
    assert Milestone.objects.filter(verified=True).exists()


@pytest.mark.slow
def test_villa_ejemplo_register_is_in_order_and_spread_over_three_years(empty_town: None) -> None:
    call_command("load_demo", "ejemplo")
    times = list(Entry.objects.order_by("index").values_list("at", flat=True))
    assert times == sorted(times)
    assert (times[-1] - times[0]).days > 1000
    assert signing.sign_head().size == len(times)
