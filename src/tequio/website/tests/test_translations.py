import pytest
from django.core.exceptions import PermissionDenied

from tequio.accounts.roles import Permission, Role
from tequio.bodies.rules import name_commitment
from tequio.core.legal import RuleError, SideDoorError, action
from tequio.register.kinds import KINDS, PublicRecord, Section
from tequio.register.log import append
from tequio.register.models import Entry, Record
from tequio.search.query import find
from tequio.website.actions.starter import create_starter_pages
from tequio.website.actions.translations import (
    approve_translation,
    review_translation,
    save_translation,
    withdraw_translation,
)
from tequio.website.coverage import pages_in, records_in
from tequio.website.models import EditorialPage, Translation
from tequio.website.rules import Coverage

pytestmark = pytest.mark.django_db
TEXT = {"title": "In altepetl iamoxyo", "summary": "Tlen mochihuaz.", "text": "Se huei tlahtolli."}


class NoteRecord(PublicRecord):
    type_name = ""  # not registered here: other tests look at every kind there is
    label = "Nota"
    section = Section.AGREEMENTS
    verbs = {"published": "Se publicó {title}", "amended": "Cambió {title}"}

    body: str

    def title(self):
        return "Una nota"

    def path(self):
        return "/contacto/"


NoteRecord.type_name = "prueba.note"


@action
def publish_note(body, verb="published"):
    append(NoteRecord(id="1", body=body), verb, issuer="Secretaría Técnica", by=None)


@pytest.fixture
def source(town, monkeypatch):
    monkeypatch.setitem(KINDS, NoteRecord.type_name, NoteRecord)
    publish_note("Un texto largo que explica.")
    return Record.objects.get(subject_type="prueba.note")


@pytest.fixture
def translator(make_user):
    return make_user(Role.TRANSLATOR, username="citlali")


@pytest.fixture
def reviewer(make_user):
    return make_user(Role.TRANSLATOR, username="xochitl")


def save(source, by, **changes):
    text = {**TEXT, **changes}
    return save_translation(
        source=source,
        language="nah",
        variant="Cholula",
        fields=text,
        credit="Citlali X.",
        rights="CC BY 4.0",
        by=by,
    )


@pytest.fixture
def approved(source, translator, reviewer):
    translation = save(source, translator)
    review_translation(translation=translation, credit="Xóchitl Y.", by=reviewer)
    return approve_translation(translation=translation, by=reviewer)


def test_draft_is_not_public(client, source, translator):
    save(source, translator)
    content = client.get("/nah/contacto/").content.decode()
    assert TEXT["title"] not in content
    assert "todavía no está traducida" in content
    assert find("altepetl").total == 0


def test_approved_is_shown_with_its_credit(client, approved):
    content = client.get("/nah/contacto/").content.decode()
    assert f'lang="nah" aria-label="{TEXT["title"]}"' in content
    assert (
        "Traducción (variante Cholula) de Citlali X., revisada por Xóchitl Y.; corresponde a la versión 1."
        in content
    )
    assert "todavía no está traducida" not in content


def test_approved_is_not_shown_in_other_languages(client, approved):
    assert TEXT["title"] not in client.get("/contacto/").content.decode()
    assert TEXT["title"] not in client.get("/en/contacto/").content.decode()


def test_approved_is_found_in_its_language(approved):
    hit = find("altepetl", language="nah").hits[0]
    assert (hit.path, hit.language, hit.kind) == ("/nah/contacto/", "nah", "prueba.note")


def test_register_has_the_text_but_nobodys_name(approved):
    record = Record.objects.get(subject_type="website.translation")
    body = bytes(record.entry.body).decode()
    assert TEXT["text"] in body
    assert "Citlali" not in body
    assert "Xóchitl" not in body
    assert record.data["translator_commitment"] == name_commitment("Citlali X.", bytes(approved.salt))


def test_original_that_moves_on_leaves_it_behind_and_says_so(client, approved):
    publish_note("Otro texto largo.", "amended")
    content = client.get("/nah/contacto/").content.decode()
    assert "va en la versión 2" in content
    assert TEXT["title"] in content
    assert [row.subject_id for row in records_in("nah", Coverage.STALE)] == ["1"]


def test_new_draft_does_not_change_what_is_public(client, approved, source, translator):
    save(source, translator, title="Yancuic")
    content = client.get("/nah/contacto/").content.decode()
    assert TEXT["title"] in content
    assert "Yancuic" not in content


def test_approved_again_is_an_amendment(approved, source, translator, reviewer):
    translation = save(source, translator, title="Yancuic")
    review_translation(translation=translation, credit="Xóchitl Y.", by=reviewer)
    approve_translation(translation=translation, by=reviewer)
    kinds = Entry.objects.filter(subject_type="website.translation").order_by("index")
    assert [entry.verb for entry in kinds] == ["published", "amended"]


