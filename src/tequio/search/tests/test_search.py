from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tequio.search.index import Document, clear, put, remove
from tequio.search.models import IndexedDocument, VocabularyWord, ZeroResult
from tequio.search.query import count_zero, exact_path, find

pytestmark = pytest.mark.django_db

TEXTS = """
meetings.agreement|CGA-2026-03|Rehabilitar el alumbrado del parque|acuerdos|Las luminarias de Tonantzintla.
meetings.agreement|CGA-2026-04|Atender los baches de la calle Real|acuerdos|Obras Públicas informará.
meetings.minutes|2026-o2|Acta de la segunda sesión ordinaria|sesiones|Se votó sobre el parque y el predial.
law.norm|lgtaip|Ley General de Transparencia|marco-legal|Transparencia con sentido social, artículos 50 a 52.
website.page|nahuatl|Āltepētl: ꞌinin tlahtolli|publicaciones|Página sobre el náhuatl y las jóvenes mujeres.
website.page|garante|Transparencia para Puebla y sus Municipios|publicaciones|Órgano garante estatal.
website.page|ninez|Derechos de la niñez|publicaciones|Niñas y niños preguntan.
"""
STRANGE = [
    *(
        '"',
        '"parque',
        "*",
        "parque*",
        "title_terms:parque",
        "parque NEAR/2 x",
        "a AND OR NOT",
        "(",
        "parque)",
        "'",
    ),
    *(
        "\\",
        "-",
        "^",
        "parque\x00",
        "{parque}",
        ":*",
        "& | !",
        "<->",
        "%",
        "_",
        "parque' OR '1'='1",
        "a" * 10_000,
    ),
    *("parque " * 2_000, "\u200b", "🦊", "ﷺ"),
]


def publish(key, title, text="", on=date(2026, 5, 1), language="es"):
    put(Document("website.page", key, title, "", text, f"/{key}/", "publicaciones", on, language))


@pytest.fixture(autouse=True)
def _published():
    for day, line in enumerate(TEXTS.strip().splitlines(), start=1):
        kind, key, title, section, text = line.split("|")
        put(Document(kind, key, title, "", text, f"/{key}/", section, date(2026, 3, day)))


def keys(query, **options):
    return [hit.key for hit in find(query, **options).hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("parque", "CGA-2026-03"),
        ("PARQUE", "CGA-2026-03"),
        ("parqué", "CGA-2026-03"),
        ("parke", "CGA-2026-03"),
        ("parques", "CGA-2026-03"),
        ("alumbrado", "CGA-2026-03"),
        ("alumbardo", "CGA-2026-03"),
        ("lámpara", "CGA-2026-03"),
        ("hoyo", "CGA-2026-04"),
        ("vache", "CGA-2026-04"),
        ("actas", "2026-o2"),
        ("minuta", "2026-o2"),
        ("impuesto predial", "2026-o2"),
        ("secion ordinaria", "2026-o2"),
        ("trasparencia proactiva", "lgtaip"),
        ("transparencia proactiva", "lgtaip"),
        ("INAI", "garante"),
        ("ITAIPUE", "garante"),
        ("altepetl", "nahuatl"),
        ("āltepētl", "nahuatl"),
        ("inin", "nahuatl"),
        ("’inin", "nahuatl"),
        ("ꞌinin", "nahuatl"),
        ("tlajtolli", "nahuatl"),
        ("mujer joven", "nahuatl"),
        ("nawatl", "nahuatl"),
        ("ninez", "ninez"),
        ("niñez", "ninez"),
    ],
)
def test_find_first_result(query, first):
    assert keys(query)[0] == first


def test_find_all_words_are_needed_when_some_text_has_them():
    assert keys("parque predial") == ["2026-o2"]


def test_find_any_word_when_no_text_has_them_all():
    results = find("alumbrado predial")
    assert results.is_partial
    assert {hit.key for hit in results.hits} == {"CGA-2026-03", "2026-o2"}


