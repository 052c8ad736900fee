import json
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tequio.accounts.roles import Role
from tequio.core.legal import RuleError
from tequio.register.models import Entry, Record
from tequio.search.query import find
from tequio.website.door import acting
from tequio.website.models import EditorialIndexPage, EditorialPage, SiteRoot

pytestmark = pytest.mark.django_db


def body(*blocks):
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def root():
    return SiteRoot.objects.get(locale__language_code="es")


@pytest.fixture
def page(town, root):
    """A page with a draft and no published version."""
    made = EditorialPage(
        title="Cómo participar",
        slug="como-participar",
        summary="Qué puedes hacer y dónde.",
        body=body(("heading", "Pasos"), ("paragraph", "<p>Ven a la <b>sesión</b> del cabildo.</p>")),
        live=False,
    )
    root.add_child(instance=made)
    return made


def publish(page, user=None):
    with acting(user):
        page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def entries(page):
    return [
        entry.kind
        for entry in Entry.objects.filter(subject_type="website.page", subject_id=str(page.pk)).order_by(
            "index"
        )
    ]


def test_draft_is_nowhere(client, page):
    assert client.get("/como-participar/").status_code == 404
    assert client.get(reverse("website:page_text", args=[page.pk])).status_code == 404
    assert entries(page) == []
    assert find("sesión cabildo").total == 0


def test_publish_enters_the_register_with_the_fingerprint_of_its_text(client, page, secretary):
    publish(page, secretary)
    record = Record.objects.get(subject_type="website.page")
    text = client.get(reverse("website:page_text", args=[page.pk])).content
    assert entries(page) == ["website.page.published"]
    assert record.data["text_sha256"] == sha256(text).hexdigest()
    assert (
        text.decode() == "Cómo participar\nQué puedes hacer y dónde.\nPasos\nVen a la sesión del cabildo.\n"
    )
    assert record.entry.trace.user == secretary


def test_publish_shows_the_page_and_finds_it(client, page):
    publish(page)
    answer = client.get("/como-participar/")
    assert answer.status_code == 200
    assert b"Ven a la <b>sesi" in answer.content
    assert [hit.path for hit in find("sesión cabildo").hits] == ["/como-participar/"]


def test_publish_and_its_entry_are_one(page, monkeypatch):
    def refuse(*args, **kwargs):
        raise RuntimeError("the register is full")

    monkeypatch.setattr("tequio.website.door.append", refuse)
    with pytest.raises(RuntimeError):
        publish(page)
    page.refresh_from_db()
    assert not page.live
    assert entries(page) == []


def test_publish_twice_the_same_is_one_entry(page):
    publish(page)
    publish(page)
    assert entries(page) == ["website.page.published"]


def test_publish_a_change_is_an_amendment(page):
    publish(page)
    page.body = body(("paragraph", "<p>Otra cosa.</p>"))
    publish(page)
    assert entries(page) == ["website.page.published", "website.page.amended"]
    assert find("cabildo").total == 0


def test_draft_of_a_live_page_changes_nothing_public(client, page):
    publish(page)
    page.body = body(("paragraph", "<p>Secreto.</p>"))
    page.save_revision()
    assert entries(page) == ["website.page.published"]
    assert find("secreto").total == 0
    assert b"Secreto" not in client.get("/como-participar/").content


def test_unpublish_withdraws_and_can_come_back(client, page):
    publish(page).unpublish()
    assert entries(page)[-1] == "website.page.withdrawn"
    assert client.get("/como-participar/").status_code == 404
    assert find("cabildo").total == 0
    assert Record.objects.get(subject_type="website.page").path == f"/registro/website.page/{page.pk}/"
    publish(EditorialPage.objects.get(pk=page.pk))
    assert entries(page)[-1] == "website.page.published"


def test_unpublish_and_its_entry_are_one(page, monkeypatch):
    publish(page)

    def refuse(*args, **kwargs):
        raise RuntimeError("the register is full")

    monkeypatch.setattr("tequio.website.door.append", refuse)
    with pytest.raises(RuntimeError):
        page.unpublish()
    page.refresh_from_db()
    assert page.live


def test_new_address_is_an_amendment_for_the_pages_below_too(town, root):
    guides = EditorialIndexPage(title="Guías", slug="guias", summary="Guías.")
    root.add_child(instance=guides)
    guide = EditorialPage(title="Predial", slug="predial", summary="Cómo pagar.")
    guides.add_child(instance=guide)
    guides.slug = "manuales"
    publish(guides)
    assert Record.objects.get(subject_id=str(guide.pk)).path == "/manuales/predial/"


def test_published_page_cannot_be_deleted_or_moved(page, make_user):
    publish(page)
    may = page.permissions_for_user(make_user(Role.SECRETARIAT))
    assert not may.can_delete()
    assert not may.can_move()
    with pytest.raises(RuleError):
        page.delete()


def test_draft_can_be_deleted(page):
    page.delete()
    assert not EditorialPage.objects.exists()


def test_summary_has_sixty_words_at_most(page):
    page.summary = "palabra " * 61
    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("prefix", ["/en", "/nah"])
def test_untranslated_page_is_shown_in_spanish_and_says_so(client, page, prefix):
    publish(page)
    content = client.get(f"{prefix}/como-participar/").content.decode()
    assert '<article lang="es"' in content
    assert f'<html lang="{prefix[1:]}"' in content
    assert 'class="notice"' in content


def test_translated_page_is_served_in_its_language(client, page):
    publish(page)
    english = page.copy_for_translation(page.locale.__class__.objects.get(language_code="en"))
    english.title, english.summary = "How to take part", "What you can do."
    english.slug = page.slug
    publish(english)
    content = client.get("/en/como-participar/").content.decode()
    assert "<h1>How to take part</h1>" in content
    assert 'class="notice"' not in content
    assert Record.objects.get(subject_id=str(english.pk)).path == "/en/como-participar/"


def test_page_of_another_model_is_not_served(client):
    assert client.get("/inicio/").status_code == 404


def test_queries_of_a_page_do_not_grow(client, page, django_assert_max_num_queries):
    publish(page)
    with django_assert_max_num_queries(12):
        client.get("/como-participar/")