def test_nobody_reviews_their_own_work(source, translator):
    translation = save(source, translator)
    with pytest.raises(RuleError):
        review_translation(translation=translation, credit="Citlali X.", by=translator)


def test_unreviewed_is_not_published(source, translator, reviewer):
    translation = save(source, translator)
    with pytest.raises(RuleError):
        approve_translation(translation=translation, by=reviewer)
    assert not Record.objects.filter(subject_type="website.translation").exists()


def test_translation_of_an_older_version_is_not_published(source, translator, reviewer):
    translation = save(source, translator)
    review_translation(translation=translation, credit="Xóchitl Y.", by=reviewer)
    publish_note("Otro texto largo.", "amended")
    with pytest.raises(RuleError):
        approve_translation(translation=Translation.objects.get(), by=reviewer)


def test_withdrawn_leaves_the_site_and_can_come_back(client, approved, source, translator, reviewer):
    withdraw_translation(translation=approved, by=reviewer)
    assert TEXT["title"] not in client.get("/nah/contacto/").content.decode()
    assert find("altepetl").total == 0
    with pytest.raises(RuleError):
        withdraw_translation(translation=approved, by=reviewer)
    translation = save(source, translator)
    review_translation(translation=translation, credit="Xóchitl Y.", by=reviewer)
    approve_translation(translation=translation, by=reviewer)
    assert TEXT["title"] in client.get("/nah/contacto/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_who_may_translate_and_review(source, make_user, translator, reviewer, role):
    user = make_user(role, username="alguien")
    work = save(source, translator)
    attempts = [
        (Permission.TRANSLATION_EDIT, lambda: save(source, user)),
        (
            Permission.TRANSLATION_REVIEW,
            lambda: review_translation(translation=save(source, translator), credit="X", by=user),
        ),
        (
            Permission.TRANSLATION_REVIEW,
            lambda: approve_translation(translation=_reviewed(source, translator, reviewer), by=user),
        ),
        (Permission.TRANSLATION_REVIEW, lambda: withdraw_translation(translation=work, by=user)),
    ]
    for permission, attempt in attempts:
        if user.may(permission):
            attempt()
        else:
            with pytest.raises(PermissionDenied):
                attempt()


def _reviewed(source, translator, reviewer):
    return review_translation(translation=save(source, translator), credit="Y", by=reviewer)


def test_translation_is_written_by_actions_only(source, translator):
    translation = save(source, translator)
    with pytest.raises(SideDoorError):
        translation.save()


def test_desk_takes_a_translation_from_draft_to_public(client, source, translator, reviewer):
    base = "/trabajo/traducciones/nah/prueba.note/1/"
    client.force_login(translator)
    assert "Un texto largo que explica." in client.get(base).content.decode()
    answer = client.post(base, {**TEXT, "credit": "Citlali X."})
    assert answer.status_code == 302
    assert client.post(f"{base}revisar/", {"credit": "Citlali X."}).status_code == 422
    client.force_login(reviewer)
    assert client.post(f"{base}revisar/", {"credit": "Xóchitl Y."}).status_code == 302
    assert client.post(f"{base}publicar/").status_code == 302
    assert TEXT["title"] in client.get("/nah/contacto/").content.decode()


def test_desk_of_an_unknown_language_or_record_is_missing(client, source, translator):
    client.force_login(translator)
    assert client.get("/trabajo/traducciones/es/prueba.note/1/").status_code == 404
    assert client.get("/trabajo/traducciones/nah/prueba.note/9/").status_code == 404


def test_board_counts_and_lists(client, source, translator, django_assert_max_num_queries):
    create_starter_pages(by=None)
    client.force_login(translator)
    with django_assert_max_num_queries(25):
        content = client.get("/trabajo/traducciones/").content.decode()
    assert "Sin traducir (1)" in content
    assert "/trabajo/traducciones/nah/prueba.note/1/" in content
    assert "Glosario" in content


def test_board_says_which_pages_fell_behind(town):
    create_starter_pages(by=None)
    page = EditorialPage.objects.get(slug="glosario")
    english = page.copy_for_translation(page.locale.__class__.objects.get(language_code="en"))
    assert {row.title: row.state for row in pages_in("en")}["Glosario"] == Coverage.WORKING
    english.save_revision().publish(skip_permission_checks=True)
    assert {row.title: row.state for row in pages_in("en")}["Glosario"] == Coverage.DONE
    page.save_revision().publish(skip_permission_checks=True)
    assert {row.title: row.state for row in pages_in("en")}["Glosario"] == Coverage.STALE


def test_interface_without_translation_says_it_is_spanish(client, town):
    content = client.get("/nah/contacto/").content.decode()
    assert '<html lang="nah">' in content
    assert '<body lang="es"' in content
