from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.utils import translation

from tequio.core import formats
from tequio.core.icons import ICONS, SHAPES
from tequio.core.states import STATES
from tequio.core.templatetags.components import meter, register, state_bar
from tequio.core.tests import specimen


@pytest.fixture(autouse=True)
def spanish() -> Any:
    with translation.override("es"):
        yield


def draw(source: str, **context: Any) -> str:
    request = RequestFactory().get(specimen.PATH, {"estado": "detenido", "page": "2"})
    return Template("{% load components %}" + source).render(Context({"request": request, **context}))


@pytest.mark.parametrize("page", specimen.PAGES)
def test_specimen_page_is_valid_html(page: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    document = parser.parse(specimen.render(page))
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_every_component_is_documented(repository: Path) -> None:
    text = (repository / "docs" / "components.md").read_text(encoding="utf-8")
    for name in register.tags:
        assert f"{{% {name} " in text or f"{{% {name} %}}" in text, name
    for name in register.filters:
        assert f"\\|{name} }}" in text, name


def test_text_of_the_record_says_that_it_is_in_spanish_on_a_page_in_another_language() -> None:
    source = (
        "<p{% in_spanish %}>{{ title }}</p>{{ title|in_spanish }} {{ said|in_spanish:title }} "
        "{{ said|in_spanish:'Otro' }} {{ ''|in_spanish }}"
    )
    context = {"title": "Parque & jardín", "said": "Se creó parque & jardín."}
    plain = "<p>Parque &amp; jardín</p>Parque &amp; jardín Se creó parque &amp; jardín. Se creó parque &amp; jardín. "
    assert draw(source, **context) == plain
    with translation.override("en"):
        marked = '<span lang="es">{}arque &amp; jardín</span>'
        assert draw(source, **context) == (
            f'<p lang="es">Parque &amp; jardín</p>{marked.format("P")} Se creó {marked.format("p")}. '
            "Se creó parque &amp; jardín. "
        )


def test_each_paragraph_of_the_record_says_that_it_is_in_spanish() -> None:
    source, text = "{{ text|spanish_paragraphs }}", "Uno <p>\n\nDos"
    assert draw(source, text=text) == "<p>Uno &lt;p&gt;</p>\n\n<p>Dos</p>"
    with translation.override("en"):
        assert draw(source, text=text) == '<p lang="es">Uno &lt;p&gt;</p>\n\n<p lang="es">Dos</p>'


def test_every_state_has_a_shape_of_its_tone() -> None:
    for tone, word in STATES.values():
        assert tone in SHAPES
        assert str(word)
    for state in STATES:
        assert f"status-{STATES[state][0]}" in draw("{% status_tag state %}", state=state)


def test_status_tag_refuses_a_state_nobody_drew() -> None:
    with pytest.raises(KeyError):
        draw('{% status_tag "casi" %}')


def test_icon_is_hidden_from_screen_readers() -> None:
    assert all('aria-hidden="true"' in draw(f'{{% icon "{name}" %}}') for name in ICONS)


def test_date_is_written_as_in_mexico() -> None:
    assert formats.date_long(date(2026, 4, 14)) == (
        '<time datetime="2026-04-14">martes 14 de abril de 2026</time>'
    )
    assert "14 abr 2026" in formats.date_short(date(2026, 4, 14))
    assert formats.date_long(None) == ""


def test_moment_is_written_in_the_towns_time() -> None:
    assert "lunes 13 de abril de 2026, 18:30 h" in formats.date_time(datetime(2026, 4, 14, 0, 30, tzinfo=UTC))


def test_english_date_uses_english_order() -> None:
    with translation.override("en"):
        assert "Tuesday 14 April 2026" in formats.date_long(date(2026, 4, 14))


@pytest.mark.parametrize(
    ("amount", "words"),
    [(1_250_000, "$1,250,000 pesos"), (Decimal("99.50"), "$99.50 pesos"), (0, "$0 pesos"), (None, "")],
)
def test_money_shows_cents_only_where_there_are_some(amount: Any, words: str) -> None:
    assert formats.money(amount) == words


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (413_000, "413 KB"), (999_600, "1.0 MB"), (2_140_000, "2.1 MB")]
)
def test_file_weight_reads_as_on_a_telephone(size: int, words: str) -> None:
    assert formats.file_weight(size) == words


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("222 403 7000", "+522224037000"),
        ("(222) 403-7000 ext. 310", "+522224037000"),
        ("+52 222 403 7000", "+522224037000"),
        ("52 222 403 7000", "+522224037000"),
    ],
)
def test_telephone_becomes_a_number_to_dial(written: str, dialled: str) -> None:
    assert formats.tel(written) == dialled


