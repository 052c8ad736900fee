"""A draft is seen as it will be published, by the staff alone, and what is published afterwards is the same."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.commitments import actions as commitment_actions
from tequio.commitments.tests.makers import make_draft, make_plan
from tequio.core.models import Town
from tequio.law import actions as law_actions
from tequio.law.tests.makers import a_draft
from tequio.meetings import actions as meeting_actions
from tequio.meetings.tests.table import Table, make_table


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    return make_table(secretary, clock)


Draft = tuple[str, str, Callable[[], object]]
"""Its preview, its public address, and how it is published."""


def session(table: Table) -> Draft:
    meeting = table.draft()
    return (
        f"/trabajo/sesiones/{meeting.year}/{meeting.slug}/vista-previa/",
        meeting.get_absolute_url(),
        lambda: meeting_actions.convene_meeting(meeting=meeting, by=table.by),
    )


def commitment(table: Table) -> Draft:
    draft = make_draft(table.by)
    return (
        f"/trabajo/compromisos/{draft.key}/vista-previa/",
        draft.get_absolute_url(),
        lambda: commitment_actions.publish_commitment(commitment=draft, by=table.by),
    )


def plan(table: Table) -> Draft:
    draft = make_plan(table.by, published=False)
    return (
        f"/trabajo/compromisos/planes/{draft.slug}/vista-previa/",
        draft.get_absolute_url(),
        lambda: commitment_actions.publish_plan(plan=draft, by=table.by),
    )


def norm(table: Table) -> Draft:
    draft = a_draft(table.by)
    return (
        f"/trabajo/marco-legal/normas/{draft.slug}/vista-previa/",
        draft.get_absolute_url(),
        lambda: law_actions.publish_norm(norm=draft, by=table.by),
    )


DRAFTS = [session, commitment, plan, norm]


def words(page: str) -> set[str]:
    """The pieces of text that a reader reads, without the bar of the preview."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(
        r'<div class="notice notice-warning"><h2>Vista previa.*?</div></div>', "", main, flags=re.DOTALL
    )
    return {" ".join(piece.split()) for piece in re.split(r"<[^>]+>", main)} - {""}


@pytest.mark.parametrize("make", DRAFTS)
def test_what_is_published_says_what_the_preview_said(
    client: Client, table: Table, make: Callable[[Table], Draft]
) -> None:
    preview, public, publish = make(table)
    client.force_login(table.by)
    shown = words(client.get(preview).content.decode())
    publish()
    published = words(Client().get(public).content.decode())
    assert shown - published == set()
    assert len(shown) > 10


@pytest.mark.parametrize("make", DRAFTS)
def test_preview_is_for_the_staff_is_not_kept_and_ends_with_the_draft(
    client: Client, table: Table, make_user: Callable[..., User], make: Callable[[Table], Draft]
) -> None:
    preview, public, publish = make(table)
    assert client.get(preview).status_code == 302
    client.force_login(make_user(Role.AUDITOR))
    assert client.get(preview).status_code == 403
    client.force_login(table.by)
    response = client.get(preview)
    assert "no-store" in response["Cache-Control"]
    assert "Vista previa: así se publicará" in response.content.decode()
    assert Client().get(public).status_code == 404
    publish()
    assert client.get(preview).status_code == 404


def test_only_the_phone_s_page_may_frame_and_only_its_frame_be_framed(client: Client, table: Table) -> None:
    preview, _public, _publish = session(table)
    client.force_login(table.by)
    plain, phone, framed = (client.get(preview + ask) for ask in ("", "?ver=telefono", "?ver=marco"))
    assert f'src="{preview}?ver=marco"' in phone.content.decode()
    assert "frame-src 'self'" in phone["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "Vista previa: así se publicará" not in framed.content.decode()
    for other in (plain, framed):
        assert "frame-src" not in other["Content-Security-Policy"]
    for other in (plain, phone):
        assert other["X-Frame-Options"] == "DENY"
