"""The page editor of the staff: who gets in, what they may do, what waits for its hour."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.models import Page, ReferenceIndex

from tequio.accounts.models import RoleAssignment
from tequio.accounts.roles import Role
from tequio.core import clock as town_clock
from tequio.core import schedule
from tequio.core.legal import SideDoorError
from tequio.register.models import Record
from tequio.search.models import IndexedDocument, VocabularyWord
from tequio.website.actions.starter import create_starter_pages
from tequio.website.due import pages_to_review
from tequio.website.models import EditorialPage, SiteRoot

pytestmark = pytest.mark.django_db
EDITOR = "/trabajo/paginas/"
ENTERS = {Role.SECRETARIAT, Role.TRANSPARENCY_UNIT, Role.EDITOR, Role.MODERATOR, Role.TRANSLATOR}


@pytest.fixture
def root():
    return SiteRoot.objects.get(locale__language_code="es")


@pytest.fixture
def draft(town, root):
    page = EditorialPage(title="Guía", slug="guia", summary="Para qué sirve.", live=False)
    root.add_child(instance=page)
    page.save_revision()
    return page


@pytest.mark.parametrize("role", Role)
def test_editor_opens_by_role(client, town, make_user, role):
    client.force_login(make_user(role))
    assert client.get(EDITOR).status_code == (200 if role in ENTERS else 403)


def test_editor_is_closed_to_a_superuser_without_a_role(client, town, make_user):
    user = make_user()
    user.is_superuser = user.is_staff = True
    user.save()
    client.force_login(user)
    assert client.get(EDITOR).status_code == 403


def test_editor_sends_strangers_to_sign_in(client, town):
    assert client.get(EDITOR).headers["Location"].startswith("/trabajo/entrar/")


def test_role_that_ended_gives_nothing(client, town, make_user, draft):
    user = make_user(Role.EDITOR)
    client.force_login(user)
    assert client.get(f"{EDITOR}pages/{draft.pk}/edit/").status_code == 200
    RoleAssignment.objects.filter(user=user).update(until_on=town_clock.today() - timedelta(days=1))
    assert client.get(f"{EDITOR}pages/{draft.pk}/edit/").status_code == 403


@pytest.mark.parametrize(
    ("role", "may_edit", "may_publish"),
    [
        (Role.EDITOR, True, False),
        (Role.TRANSPARENCY_UNIT, True, False),
        (Role.SECRETARIAT, True, True),
        (Role.TRANSLATOR, False, False),
    ],
)
def test_what_each_role_may_do_with_a_page(client, make_user, draft, role, may_edit, may_publish):
    user = make_user(role)
    client.force_login(user)
    client.get(EDITOR)
    may = Page.objects.get(pk=draft.pk).specific.permissions_for_user(type(user).objects.get(pk=user.pk))
    assert (may.can_edit(), may.can_publish()) == (may_edit, may_publish)


def post_page(client, page, action):
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body-count": "0",
        action: "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return client.post(f"{EDITOR}pages/{page.pk}/edit/", data)


def test_whoever_only_edits_cannot_publish(client, make_user, draft):
    client.force_login(make_user(Role.EDITOR))
    post_page(client, draft, "action-publish")
    assert not EditorialPage.objects.get(pk=draft.pk).live


def test_publishing_in_the_editor_is_traced_to_who_did_it(client, secretary, draft):
    client.force_login(secretary)
    assert post_page(client, draft, "action-publish").status_code == 302
    assert EditorialPage.objects.get(pk=draft.pk).live
    assert Record.objects.get(subject_id=str(draft.pk)).entry.trace.user == secretary


def test_submitted_page_waits_for_somebody_else(client, make_user, secretary, draft):
    client.force_login(make_user(Role.EDITOR))
    post_page(client, draft, "action-submit")
    page = EditorialPage.objects.get(pk=draft.pk)
    assert page.workflow_in_progress
    assert not page.live
    (item,) = pages_to_review(secretary)
    assert item.title == "Revisa la página “Guía”"
    client.force_login(secretary)
    assert client.get(item.url).status_code == 200
    task = page.current_workflow_task_state
    client.post(f"{EDITOR}pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": ""})
    assert EditorialPage.objects.get(pk=draft.pk).live
    assert list(pages_to_review(secretary)) == []


def test_a_page_waits_for_those_who_may_publish_and_did_not_send_it(client, make_user, secretary, draft):
    client.force_login(secretary)
    post_page(client, draft, "action-submit")
    assert list(pages_to_review(secretary)) == []
    assert len(list(pages_to_review(make_user(Role.MODERATOR)))) == 1
    assert list(pages_to_review(make_user(Role.EDITOR))) == []


def uses_account(user):
    user.set_password("una clave bien larga")
    user.save()
    return user


def approve(client, page):
    task = EditorialPage.objects.get(pk=page.pk).current_workflow_task_state
    return client.post(f"{EDITOR}pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": ""})


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARIAT])
def test_nobody_approves_their_own_page_when_another_could(client, make_user, secretary, draft, role):
    uses_account(make_user(role, username="otra"))
    client.force_login(secretary)
    post_page(client, draft, "action-submit")
    answer = approve(client, draft)
    assert answer.status_code == 403
    assert "Otra persona debe publicar lo que tú escribiste" in answer.content.decode()
    page = EditorialPage.objects.get(pk=draft.pk)
    assert not page.live
    assert page.workflow_in_progress


def test_another_person_approves_what_a_publisher_wrote(client, make_user, secretary, draft):
    other = uses_account(make_user(Role.MODERATOR))
    uses_account(secretary)
    client.force_login(secretary)
    post_page(client, draft, "action-submit")
    client.force_login(other)
    approve(client, draft)
    entry = Record.objects.get(subject_id=str(draft.pk)).entry
    assert entry.trace.user == other
    assert "nadie más" not in bytes(entry.body).decode()


def test_publishing_at_once_what_one_wrote_is_kept_as_a_draft(client, make_user, secretary, draft):
    uses_account(make_user(Role.MODERATOR))
    client.force_login(secretary)
    answer = post_page(client, draft, "action-publish")
    assert answer.headers["Location"] == f"{EDITOR}pages/{draft.pk}/edit/"
    assert not EditorialPage.objects.get(pk=draft.pk).live
    assert EditorialPage.objects.get(pk=draft.pk).latest_revision.user == secretary


def test_whoever_publishes_alone_does_and_the_entry_says_so(client, make_user, secretary, draft):
    make_user(Role.MODERATOR)  # an account that nobody ever used
    client.force_login(secretary)
    post_page(client, draft, "action-publish")
    entry = Record.objects.get(subject_id=str(draft.pk)).entry
    assert "nadie más tiene esa función" in bytes(entry.body).decode()


def test_unpublishing_in_the_editor_is_traced(client, secretary, draft):
    draft.get_latest_revision().publish()
    client.force_login(secretary)
    client.post(f"{EDITOR}pages/{draft.pk}/unpublish/")
    record = Record.objects.get(subject_id=str(draft.pk))
    assert record.entry.verb == "withdrawn"
    assert record.entry.trace.user == secretary


def test_deleting_a_published_page_is_refused(client, secretary, draft):
    draft.get_latest_revision().publish()
    client.force_login(secretary)
    client.post(f"{EDITOR}pages/{draft.pk}/delete/")
    assert EditorialPage.objects.filter(pk=draft.pk).exists()


def test_bulk_tools_are_off(client, secretary, draft):
    draft.get_latest_revision().publish()
    client.force_login(secretary)
    for tool in ("delete", "unpublish", "publish", "move"):
        answer = client.post(f"{EDITOR}bulk/wagtailcore/page/{tool}/?id={draft.pk}")
        assert answer.status_code == 403


def test_page_cannot_go_around_the_register_through_its_base_class(draft):
    draft.get_latest_revision().publish()
    page = Page.objects.get(pk=draft.pk)
    with pytest.raises(SideDoorError), transaction.atomic():
        page.unpublish()
    with pytest.raises(SideDoorError), transaction.atomic():
        page.delete()
    assert Page.objects.get(pk=draft.pk).live


def test_tops_of_the_trees_cannot_be_touched(client, secretary, root):
    client.force_login(secretary)
    client.get(EDITOR)
    may = root.permissions_for_user(type(secretary).objects.get(pk=secretary.pk))
    assert not any((may.can_edit(), may.can_delete(), may.can_publish(), may.can_unpublish(), may.can_move()))
    assert may.can_add_subpage()


def test_scheduled_page_is_published_at_its_hour(client, draft, clock):
    hour = datetime(2026, 4, 15, 16, 0, tzinfo=UTC)
    draft.go_live_at = hour
    draft.save_revision().publish()
    assert client.get("/guia/").status_code == 404
    schedule.tick()
    assert client.get("/guia/").status_code == 404
    clock.move_to(hour + timedelta(minutes=1))
    schedule.tick()
    assert client.get("/guia/").status_code == 200
    assert Record.objects.get(subject_id=str(draft.pk)).entry.verb == "published"


def test_page_with_an_end_is_withdrawn_at_its_hour(client, draft, clock):
    end = datetime(2026, 4, 15, 16, 0, tzinfo=UTC)
    draft.expire_at = end
    draft.save_revision().publish()
    assert client.get("/guia/").status_code == 200
    clock.move_to(end + timedelta(minutes=1))
    schedule.tick()
    assert client.get("/guia/").status_code == 404
    assert Record.objects.get(subject_id=str(draft.pk)).entry.verb == "withdrawn"


def test_document_is_public_once_a_live_page_cites_it(client, draft):
    document = Document(title="Folleto")
    document.file.save("folleto.txt", ContentFile(b"texto"))
    assert client.get(document.url).status_code == 404
    draft.body = json.dumps([{"type": "document", "value": {"document": document.pk, "label": ""}}])
    draft.save()
    ReferenceIndex.create_or_update_for_object(draft)  # a job does this
    assert client.get(document.url).status_code == 404
    draft.save_revision().publish()
    assert b"".join(client.get(document.url).streaming_content) == b"texto"
    assert document.url in client.get("/guia/").content.decode()


def test_editor_speaks_spanish(client, secretary, town):
    client.force_login(secretary)
    assert '<html lang="es"' in client.get(EDITOR).content.decode()


def test_rebuild_index_gives_the_same_index(town):
    create_starter_pages(by=None)
    columns = ("kind", "key", "language", "section", "path", "title_terms", "body_terms", "on")
    before = sorted(IndexedDocument.objects.values_list(*columns))
    words = set(VocabularyWord.objects.values_list("folded", flat=True))
    IndexedDocument.objects.all().delete()
    call_command("rebuild_index", verbosity=0)
    assert sorted(IndexedDocument.objects.values_list(*columns)) == before
    assert set(VocabularyWord.objects.values_list("folded", flat=True)) == words