def test_fact_without_value_is_left_out_and_zero_is_a_value() -> None:
    assert draw('{% fact "Cupo" value %}', value=None) == ""
    assert "<dd>Sin dato</dd>" in draw('{% fact "Cupo" value empty="Sin dato" %}', value="")
    assert "<dd>0</dd>" in draw('{% fact "Cupo" value %}', value=0)


def test_component_escapes_what_people_wrote() -> None:
    html = draw(
        '{% fact "Tema" value %}{% status_tag "cumplido" value %}{% proof_chip value value %}', value="<b>"
    )
    assert "<b>" not in html
    assert draw('{% capture as kept %}{{ value }}{% endcapture %}<a title="{{ kept }}">', value='"><b') == (
        '<a title="&quot;&gt;&lt;b">'
    )


def test_whatsapp_link_carries_title_and_address() -> None:
    link = draw("{% whatsapp_url title url %}", title="Sesión 2", url="https://ejemplo.gob.mx/s/2/")
    assert link == "https://wa.me/?text=Sesi%C3%B3n%202%20https%3A%2F%2Fejemplo.gob.mx%2Fs%2F2%2F"


def test_file_link_tells_type_and_weight() -> None:
    html = draw('{% file_link "/f/votos.csv" "Votos" size=1840 %}')
    assert "CSV · 2 KB" in html
    assert 'href="/f/votos.csv"' in html


def test_pagination_keeps_the_filters() -> None:
    html = draw("{% pagination page %}", page=Paginator(range(200), 50).page(2))
    assert "?estado=detenido&amp;page=1" in html
    assert "?estado=detenido&amp;page=3" in html
    assert draw("{% pagination page %}", page=Paginator(range(5), 50).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("value", "maximum", "width"), [(2, 5, 40.0), (9, 5, 100.0), (-1, 5, 0.0), (1, 0, 0)]
)
def test_meter_never_leaves_its_box(value: float, maximum: float, width: float) -> None:
    assert meter("Hitos", value, maximum)["width"] == width


def test_state_bar_fills_the_whole_width_in_order() -> None:
    parts = state_bar([("cumplido", 1, ""), ("en_avance", 3, "")], "Título")["parts"]
    assert [(part["x"], part["width"]) for part in parts] == [(0.0, 25.0), (25.0, 75.0)]
    assert state_bar([("cumplido", 0, "")], "Título")["parts"][0]["width"] == 0


def test_form_puts_each_error_beside_its_field_and_in_the_summary() -> None:
    html = specimen.render("form")
    assert html.count("Hay un problema") == 1
    assert 'href="#id_question"' in html
    assert 'id="id_question_error"' in html
    assert 'aria-describedby="id_question_helptext id_question_error"' in html
    assert "ana@" in html  # what was typed stays


def test_form_marks_what_is_optional_and_only_that() -> None:
    html = specimen.render("form")
    optional = sum(not field.required for field in specimen.SampleForm.base_fields.values())
    assert html.count("(opcional)") == optional


def test_page_says_what_a_link_preview_needs() -> None:
    html = specimen.render("record")
    assert '<meta property="og:title" content="Segunda sesión ordinaria de 2026">' in html
    assert '<meta property="og:image" content="https://ejemplo.gob.mx/vista/sesion.png">' in html
    assert '<link rel="canonical" href="https://ejemplo.gob.mx/verifica/">' in html
    assert 'hreflang="nah" href="https://ejemplo.gob.mx/nah/verifica/"' in html


def test_made_up_town_says_so_on_public_and_staff_pages() -> None:
    for page in ("home", "desk"):
        assert "municipio ficticio con datos generados" in specimen.render(page)


def test_footer_says_how_many_acts_and_until_when() -> None:
    assert "Registro público: 1,284 actos" in specimen.render("home")
    assert "martes 14 de abril de 2026" in specimen.render("home")


def test_page_offers_only_the_languages_it_has() -> None:
    source = "{% language_links as links %}{% for link in links %}{{ link.code }} {% endfor %}"
    assert draw(source) == "es en nah "
    assert draw(source, page_translations=["es", "nah"]) == "es nah "
    assert draw(source, page_translations=["es"]) == ""


@override_settings(ROOT_URLCONF="django.contrib.auth.urls")
def test_page_outside_the_languages_offers_none() -> None:
    assert draw("{% language_links as links %}{{ links|length }}") == "0"
