"""What this file asks of SQLite it asks of PostgreSQL too: the suite runs on both."""

from datetime import date

import pytest
from django.db import connection

from tequio.search.index import Document, put
from tequio.search.query import find


@pytest.mark.postgres
def test_suite_reaches_postgresql(db):
    assert connection.vendor == "postgresql"


@pytest.mark.django_db
def test_words_that_a_parser_would_change_are_found_as_typed():
    for number, word in enumerate(
        ["007", "1e5", "3a2b", "-5", "www.prueba.example", "a@b.mx", "ß", "Ⅷ", "日本語", "٣"]
    ):
        put(
            Document("x.y", str(number), f"Aviso {word}", "", "", f"/{number}/", "acuerdos", date(2026, 5, 1))
        )
        assert str(number) in {hit.key for hit in find(word).hits}, word


@pytest.mark.django_db
def test_phrase_needs_its_words_together():
    put(Document("x.y", "1", "Poste de luz caído", "", "", "/1/", "acuerdos", date(2026, 5, 1)))
    put(Document("x.y", "2", "Luz y poste", "", "", "/2/", "acuerdos", date(2026, 5, 1)))
    assert [hit.key for hit in find("alumbrado público").hits] == ["1"]
