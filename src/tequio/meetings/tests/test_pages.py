"""What a resident reads, and what a stranger never sees."""

import csv
import json
import re
from datetime import date, datetime
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from tequio.meetings import actions
from tequio.meetings.actions import MinutesDraft, PastMeeting
from tequio.meetings.models import Meeting
from tequio.meetings.rules import AttendanceState, MeetingKind, MeetingStatus, VoteOption
from tequio.meetings.tests.table import MOTION, SESSION, TOWN, Table

FOR, AGAINST, ABSTAIN = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN
PUBLIC = [status for status in MeetingStatus if status != MeetingStatus.PREPARING]


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


# --- a session -------------------------------------------------------------------------------------------------


def test_a_draft_does_not_exist_for_strangers(client: Client, table: Table):
    meeting = table.draft()
    for url in (
        meeting.get_absolute_url(),
        reverse("meetings:session_ics", args=[2026, meeting.slug]),
        reverse("meetings:votes_csv", args=[2026, meeting.slug]),
    ):
        assert client.get(url).status_code == 404
    assert meeting.title not in read(client, reverse("meetings:index"))
    assert b"VEVENT" not in client.get(reverse("meetings:calendar")).content


@pytest.mark.parametrize("status", PUBLIC)
def test_every_public_state_has_its_page(client: Client, table: Table, status):
    meeting = table.in_state(status)
    page = read(client, meeting.get_absolute_url())
    assert meeting.title in page
    assert "En pocas palabras" in page
    assert "Comprobable" in page


def test_before_the_session_the_page_says_how_to_attend(client: Client, table: Table):
    page = read(client, table.convened().get_absolute_url())
    assert "martes 21 de abril de 2026, 10:00 h" in page
    assert "Sala de Cabildos" in page
    assert "No necesitas registro" in page
    assert 'id="votaciones"' not in page


def test_a_session_called_off_says_why_and_its_new_date(client: Client, table: Table):
    meeting = actions.postpone_meeting(
        meeting=table.convened(),
        reason="Alerta volcánica",
        rescheduled_to=datetime(2026, 4, 28, 12, 0, tzinfo=TOWN),
        by=table.by,
    )
    page = read(client, meeting.get_absolute_url())
    assert "Alerta volcánica" in page
    assert "martes 28 de abril de 2026, 12:00 h" in page
    page = read(
        client, actions.cancel_meeting(meeting=meeting, reason="Sin sede", by=table.by).get_absolute_url()
    )
    assert "Esta sesión se canceló" in page
    assert "Sin sede" in page


def test_after_the_session_everything_is_found(client: Client, table: Table):
    meeting = table.closed()
    page = read(client, meeting.get_absolute_url())
    for words in (
        "Sí hubo quórum",
        "3 de 3 con voto",
        "1 asistió por suplencia",
        "Oficio CM/031/2026",
        MOTION,
        "2 a favor, 1 en contra, 0 abstenciones",
        "CGA-2026-ORD-01-01",
        "Tesorería Municipal",
        "30 jun 2026",
        "El acta está en preparación",
    ):
        assert words in page, words


def test_minutes_show_their_signatures_and_every_version(client: Client, table: Table):
    meeting = table.minutes(table.closed(), signatures=2, signatures_expected=3).meeting
    assert "2 de 3 firmas" in read(client, meeting.get_absolute_url())
    actions.correct_minutes(
        meeting=meeting, draft=MinutesDraft("Texto corregido"), reason="Faltaba un punto", by=table.by
    )
    page = read(client, meeting.get_absolute_url())
    assert "El acta se corrigió" in page
    assert page.count("Faltaba un punto") == 2
    assert "Texto corregido" in page
    assert "Primera publicación" in page


def test_late_minutes_are_said_to_be_late(client: Client, table: Table):
    actions.set_meeting_rules(
        body=table.world.body,
        since_on=date(2026, 1, 1),
        values={"basis": "Lineamientos, artículo 20", "minutes_days": 5},
        by=table.by,
    )
    meeting = table.closed()
    assert "a más tardar el <time" in read(client, meeting.get_absolute_url())
    table.clock.move_to(datetime(2026, 4, 29, 9, 0, tzinfo=TOWN))
    page = read(client, meeting.get_absolute_url())
    assert "Falta publicar el acta" in page
    assert "martes 28 de abril de 2026" in page


def test_what_a_source_does_not_say_is_called_undocumented(client: Client, table: Table):
    meeting = actions.record_past_meeting(
        past=PastMeeting(
            body=table.world.body,
            integration=table.world.integration,
            kind=MeetingKind.EXTRAORDINARY,
            number=1,
            year=2022,
            date_note="La página no da la fecha.",
            source_note="Página del municipio.",
        ),
        by=table.by,
    )
    page = read(client, meeting.get_absolute_url())
    assert "Sin fecha documentada" in page
    assert "La página no da la fecha." in page
    assert "application/ld+json" not in page
    assert page.count("No documentad") >= 5
    assert "quórum." not in page.replace("Asistencia y quórum", "")


def test_no_page_names_a_person(client: Client, table: Table):
    page = read(client, table.closed().get_absolute_url())
    assert "Edelmira" not in page


@pytest.mark.parametrize("votes", [1, 5])
def test_a_session_page_costs_the_same_with_more_votes(client, table, django_assert_max_num_queries, votes):
    meeting = table.in_session()
    for number in range(votes):
        table.agreed(table.vote(meeting, motion=f"Propuesta {number}"))
    client.get(meeting.get_absolute_url())
    with django_assert_max_num_queries(16):
        read(client, meeting.get_absolute_url())


