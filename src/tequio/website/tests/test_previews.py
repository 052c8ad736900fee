from io import BytesIO

import pytest
from PIL import Image

from tequio.core.preview_image import _fit, _font, _wrap, draw
from tequio.register.models import Record
from tequio.website.actions.starter import create_starter_pages

TITLES = [
    "Acta",
    "Comisión Intersecretarial para el Fomento de Prácticas de Gobierno Abierto",
    "palabra " * 200,
    "x" * 2_000,
    "",
    "Āltepētl ꞌinin",
]


@pytest.mark.parametrize("title", TITLES)
def test_picture_is_what_whatsapp_takes(title):
    data = draw(kicker="Acuerdo", title=title, place="San Prueba " * 20, date="14 de abril de 2026")
    picture = Image.open(BytesIO(data))
    assert picture.format == "JPEG"
    assert picture.size == (1200, 630)
    assert len(data) < 300_000


@pytest.mark.parametrize("title", TITLES)
def test_title_never_leaves_the_picture(title):
    lines, font = _fit(title)
    assert len(lines) <= 4
    assert all(font.getlength(line) <= 1040 for line in lines)


def test_cut_title_says_so():
    lines, _font_used = _fit("palabra " * 200)
    assert lines[-1].endswith("…")


def test_wrap_keeps_every_word():
    text = "uno dos tres cuatro cinco"
    assert " ".join(_wrap(text, _font(60), 200)) == text


@pytest.mark.django_db
def test_record_picture_is_drawn_once_and_kept(client, town, monkeypatch):
    create_starter_pages(by=None)
    record = Record.objects.get(path="/glosario/")
    address = f"/og/website.page/{record.subject_id}/1.jpg"
    first = client.get(address)
    monkeypatch.setattr("tequio.website.previews.draw", None)
    assert client.get(address).content == first.content
    assert "max-age=31536000" in first.headers["Cache-Control"]


@pytest.mark.django_db
def test_old_address_of_a_picture_leads_to_the_present_one(client, town):
    create_starter_pages(by=None)
    record = Record.objects.get(path="/glosario/")
    answer = client.get(f"/og/website.page/{record.subject_id}/7.jpg")
    assert answer.headers["Location"] == record.image_url()


@pytest.mark.django_db
def test_picture_of_nothing_is_missing(client, town):
    assert client.get("/og/website.page/99/1.jpg").status_code == 404
    assert client.get("/og/..%2Fkeys/x/1.jpg").status_code == 404


@pytest.mark.django_db
def test_every_page_has_a_picture(client, town, settings):
    create_starter_pages(by=None)
    assert f'og:image" content="{settings.TEQUIO_URL}/og/sitio.jpg"' in client.get("/").content.decode()
    assert (
        'og:image" content="' + settings.TEQUIO_URL + "/og/website.page/"
        in client.get("/glosario/").content.decode()
    )
    assert client.get("/og/sitio.jpg").status_code == 200
