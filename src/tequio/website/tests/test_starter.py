import re

import pytest
from django.utils.html import strip_tags

from tequio.register.models import Entry, Record
from tequio.search.query import find
from tequio.website.actions.starter import create_starter_pages
from tequio.website.models import EditorialPage
from tequio.website.starter import STARTER_PAGES

pytestmark = pytest.mark.django_db
SITE = {"", "comision", "compromisos", "buscar", "verifica", "contacto", "ayuda", "registro"}


def test_starter_pages_are_published_and_registered(client, town):
    create_starter_pages(by=None)
    for page in STARTER_PAGES:
        content = client.get(f"/{page.slug}/").content.decode()
        assert f"<h1>{page.title}</h1>" in content
    assert Record.objects.filter(subject_type="website.page").count() == len(STARTER_PAGES)
    assert find("derechos ARCO").hits


def test_starter_pages_are_made_once_and_edits_are_kept(town):
    create_starter_pages(by=None)
    page = EditorialPage.objects.get(slug="ayuda")
    page.title = "Ayuda de San Prueba"
    page.save_revision().publish(skip_permission_checks=True)
    before = Entry.objects.count()
    assert create_starter_pages(by=None) == []
    assert Entry.objects.count() == before
    assert EditorialPage.objects.get(slug="ayuda").title == "Ayuda de San Prueba"


def test_starter_pages_link_only_to_the_site():
    for page in STARTER_PAGES:
        links = re.findall(r'href="([^"]+)"|"url": "([^"]+)"', repr(page.blocks))
        for link in filter(None, (first or second for first, second in links)):
            assert link.split("/")[1] in SITE, link


@pytest.mark.parametrize("page", STARTER_PAGES, ids=lambda page: page.slug)
def test_starter_pages_speak_in_short_sentences(page):
    pieces = [page.summary, *(text for block in page.blocks for text in _texts(block[1]))]
    for piece in pieces:
        for sentence in re.split(r"(?<=[.?!:;])\s+", strip_tags(piece.replace("</", " </"))):
            assert len(sentence.split()) <= 30, sentence


def _texts(value):
    if isinstance(value, dict):
        return [text for text in value.values() if isinstance(text, str)]
    return [value.replace("</li>", ". ")]
