"""Each act is told once, in full, to whoever follows its topic; nothing new, no message."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings
from django.test import Client

from tequio.accounts.models import User
from tequio.commitments.tests.makers import make_commitment, make_place, prove
from tequio.core.models import Town
from tequio.mail.models import OutgoingMessage
from tequio.mail.purposes import Purpose
from tequio.meetings import actions as meeting_actions
from tequio.meetings.tests.table import Table
from tequio.notifications import digests
from tequio.notifications.models import Follower
from tequio.notifications.rules import Rhythm, next_digest
from tequio.register.models import Entry
from tequio.register.tests.notices import Notice, publish

TOWN = ZoneInfo("America/Mexico_City")
Make = Callable[..., Follower]


def to(address: str = "vecina@prueba.example") -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(recipient=address).order_by("pk"))


def morning(clock: time_machine.Traveller, day: int = 15) -> None:
    clock.move_to(datetime(2026, 4, day, 7, 0, 1, tzinfo=TOWN))


def test_the_digest_tells_in_full_what_entered_since_the_last_one(
    clock: time_machine.Traveller, secretary: User, follower: Make
) -> None:
    publish(Notice(id="0", heading="Lo de antes"), by=secretary)
    follower()
    entry = publish(Notice(id="1", heading="Lo nuevo"), by=secretary)
    assert digests.send_digests() == 0
    morning(clock)
    assert digests.send_digests() == 1
    (message,) = to()
    assert message.purpose == Purpose.DIGEST
    assert message.subject == "1 novedad · San Prueba"
    assert "# Se publicó Lo nuevo" in message.text
    assert f"Acto {entry.index} del registro público." in message.text
    assert f"{settings.TEQUIO_URL}/avisos/1/" in message.text
    assert "Lo de antes" not in message.text
    assert message.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_new_no_message_and_again_changes_nothing(
    clock: time_machine.Traveller, secretary: User, follower: Make
) -> None:
    follower()
    morning(clock)
    assert digests.send_digests() == 0
    publish(Notice(id="1", heading="Lo nuevo"), by=secretary)
    morning(clock, 16)
    assert digests.send_digests() == 1
    assert digests.send_digests() == 0
    morning(clock, 17)
    assert digests.send_digests() == 0
    assert len(to()) == 1


def test_of_two_processes_that_saw_the_same_period_one_sends(
    clock: time_machine.Traveller, secretary: User, follower: Make
) -> None:
    follower()
    publish(Notice(id="1", heading="Lo nuevo"), by=secretary)
    morning(clock)
    seen_by_both = Follower.objects.get()
    digests.send_digests()
    assert digests._tell(seen_by_both, digests._Acts()) is False
    assert len(to()) == 1


def test_each_topic_gets_what_belongs_to_it(
    clock: time_machine.Traveller, secretary: User, follower: Make
) -> None:
    topics = (
        "compromiso:C-2026-01",
        "lugar:tonantzintla",
        "dependencia:obras",
        "seccion:acuerdos",
        "lugar:otro",
    )
    people = {topic: follower(topic, email=f"v{n}@prueba.example") for n, topic in enumerate(topics)}
    commitment = make_commitment(secretary, places=(make_place(),))
    prove(commitment.milestones.get(), secretary, done_on=date(2026, 4, 13))
    morning(clock)
    digests.send_digests()
    told = {topic: to(person.email)[0].text for topic, person in people.items() if to(person.email)}
    assert set(told) == set(topics[:3])
    for text in told.values():
        assert "Se publicó el compromiso" in text
        assert "Se publicó la prueba del hito" in text


def test_weekly_is_on_monday_at_seven_in_the_town() -> None:
    tuesday = datetime(2026, 4, 14, 10, 0, tzinfo=TOWN)
    assert next_digest(Rhythm.WEEKLY, tuesday) == datetime(2026, 4, 20, 7, 0, tzinfo=TOWN)
    assert next_digest(Rhythm.DAILY, tuesday) == datetime(2026, 4, 15, 7, 0, tzinfo=TOWN)
    monday = datetime(2026, 4, 20, 6, 59, tzinfo=TOWN)
    assert next_digest(Rhythm.WEEKLY, monday) == datetime(2026, 4, 20, 7, 0, tzinfo=TOWN)
    assert next_digest(Rhythm.WEEKLY, monday + timedelta(minutes=1)) == datetime(
        2026, 4, 27, 7, 0, tzinfo=TOWN
    )


def test_a_call_to_a_session_is_told_at_once_in_full_and_not_again_in_the_digest(
    table: Table, clock: time_machine.Traveller, follower: Make
) -> None:
    follower("seccion:sesiones")
    follower("seccion:sesiones", email="sin-prisa@prueba.example", calls_at_once=False)
    follower("seccion:acuerdos", email="otra@prueba.example")
    digests.tell_calls()
    meeting = table.convened()
    assert digests.tell_calls() == 1
    assert digests.tell_calls() == 0
    (message,) = to()
    assert message.subject.startswith("Se convocó la")
    for words in (
        "martes 21 de abril de 2026",
        "Sala de Cabildos",
        "Datos abiertos de obra pública",
        "Llega 15 minutos",
    ):
        assert words in message.text
    meeting_actions.cancel_meeting(meeting=meeting, reason="Protección civil", by=table.by)
    assert digests.tell_calls() == 1
    assert "Motivo: Protección civil" in to()[1].text
    morning(clock)
    digests.send_digests()
    assert len(to()) == 2
    assert len(to("sin-prisa@prueba.example")) == 1


def test_a_call_to_many_is_told_in_pieces_each_follower_once(
    table: Table, follower: Make, monkeypatch: object
) -> None:
    monkeypatch.setattr(digests, "AT_ONCE", 3)
    for number in range(8):
        follower("seccion:sesiones", email=f"v{number}@prueba.example")
    digests.tell_calls()
    table.convened()
    assert digests._tell_some_of_the_next_call() == 3  # and the process is killed
    assert digests.tell_calls() == 5
    assert sorted(message.recipient for message in OutgoingMessage.objects.all()) == [
        f"v{number}@prueba.example" for number in range(8)
    ]


def test_whoever_is_told_can_read_it(
    client: Client, table: Table, clock: time_machine.Traveller, follower: Make
) -> None:
    made = follower()
    start = made.told_until
    table.minutes(table.closed())
    clock.move_to(datetime(2026, 4, 23, 7, 0, 1, tzinfo=TOWN))
    digests.send_digests()
    text = to()[0].text
    links = [line for line in text.splitlines() if line.startswith(settings.TEQUIO_URL)]
    assert len(links) == Entry.objects.filter(index__gte=start).count() + 1  # and the site's own
    for link in set(links):
        path = link.removeprefix(settings.TEQUIO_URL).partition("#")[0] or "/"
        assert client.get(path).status_code == 200, link


def test_a_follower_that_left_is_not_told(
    clock: time_machine.Traveller, secretary: User, follower: Make, town: Town
) -> None:
    gone = follower()
    publish(Notice(id="1", heading="Lo nuevo"), by=secretary)
    morning(clock)
    acts = digests._Acts()
    Follower.objects.all().delete()
    assert digests._tell(gone, acts) is False
    assert not to()
