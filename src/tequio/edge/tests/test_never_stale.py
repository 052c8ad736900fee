"""Kept pages follow every change at once: acts, pages, the town's data, and SQL that nobody announced."""

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from wagtail.models import Page as WagtailPage

from tequio.accounts.models import User
from tequio.bodies.models import Person
from tequio.core.models import Town
from tequio.edge.present import WINDOW, Present
from tequio.edge.tests.asking import ask, layer
from tequio.register.models import Witness
from tequio.search.models import ZeroResult

pytestmark = pytest.mark.usefixtures("own_example", "transactional_db")


def rename_town() -> None:
    Town.objects.update(name="Otro Nombre")


def save_town() -> None:
    town = Town.current()
    town.phone = "222 000 0000"
    town.save()


def recognise_witness() -> None:
    Witness.objects.create(name="Universidad", vkey="u+1+AA", since_on="2026-01-01")


def write_by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bodies_person SET name = name WHERE id = %s", [Person.objects.first().pk])


def unpublish_in_bulk() -> None:
    WagtailPage.objects.filter(slug="ayuda").update(live=False)


def delete_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_attendance WHERE id = (SELECT min(id) FROM meetings_attendance)")


CHANGES: list[Callable[[], None]] = [
    *(rename_town, save_town, recognise_witness, write_by_hand, unpublish_in_bulk, delete_row),
]


def test_every_kind_of_change_is_a_new_state() -> None:
    present = Present()
    for change in CHANGES:
        before = present.ask()
        change()
        assert present.ask().generation > before.generation, change.__name__


def test_page_shows_the_change_at_once() -> None:
    app = layer()
    assert "Otro Nombre" not in ask(app, "/").text
    rename_town()
    assert "Otro Nombre" in ask(app, "/").text
    assert ask(app, "/").headers["ETag"] == ask(app, "/").headers["ETag"]


def test_change_rolled_back_never_counted() -> None:
    present = Present()
    before = present.ask()
    with transaction.atomic():
        rename_town()
        assert present.ask() == before  # and until the commit nobody sees it
        transaction.set_rollback(True)
    assert present.ask() == before


def test_change_in_a_savepoint_counts_with_its_transaction() -> None:
    present = Present()
    before = present.ask()
    with transaction.atomic():
        with transaction.atomic():
            rename_town()
            transaction.set_rollback(True)
        save_town()
    assert present.ask().generation > before.generation


def test_what_shows_on_no_public_page_drops_nothing() -> None:
    present = Present()
    before = present.ask()
    ZeroResult.objects.create(text="nada", last_on="2026-04-14")
    User.objects.update(first_name="Otra")
    page = WagtailPage.objects.get(slug="ayuda", locale__language_code="es").specific
    page.save_revision(user=User.objects.first())
    assert present.ask() == before
    page.save_revision().publish()
    assert present.ask() != before


def test_new_day_is_a_new_state() -> None:
    app = layer()
    town = ZoneInfo("America/Mexico_City")
    with time_machine.travel(datetime(2026, 4, 14, 23, 59, 59, tzinfo=town), tick=False) as clock:
        ask(app, "/")
        ask(app, "/")
        assert len(app.django.asked) == 1
        clock.shift(1)
        time.sleep(WINDOW)
        ask(app, "/")
    assert len(app.django.asked) == 2


def test_page_made_across_a_change_is_answered_but_not_kept() -> None:
    app = layer()
    make = app.django.get_response
    app.django.get_response = lambda request: (make(request), rename_town())[0]
    first = ask(app, "/")
    app.django.get_response = make
    assert "Otro Nombre" not in first.text
    assert len(app.plain) == 0
    assert "Otro Nombre" in ask(app, "/").text


def test_page_made_before_a_change_is_never_taken_for_the_one_after() -> None:
    """The guard against the race of publication and rendering; without the first look it would fail."""
    app = layer()
    make = app.django.get_response

    def change_then_make(request: Any) -> Any:
        response = make(request)  # made from N
        rename_town()  # now N+1
        return response

    app.django.get_response = change_then_make
    ask(app, "/")
    app.django.get_response = make
    kept = app.plain.get("/")
    assert kept is None or kept.state != app.present.ask()


def test_page_is_made_once_however_many_ask_at_once() -> None:
    app = layer()
    readers = 8
    together = threading.Barrier(readers)
    answers: list[str] = []

    def read() -> None:
        together.wait()
        answers.append(ask(app, "/comision/").text)
        connection.close()

    threads = [threading.Thread(target=read) for _reader in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert len(answers) == readers
    assert len(app.django.asked) == 1
