"""The secretary's day, through the pages: no script, plain forms."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.accounts.roles import Role
from tequio.meetings import actions
from tequio.meetings.desk.base import desk_url
from tequio.meetings.models import Agreement, Meeting, VoteEvent
from tequio.meetings.permissions import acts_for
from tequio.meetings.rules import MeetingKind, MeetingStatus
from tequio.meetings.tests.table import MOTION, SESSION, TOWN, Table
from tequio.register.models import Entry, File


@pytest.fixture
def desk(client: Client, table: Table) -> Client:
    client.force_login(table.by)
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def send(client: Client, url: str, **data: object) -> str:
    response = client.post(url, data)
    assert response.status_code == 302, " ".join(response.content.decode().split())[:6000]
    return response.headers["Location"]


def refused(client: Client, url: str, **data: object) -> str:
    response = client.post(url, data)
    assert response.status_code == 422
    return " ".join(response.content.decode().split())


NEW = {
    "kind": "ordinary",
    "starts_at_0": "2026-04-21",
    "starts_at_1": "10:00",
    "place": "Sala de Cabildos",
    "modality": "in_person",
}


def test_a_session_is_held_from_the_desk(desk: Client, table: Table):
    where = send(desk, reverse("meetings:desk_new"), **NEW)
    meeting = Meeting.objects.get()
    assert where == desk_url(meeting)
    assert "Escribir el orden del día" in read(desk, where)
    send(desk, desk_url(meeting, "desk_agenda"), title="Datos abiertos", kind="vote")
    item = meeting.agenda.get()

    assert "Revisar y convocar" in read(desk, where)
    assert "Datos abiertos" in read(desk, desk_url(meeting, "desk_convene"))
    send(desk, desk_url(meeting, "desk_convene"), notice_reference="Oficio CM/12/2026")
    assert "Todavía no es el día" in refused(desk, desk_url(meeting, "desk_open"), opened_at="09:00")

    table.clock.move_to(SESSION.replace(hour=10, minute=5))
    roll = send(desk, desk_url(meeting, "desk_open"), opened_at="10:02")
    marks = {f"state_{seat}": "present" for seat in table.votes}
    assert "Hay quórum" not in read(desk, roll)
    send(desk, roll, call="1", **marks)
    assert "Hay quórum: 3 de 3." in read(desk, where)

    votes = {f"vote_{seat}": "for" for seat in table.votes}
    vote = desk_url(meeting, "desk_vote", item.pk)
    assert vote in read(desk, where)
    assert "Tesorera Municipal" in refused(desk, vote, motion=MOTION, method="roll_call")
    send(desk, vote, motion=MOTION, method="roll_call", **votes)
    event = VoteEvent.objects.get()
    assert (event.in_favour, event.is_approved) == (3, True)

    adopt = desk_url(meeting, "desk_adopt", event.number)
    assert adopt in read(desk, where)
    send(
        desk,
        adopt,
        title="Abrir los datos",
        text=MOTION,
        responsible=table.world.treasury.pk,
        due_on="2026-06-30",
        proof="El catálogo",
    )
    table.clock.move_to(SESSION.replace(hour=11, minute=30))
    send(desk, desk_url(meeting, "desk_close"), closed_at="11:20")

    written = desk.get(desk_url(meeting, "desk_minutes")).context["form"].initial
    for words in (MOTION, "CGA-2026-ORD-01-01", "Tesorera Municipal: presente", "11:20"):
        assert words in written["text"], words
    pdf = SimpleUploadedFile("acta.pdf", b"%PDF-1.7 acta", content_type="application/pdf")
    send(
        desk,
        desk_url(meeting, "desk_minutes"),
        text=written["text"],
        file=pdf,
        signatures="2",
        signatures_expected="3",
    )
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PUBLISHED
    page = read(Client(), meeting.get_absolute_url())
    assert File.objects.get().sha256 in page
    assert "2 de 3 firmas" in page


def test_a_new_session_starts_from_the_last_one(desk: Client, table: Table):
    last = table.draft()
    form = desk.get(reverse("meetings:desk_new")).context["form"]
    assert form.initial["place"] == "Sala de Cabildos"
    assert form.initial["copy_agenda_of"] == last
    assert len(form.fields) <= 8
    send(desk, reverse("meetings:desk_new"), **NEW, copy_agenda_of=last.pk)
    assert Meeting.objects.get(number=2).agenda.count() == 2


def test_points_are_arranged_with_buttons(desk: Client, table: Table):
    meeting = table.draft()
    first, second = meeting.agenda.all()
    send(desk, desk_url(meeting, "desk_item_move", second.pk), to="up")
    assert list(meeting.agenda.all()) == [second, first]
    assert desk.get(desk_url(meeting, "desk_item_move", second.pk)).status_code == 405
    send(desk, desk_url(meeting, "desk_agenda"), title="Suplencias", kind="information", parent=first.pk)
    assert "2.1 Suplencias" in read(desk, desk_url(meeting, "desk_agenda"))
    send(desk, desk_url(meeting, "desk_item", second.pk), title="Otro título", kind="vote")
    pdf = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan", content_type="application/pdf")
    send(desk, desk_url(meeting, "desk_document", first.pk), file=pdf, title="Plan")
    document = first.documents.get()
    assert "Plan" in read(desk, desk_url(meeting, "desk_document_remove", document.pk))
    send(desk, desk_url(meeting, "desk_document_remove", document.pk))
    send(desk, desk_url(meeting, "desk_item_remove", first.pk))
    assert [item.title for item in meeting.agenda.all()] == ["Otro título"]


def test_a_refusal_keeps_what_was_typed_and_says_where(desk: Client, table: Table):
    page = refused(
        desk, reverse("meetings:desk_new"), **NEW | {"starts_at_0": "2020-01-01", "place": "Palacio"}
    )
    assert "En esa fecha no hay una integración instalada" in page
    assert 'value="Palacio"' in page


def test_an_alternate_without_letter_is_shown_beside_its_seat(desk: Client, table: Table):
    meeting = table.opened()
    marks = {f"state_{seat}": "present" for seat in table.votes}
    marks[f"state_{table.votes[1]}"] = "alternate"
    page = refused(desk, desk_url(meeting, "desk_roll"), call="1", **marks)
    assert "acredita la suplencia de: Tesorera Municipal" in page


def test_every_row_can_be_marked_at_once(desk: Client, table: Table):
    meeting = table.opened()
    page = read(desk, desk_url(meeting, "desk_roll") + "?todas=present")
    assert page.count("checked") == 3 + 1
    assert read(desk, desk_url(meeting, "desk_roll") + "?todas=absent").count("checked") == 1


def test_a_session_is_postponed_and_cancelled_with_its_reason(desk: Client, table: Table):
    meeting = table.convened()
    assert 'id="id_reason_error"' in refused(desk, desk_url(meeting, "desk_postpone"))
    send(
        desk,
        desk_url(meeting, "desk_postpone"),
        reason="Sismo",
        rescheduled_to_0="2026-04-28",
        rescheduled_to_1="10:00",
    )
    send(
        desk,
        desk_url(meeting, "desk_convene"),
        starts_at_0="2026-04-28",
        starts_at_1="12:00",
        notice_reference="",
    )
    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2026, 4, 28, 12, 0, tzinfo=TOWN)
    send(desk, desk_url(meeting, "desk_cancel"), reason="Sin sede")
    assert "Sin sede" in read(Client(), meeting.get_absolute_url())


def test_details_change_as_far_as_the_state_allows(desk: Client, table: Table):
    draft = table.draft()
    form = desk.get(desk_url(draft, "desk_edit")).context["form"]
    assert "starts_at" in form.fields
    convened = table.convened()
    form = desk.get(desk_url(convened, "desk_edit")).context["form"]
    assert "starts_at" not in form.fields
    send(
        desk,
        desk_url(convened, "desk_edit"),
        place="Casa de Cultura",
        modality="in_person",
        change_reason="Obras en la sala",
    )
    page = read(Client(), convened.get_absolute_url())
    assert "Casa de Cultura" in page
    assert "Obras en la sala" in page
    held = table.closed()
    assert set(desk.get(desk_url(held, "desk_edit")).context["form"].fields) == {
        "summary",
        "objective",
        "relevance",
        "contribution",
        "actions",
        "video_url",
    }


def test_a_vote_is_corrected_at_the_desk(desk: Client, table: Table):
    meeting = table.in_session()
    event = table.vote(meeting)
    url = desk_url(meeting, "desk_correct_vote", event.number)
    assert read(desk, url).count("checked") == 3
    votes = {f"vote_{seat}": "abstain" for seat in table.votes}
    send(desk, url, reason="Error de captura", **votes)
    event.refresh_from_db()
    assert event.abstain == 3


def test_an_agreement_is_followed_until_it_ends(desk: Client, table: Table):
    agreement = table.agreed(table.vote(table.in_session()))
    assert agreement.folio in read(desk, reverse("meetings:desk_agreements"))
    send(
        desk,
        reverse("meetings:desk_agreement_amend", args=[agreement.folio]),
        title=agreement.title,
        text=agreement.text,
        responsible=table.world.treasury.pk,
        due_on="2026-07-15",
        proof=agreement.proof,
        reason="Faltan datos",
    )
    url = reverse("meetings:desk_agreement", args=[agreement.folio])
    send(desk, url, resolved_on="2026-04-21", resolution="Está en el catálogo")
    found = Agreement.objects.get()
    assert (found.due_on, found.status) == (date(2026, 7, 15), "fulfilled")
    page = refused(
        desk,
        reverse("meetings:desk_agreement_close", args=[agreement.folio]),
        resolved_on="2026-04-21",
        resolution="x",
    )
    assert "ya se cumplió o se cerró" in page


def test_a_past_session_is_documented_from_the_desk(desk: Client, table: Table):
    where = send(
        desk,
        reverse("meetings:desk_past"),
        integration=table.world.integration.pk,
        kind="installation",
        year="2022",
        date_precision="day",
        held_on="2022-04-11",
        source_note="Página del municipio",
        points="Instalación de la comisión\n\nToma de protesta\n",
        objective="Instalar la comisión",
    )
    meeting = Meeting.objects.get()
    assert where == desk_url(meeting)
    assert [item.title for item in meeting.agenda.all()] == ["Instalación de la comisión", "Toma de protesta"]
    assert "Instalar la comisión" in read(Client(), meeting.get_absolute_url())


def test_rules_are_published_from_the_desk(desk: Client, table: Table):
    send(
        desk,
        reverse("meetings:desk_rules"),
        since_on="2026-01-01",
        quorum="half_plus_one",
        majority="simple",
        notice_unit="business_days",
        ordinary_notice="3",
        basis="Lineamientos, artículo 9",
    )
    assert "Ordinaria: 3 días hábiles" in read(Client(), reverse("meetings:rulebook"))


def test_a_draft_is_discarded(desk: Client, table: Table):
    meeting = table.draft()
    send(desk, desk_url(meeting, "desk_discard"))
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("status", MeetingStatus)
def test_every_state_has_its_staff_page(desk: Client, table: Table, status):
    meeting = table.in_state(status)
    page = read(desk, desk_url(meeting))
    has_step = status not in (MeetingStatus.PUBLISHED, MeetingStatus.CANCELLED)
    assert ("Lo que sigue" in page) == has_step


def test_a_form_out_of_its_moment_leads_back_to_the_session(desk: Client, table: Table):
    meeting = table.convened()
    for name in ("desk_roll", "desk_close", "desk_discard"):
        response = desk.get(desk_url(meeting, name))
        assert (response.status_code, response.headers["Location"]) == (302, desk_url(meeting))
    assert "Ahora no es momento" in read(desk, desk_url(meeting))


def test_the_desk_offers_only_what_the_person_may_do(client: Client, table: Table, make_user):
    vocal = make_user(Role.VOCAL)
    client.force_login(vocal)
    draft, convened = table.draft(), table.convened()
    assert "Descartar" in read(client, desk_url(draft))
    assert desk_url(draft, "desk_convene") not in read(client, desk_url(draft))
    assert not acts_for(vocal, convened)
    size = Entry.objects.count()
    assert client.post(desk_url(convened, "desk_cancel"), {"reason": "x"}).status_code == 403
    assert Entry.objects.count() == size


def test_strangers_and_other_staff_do_not_enter_the_desk(client: Client, table: Table, make_user):
    meeting = table.draft()
    for url in (reverse("meetings:desk"), desk_url(meeting), desk_url(meeting, "desk_edit")):
        assert client.get(url).status_code == 302
    client.force_login(make_user(Role.EDITOR))
    for url in (reverse("meetings:desk"), desk_url(meeting), desk_url(meeting, "desk_edit")):
        assert client.get(url).status_code == 403


def test_the_list_costs_the_same_with_more_sessions(
    desk: Client, table: Table, django_assert_max_num_queries
):
    for kind in (MeetingKind.ORDINARY, MeetingKind.EXTRAORDINARY, MeetingKind.SOLEMN):
        table.draft(kind=kind)
    with django_assert_max_num_queries(14):
        read(desk, reverse("meetings:desk"))


@pytest.mark.parametrize(
    ("hour", "status", "closed_on"),
    [("00:20", 302, date(2026, 4, 22)), ("11:30", 302, date(2026, 4, 21)), ("09:00", 422, None)],
)
def test_a_session_may_close_after_midnight(
    table: Table, desk: Client, hour: str, status: int, closed_on: date | None
) -> None:
    opened = datetime(2026, 4, 21, 19, 0, tzinfo=TOWN) if hour == "00:20" else SESSION
    meeting = actions.convene_meeting(meeting=table.draft(starts_at=opened), by=table.by)
    table.clock.move_to(opened)
    actions.open_meeting(meeting=meeting, by=table.by)
    actions.call_roll(meeting=meeting, marks=table.marks(), by=table.by)
    table.clock.move_to(datetime(2026, 4, 22, 9, 30, tzinfo=TOWN))
    assert desk.post(desk_url(meeting, "desk_close"), {"closed_at": hour}).status_code == status
    meeting.refresh_from_db()
    assert (meeting.closed_at and timezone.localdate(meeting.closed_at)) == closed_on
