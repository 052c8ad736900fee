from datetime import date

import pytest
from django.urls import reverse

from tequio.search.index import Document, put
from tequio.search.models import ZeroResult

pytestmark = pytest.mark.django_db
URL = "/buscar/"


@pytest.fixture(autouse=True)
def _published(town):
    put(
        Document(
            "website.page",
            "12",
            "El parque",
            "Qué se hará.",
            "El alumbrado.",
            "/parque/",
            "publicaciones",
            date(2026, 3, 1),
        )
    )
    put(
        Document(
            "meetings.agreement",
            "CGA-2026-01",
            "Acuerdo del parque",
            "",
            "",
            "/comision/acuerdos/CGA-2026-01/",
            "acuerdos",
            date(2026, 3, 2),
        )
    )


def text(response):
    return response.content.decode()


def test_search_finds_and_marks(client):
    content = text(client.get(URL, {"q": "PARKE"}))
    assert "“PARKE”" in content
    assert '<a href="/parque/">El parque</a>' in content
    content = text(client.get(URL, {"q": "alumbrado"}))
    assert "<mark>alumbrado</mark>" in content


def test_search_offers_sections_with_counts(client):
    content = text(client.get(URL, {"q": "parque"}))
    assert "Todo (2)" in content
    assert "Acuerdos (1)" in content
    content = text(client.get(URL, {"q": "parque", "seccion": "acuerdos"}))
    assert "CGA-2026-01" in content
    assert '"/parque/"' not in content


def test_search_folio_goes_straight_to_its_page(client):
    assert client.get(URL, {"q": "cga 2026 01"}).headers["Location"] == "/comision/acuerdos/CGA-2026-01/"
    answer = client.get("/en/buscar/", {"q": "CGA-2026-01"})
    assert answer.headers["Location"] == "/en/comision/acuerdos/CGA-2026-01/"


def test_search_zero_results_says_what_to_do_and_is_counted(client, town):
    town.phone = "222 403 7000"
    town.save()
    content = text(client.get(URL, {"q": "zxqwvy"}))
    assert "No encontramos “zxqwvy”" in content
    assert "tel:+52222403" in content
    assert ZeroResult.objects.get().text == "zxqwvy"


def test_search_zero_results_in_one_section_is_not_counted(client):
    content = text(client.get(URL, {"q": "alumbrado", "seccion": "sesiones"}))
    assert "Busca en todas" in content
    assert not ZeroResult.objects.exists()


def test_search_without_words_shows_how(client):
    content = text(client.get(URL))
    assert "?q=alumbrado" in content
    assert "?q=sesi" not in content  # a word that nothing published uses


def test_search_shows_what_was_typed_as_text(client):
    content = text(client.get(URL, {"q": '"><script>alert(1)</script>'}))
    assert "<script>alert" not in content


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "seccion=otra", "page=²"]
)
def test_search_strange_addresses_are_answered(client, query):
    assert client.get(f"{URL}?q=parque&{query}").status_code == 200


def test_search_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get(URL, {"q": "parque"}).headers["Cache-Control"]


def test_search_queries_do_not_grow(client, django_assert_max_num_queries):
    for number in range(40):
        put(Document("x.y", str(number), f"Parque {number}", "", "", "/x/", "acuerdos", date(2026, 3, 1)))
    with django_assert_max_num_queries(8):
        client.get(reverse("website:search"), {"q": "parque"})


def test_secretariat_sees_what_nobody_found(client, secretary):
    client.get(URL, {"q": "zxqwvy"})
    client.force_login(secretary)
    content = text(client.get("/trabajo/busquedas/"))
    assert "zxqwvy" in content
    assert "/buscar/?q=zxqwvy" in content


def test_search_never_names_a_day_that_is_not_known(client):
    put(Document("x.y", "1", "Kiosco", "", "", "/k/", "sesiones", date(2022, 5, 1), on_note="mayo de 2022"))
    content = text(client.get(URL, {"q": "kiosco"}))
    assert "mayo de 2022</p>" in content
    assert "1 may" not in content
