"""Pages outlive the database: the last good copy, saying that it is one."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from tequio.core.models import Town
from tequio.edge.layer import PageCache
from tequio.edge.tests.asking import ask, layer

pytestmark = pytest.mark.usefixtures("own_example", "transactional_db")


@contextlib.contextmanager
def away(app: PageCache) -> Iterator[None]:
    """The database cannot be reached: no file to open, or a server that refuses."""
    app.present.close()  # a file that is open stays readable after it is gone
    with _sqlite_away() if connection.vendor == "sqlite" else _postgres_away():
        yield
    connections["default"].close()


@contextlib.contextmanager
def _sqlite_away() -> Iterator[None]:
    connections["default"].close()
    path = Path(connection.settings_dict["NAME"])
    kept = path.with_suffix(".away")
    path.rename(kept)
    path.mkdir()
    yield
    connections["default"].close()
    path.rmdir()
    kept.rename(path)


@contextlib.contextmanager
def _postgres_away() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connections["default"].close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    connections["default"].close()
    connection.settings_dict["NAME"] = name
    yield
    connections["default"].close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    connections["default"].close()
    connection.settings_dict["NAME"] = name


def test_last_good_copy_is_answered_while_the_database_is_away() -> None:
    app = layer()
    good = ask(app, "/verifica/")
    with away(app):
        copy = ask(app, "/verifica/", HTTP_IF_NONE_MATCH=good.headers["ETag"])
        assert (copy.status, copy.body) == (200, good.body)
        assert copy.headers["Cache-Status"] == "tequio; hit; detail=stale"
        assert int(copy.headers["Age"]) >= 0
        assert ask(app, "/verifica/", "HEAD").status == 200
    back = ask(app, "/verifica/")
    assert (back.status, back.body, "Cache-Status" in back.headers) == (200, good.body, False)
    assert len(app.django.asked) == 1


def test_page_that_nobody_read_says_so_at_once() -> None:
    app = layer()
    with away(app):
        answer = ask(app, "/comision/")
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert "no-store" in answer.headers["Cache-Control"]
        assert app.django.asked == []  # nobody waits for a connection
    assert ask(app, "/comision/").status == 200


def test_database_lost_while_a_page_is_made_leaves_the_old_copy() -> None:
    app = layer()
    good = ask(app, "/verifica/")
    Town.objects.update(phone="222 111 1111")
    with contextlib.ExitStack() as stack:
        make = app.django.get_response

        def lose_it(request: object) -> object:
            stack.enter_context(away(app))
            return make(request)

        app.django.get_response = lose_it
        copy = ask(app, "/verifica/")
        app.django.get_response = make
    assert (copy.status, copy.body) == (200, good.body)
    assert "stale" in copy.headers["Cache-Status"]
    assert "222 111 1111" in ask(app, "/verifica/").text