def test_the_page_has_machine_readable_data_that_cannot_break_out(client: Client, table: Table):
    meeting = table.draft()
    hostile = "</script><b>Sala & patio"
    actions.amend_meeting(meeting=meeting, changes={"place": hostile}, by=table.by)
    meeting = actions.convene_meeting(meeting=meeting, by=table.by)
    page = read(client, meeting.get_absolute_url())
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(block.group(1))
    assert data["location"]["name"] == hostile
    assert data["startDate"].startswith("2026-04-21T")
    assert hostile not in page


# --- lists -----------------------------------------------------------------------------------------------------


def test_the_calendar_lists_what_comes_and_what_was(client: Client, table: Table):
    held = table.in_state(MeetingStatus.PUBLISHED)
    table.clock.move_to(datetime(2026, 4, 22, 9, 0, tzinfo=TOWN))
    coming = table.convened(starts_at=SESSION.replace(month=6))
    page = read(client, reverse("meetings:index"))
    assert page.index(coming.title) < page.index("Todas las sesiones") < page.index(held.title)
    assert "acta publicada" in page
    assert "1 acuerdo" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", "2 resultados"),
        ("?tipo=extraordinaria", "1 resultado"),
        ("?anio=2026", "2 resultados"),
        ("?tipo=solemne", "0 resultados"),
        ("?tipo=<script>&anio=x", "2 resultados"),
    ],
)
def test_the_calendar_filters_by_kind_and_year(client: Client, table: Table, query, count):
    table.convened()
    table.convened(kind=MeetingKind.EXTRAORDINARY)
    assert count in read(client, reverse("meetings:index") + query)


def test_the_calendar_costs_the_same_with_more_sessions(client, table, django_assert_max_num_queries):
    for _number in range(6):
        table.convened()
    client.get(reverse("meetings:index"))
    with django_assert_max_num_queries(8):
        read(client, reverse("meetings:index"))


def several_agreements(table: Table) -> Meeting:
    meeting = table.in_session()
    for due_on in (date(2026, 4, 30), date(2026, 6, 30), date(2026, 7, 30)):
        table.agreed(table.vote(meeting), due_on=due_on, title=f"Para el {due_on}")
    done = meeting.agreements.get(due_on=date(2026, 7, 30))
    actions.fulfil_agreement(
        agreement=done, resolution="Publicado", resolved_on=date(2026, 4, 21), by=table.by
    )
    return meeting


@pytest.mark.parametrize(
    ("query", "folios"),
    [
        ("", {"01", "02", "03"}),
        ("?estado=con-retraso", {"01"}),
        ("?estado=en-proceso", {"02"}),
        ("?estado=cumplido", {"03"}),
        ("?estado=cerrado", set()),
        ("?responsable=tesoreria-municipal&anio=2026", {"01", "02", "03"}),
    ],
)
def test_agreements_are_filtered_by_what_they_are_today(client: Client, table: Table, query, folios):
    several_agreements(table)
    table.clock.move_to(datetime(2026, 5, 4, 9, 0, tzinfo=TOWN))
    page = read(client, reverse("meetings:agreements") + query)
    assert {found[-2:] for found in re.findall(r"CGA-2026-ORD-01-\d\d", page)} == folios
    rows = list(csv.DictReader(StringIO(csv_text(client, reverse("meetings:agreements_csv") + query))))
    assert {row["folio"][-2:] for row in rows} == folios


def csv_text(client: Client, url: str) -> str:
    return b"".join(client.get(url, follow=True).streaming_content).decode("utf-8-sig")


def test_agreements_cost_the_same_however_many(client, table, django_assert_max_num_queries):
    several_agreements(table)
    client.get(reverse("meetings:agreements"))
    with django_assert_max_num_queries(9):
        read(client, reverse("meetings:agreements"))


def test_an_agreement_page_says_who_when_and_how_it_stands(client: Client, table: Table):
    agreement = table.agreed(table.vote(table.in_session()))
    table.clock.move_to(datetime(2026, 7, 1, 9, 0, tzinfo=TOWN))
    page = read(client, agreement.get_absolute_url())
    for words in (
        "Con retraso",
        "Debió cumplirse el",
        "Tesorería Municipal",
        "3 a favor",
        "1ª Sesión Ordinaria 2026",
    ):
        assert words in page, words


def test_the_record_by_seat_counts_what_was_recorded(client: Client, table: Table):
    meeting = table.in_session(AttendanceState.PRESENT, AttendanceState.ALTERNATE, AttendanceState.EXCUSED)
    table.vote(meeting, FOR, ABSTAIN, VoteOption.ABSENT)
    page = read(client, reverse("meetings:participation"))
    cells = re.search(r"Tesorera Municipal</a></th>(.*?)</tr>", page).group(1)
    numbers = re.findall(r'<td class="num"[^>]*>(.*?)</td>', cells)
    assert numbers == ["1 de 1", "1", "0", "0", "1", "0", "0"]


def test_the_rules_page_says_when_the_rules_are_only_common_ones(client: Client, table: Table):
    page = read(client, reverse("meetings:rulebook"))
    assert "Faltan las reglas propias" in page
    actions.set_meeting_rules(
        body=table.world.body,
        since_on=date(2026, 1, 1),
        values={"basis": "Lineamientos, artículo 9"},
        by=table.by,
    )
    page = read(client, reverse("meetings:rulebook"))
    assert "Lineamientos, artículo 9" in page
    assert "Faltan las reglas propias" not in page


def test_lists_explain_themselves_when_empty(client: Client, table: Table):
    for name in ("index", "agreements", "participation"):
        assert 'class="empty"' in read(client, reverse(f"meetings:{name}"))
