import re

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import call_command
from django.test import Client

from tequio.accounts.roles import ROLES, Permission, Role
from tequio.website.actions.starter import create_starter_pages
from tequio.website.models import EditorialPage, SiteRoot

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(response):
    return {node.text for node in fromstring(response.content).iter(LOC)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/contacto/", "/mapa-del-sitio/", "/ayuda/quien-puede-hacer-que/", "/nah/contacto/"]
)
def test_pages_about_the_site_are_answered(client, town, path):
    assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_who_may_says_exactly_what_the_code_enforces(client, town):
    content = client.get("/ayuda/quien-puede-hacer-que/").content.decode()
    for role in Role:
        section = content.split(f"<h2>{ROLES[role].name}</h2>")[1].split("</section>")[0]
        said = {permission for permission in Permission if f"<li>{permission.label}</li>" in section}
        assert said == ROLES[role].permissions


@pytest.mark.django_db
def test_sitemap_has_what_is_published_and_no_draft(client, town, settings):
    create_starter_pages(by=None)
    draft = EditorialPage(title="Borrador", slug="borrador", summary="No.", live=False)
    SiteRoot.objects.get(locale__language_code="es").add_child(instance=draft)
    EditorialPage.objects.get(slug="privacidad").unpublish()
    index = client.get("/sitemap.xml")
    assert locations(index) == {f"{settings.TEQUIO_URL}/sitemap/1.xml"}
    found = locations(client.get("/sitemap/1.xml"))
    assert f"{settings.TEQUIO_URL}/glosario/" in found
    assert f"{settings.TEQUIO_URL}/comision/" in found
    assert not [
        url for url in found if "borrador" in url or "privacidad" in url or "/registro/website" in url
    ]
    assert client.get("/sitemap/2.xml").status_code == 404


@pytest.mark.django_db
def test_site_map_lists_editorial_pages_and_no_draft(client, town):
    create_starter_pages(by=None)
    EditorialPage.objects.get(slug="privacidad").unpublish()
    content = client.get("/mapa-del-sitio/").content.decode()
    assert '<a href="/glosario/">Glosario</a>' in content
    assert "/privacidad/" not in content


@pytest.mark.django_db
def test_robots_names_the_sitemap(client, settings):
    content = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.TEQUIO_URL}/sitemap.xml" in content
    assert "Disallow: /trabajo/" in content


@pytest.mark.django_db
def test_missing_page_is_told_in_spanish_with_a_telephone(client, town):
    town.phone = "222 403 7000"
    town.save()
    answer = client.get("/no-existe/")
    assert answer.status_code == 404
    assert "No encontramos esta página" in answer.content.decode()
    assert "222 403 7000" in answer.content.decode()


@pytest.fixture
def broken(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("tequio.website.views.next_meeting", fail)
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_server_error_asks_nothing_of_the_database(broken, client, town, django_assert_num_queries):
    town.phone = "222 403 7000"
    town.save()
    client.get("/contacto/")  # a page that worked before
    with django_assert_num_queries(0):
        answer = broken.get("/")
    content = answer.content.decode()
    assert answer.status_code == 500
    assert "222 403 7000" in content
    assert "secret detail" not in content
    assert "Traceback" not in content


@pytest.mark.django_db
def test_server_error_survives_broken_templates(broken, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no template either")

    monkeypatch.setattr("tequio.website.errors.render_to_string", fail)
    answer = broken.get("/")
    assert answer.status_code == 500
    assert "Algo falló" in answer.content.decode()


@pytest.mark.django_db
def test_refused_page_says_who_may(client, make_user):
    client.force_login(make_user(Role.AUDITOR))
    answer = client.get("/trabajo/paginas/")
    assert answer.status_code == 403
    assert "/ayuda/quien-puede-hacer-que/" in answer.content.decode()


def test_expired_form_is_told_in_spanish(db):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/trabajo/entrar/", {"username": "x"})
    assert answer.status_code == 403
    assert "El formulario caducó" in answer.content.decode()


@pytest.mark.django_db
def test_footer_links_only_to_pages_that_answer(client, town):
    for make in (lambda: None, lambda: create_starter_pages(by=None)):
        make()
        footer = (
            client.get("/contacto/").content.decode().split('<ul class="footer-links">')[1].split("</ul>")[0]
        )
        for path in re.findall(r'href="([^"]+)"', footer):
            assert client.get(path).status_code == 200
    assert footer.count("<li>") == 8


@pytest.mark.django_db
def test_pages_for_the_proxy_stand_alone(town, tmp_path):
    town.phone = "222 403 7000"
    town.save()
    call_command("error_pages", str(tmp_path / "paginas"))
    for page in ("500", "503"):
        html = (tmp_path / "paginas" / f"{page}.html").read_text(encoding="utf-8")
        assert "222 403 7000" in html
        assert "<link" not in html
        assert "@layer" in html