def test_find_title_comes_before_text():
    assert keys("parque") == ["CGA-2026-03", "2026-o2"]


def test_find_equal_matches_come_newest_first():
    for day in (1, 3, 2):
        publish(str(day), "Quiosco", "", date(2026, 5, day))
    assert keys("quiosco") == ["3", "2", "1"]


def test_find_counts_by_section_and_filters():
    results = find("parque", section="sesiones")
    assert sorted(results.facets) == [("acuerdos", 1), ("sesiones", 1)]
    assert [hit.key for hit in results.hits] == ["2026-o2"]
    assert results.total == 1


def test_find_says_which_words_it_read_instead():
    results = find("alumbardo del parque")
    assert results.corrected == "alumbrado del parque"


def test_find_suggestion_keeps_its_accents():
    assert find("secion").corrected == "sesión"


def test_find_nothing_alike_suggests_nothing():
    results = find("zxqwvy")
    assert (results.hits, results.corrected, results.total) == ([], "", 0)


def test_find_marks_the_match_and_escapes_the_rest():
    publish("1", "Aviso", "<script>alert(1)</script> El Quiosco & los quioscos", date(2026, 5, 1))
    snippet = find("quiosco").hits[0].snippet
    assert snippet == (
        "&lt;script&gt;alert(1)&lt;/script&gt; El <mark>Quiosco</mark> &amp; los <mark>quioscos</mark>"
    )


def test_find_snippet_of_a_long_text_shows_the_match():
    publish("1", "Aviso", "palabra " * 200 + "quiosco " + "fin " * 200, date(2026, 5, 1))
    snippet = find("quiosco").hits[0].snippet
    assert "<mark>quiosco</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet) < 300


def test_put_again_replaces_the_words():
    publish("ninez", "Derechos de la infancia", "Otra cosa.", date(2026, 4, 1))
    assert keys("infancia") == ["ninez"]
    assert "ninez" not in keys("niñez")


def test_remove_is_not_found_again():
    remove("website.page", "ninez")
    assert "ninez" not in keys("niñez derechos")


def test_translation_is_one_result_in_the_readers_language():
    publish("ninez", "Rights of children", "niñez", date(2026, 3, 7), language="en")
    assert [hit.language for hit in find("niñez", language="en").hits] == ["en"]
    assert [hit.language for hit in find("niñez", language="es").hits] == ["es"]


@pytest.mark.parametrize("typed", ["CGA-2026-03", "cga 2026 03", "CGA/2026/03", "cga202603"])
def test_exact_path_folio_leads_to_its_page(typed):
    assert exact_path(typed) == "/CGA-2026-03/"


@pytest.mark.parametrize("typed", ["ninez", "CGA-2026", "", "2026"])
def test_exact_path_words_are_not_folios(typed):
    assert exact_path(typed) == ""


@pytest.mark.parametrize("query", STRANGE)
def test_find_strange_characters_are_only_characters(query):
    results = find(query)
    assert ("CGA-2026-03" in [hit.key for hit in results.hits]) == ("parque" in query)
    count_zero(query)
    exact_path(query)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_find_any_text_is_answered(query):
    results = find(query)
    assert results.total >= len(results.hits)


def test_find_pages_do_not_repeat(django_assert_max_num_queries):
    for number in range(45):
        publish(str(number), f"Quiosco {number}", "", date(2026, 5, 1))
    with django_assert_max_num_queries(6):
        pages = [keys("quiosco", page=page) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len(set().union(*pages)) == 45


def test_count_zero_adds_up_and_names_nobody():
    count_zero("Zxqw  VÝ")
    count_zero("zxqw vy")
    row = ZeroResult.objects.get()
    assert (row.text, row.count) == ("zxqw vy", 2)
    assert {field.name for field in ZeroResult._meta.fields} == {"id", "text", "count", "last_on"}


def test_clear_leaves_nothing_behind():
    clear()
    assert not IndexedDocument.objects.exists()
    assert not VocabularyWord.objects.exists()
    assert find("parque").total == 0
