"""What other programs read: CSV, iCalendar, the folder of papers."""

import csv
import re
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tequio.meetings import actions
from tequio.meetings.actions import PastMeeting
from tequio.meetings.rules import MeetingKind, MeetingStatus, VoteOption
from tequio.meetings.tests.table import SESSION, TOWN, Table

FOR, AGAINST, ABSTAIN = VoteOption.FOR, VoteOption.AGAINST, VoteOption.ABSTAIN


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def csv_text(client: Client, url: str) -> str:
    return b"".join(client.get(url, follow=True).streaming_content).decode("utf-8-sig")


def test_the_votes_of_the_csv_add_up_to_the_page(client: Client, table: Table):
    meeting = table.in_session()
    event = table.vote(meeting, FOR, AGAINST, ABSTAIN)
    rows = list(
        csv.DictReader(StringIO(csv_text(client, reverse("meetings:votes_csv", args=[2026, meeting.slug]))))
    )
    page = read(client, meeting.get_absolute_url())
    table_html = re.search(r"Cómo votó cada asiento.*?</table>", page).group(0)
    on_page = [cell for cell in re.findall(r"<td[^>]*>(.*?)</td>", table_html)]
    assert [row["sentido"] for row in rows] == on_page
    assert str(event.totals) in page
    assert (on_page.count("A favor"), on_page.count("En contra"), on_page.count("Abstención")) == (1, 1, 1)


def test_a_csv_cell_is_never_a_formula(client: Client, table: Table):
    meeting = table.in_session()
    table.vote(meeting, motion="=HYPERLINK(1)")
    text = csv_text(client, reverse("meetings:votes_csv", args=[2026, meeting.slug]))
    assert "'=HYPERLINK(1)" in text


def events(client: Client, url: str) -> list:
    response = client.get(url)
    assert response.headers["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_session_keeps_its_uid_and_raises_its_sequence(client: Client, table: Table):
    meeting = table.convened()
    url = reverse("meetings:session_ics", args=[2026, meeting.slug])
    (first,) = events(client, url)
    actions.postpone_meeting(
        meeting=meeting, reason="Sismo", rescheduled_to=datetime(2026, 4, 28, 12, 0, tzinfo=TOWN), by=table.by
    )
    (second,) = events(client, url)
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert first.decoded("DTSTART") == SESSION
    assert second.decoded("DTSTART") == datetime(2026, 4, 28, 12, 0, tzinfo=TOWN)
    assert first["LOCATION"] == "Sala de Cabildos, Plaza de la Concordia 1"
    assert str(first["URL"]).endswith(meeting.get_absolute_url())


def test_a_cancelled_session_tells_the_calendar(client: Client, table: Table):
    table.in_state(MeetingStatus.CANCELLED)
    (event,) = events(client, reverse("meetings:calendar"))
    assert event["STATUS"] == "CANCELLED"


def test_only_documented_days_go_to_the_calendar(client: Client, table: Table):
    past = {
        "body": table.world.body,
        "integration": table.world.integration,
        "kind": MeetingKind.EXTRAORDINARY,
        "source_note": "Página del municipio",
    }
    actions.record_past_meeting(
        past=PastMeeting(**past, number=1, year=2022, date_note="No consta"), by=table.by
    )
    actions.record_past_meeting(
        past=PastMeeting(**past, number=2, year=2023, date_precision="day", held_on=date(2023, 3, 2)),
        by=table.by,
    )
    (event,) = events(client, reverse("meetings:calendar"))
    assert event.decoded("DTSTART") == date(2023, 3, 2)


def test_the_folder_holds_the_agenda_and_its_papers(client: Client, table: Table):
    meeting = table.draft()
    item = meeting.agenda.last()
    url = reverse("meetings:folder", args=[2026, meeting.slug])
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan", content_type="application/pdf")
    actions.attach_document(item=item, upload=upload, title="Plan", by=table.by)
    assert client.get(url).status_code == 404
    actions.convene_meeting(meeting=meeting, by=table.by)
    assert url in read(client, meeting.get_absolute_url())
    archive = ZipFile(BytesIO(b"".join(client.get(url).streaming_content)))
    paper, agenda = sorted(archive.namelist())
    assert archive.read(paper) == b"%PDF-1.7 plan"
    assert "2. Datos abiertos de obra pública" in archive.read(agenda).decode()


def test_a_session_without_papers_has_no_folder(client: Client, table: Table):
    meeting = table.convened()
    assert client.get(reverse("meetings:folder", args=[2026, meeting.slug])).status_code == 404
    assert "carpeta.zip" not in read(client, meeting.get_absolute_url())
