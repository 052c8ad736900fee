"""The harness of every test: databases from a template, no network but this machine, a browser when there is one."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django.test
import pytest
import time_machine
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from tests import databases
from tests.missing import note, note_missing, skip_missing
from tests.servers import find_chromium

pytest_plugins = ["tests.fixtures", "tests.example"]

POSTGRES = os.environ.get("TEQUIO_TEST_DATABASE_URL", "").startswith("postgres")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by mark
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches a database. On PostgreSQL keep only that; elsewhere leave out what only it can do."""

    def touches_database(item: pytest.Item) -> bool:
        fixtures = getattr(item, "fixturenames", ())
        return item.get_closest_marker("django_db") is not None or bool(
            DATABASE_FIXTURES.intersection(fixtures)
        )

    for item in items:
        if touches_database(item):
            item.add_marker("database")

    def belongs(item: pytest.Item) -> bool:
        if item.get_closest_marker("postgres") is not None:
            return POSTGRES
        if not POSTGRES:
            return True
        return item.get_closest_marker("database") is not None and item.get_closest_marker("browser") is None

    left_out = [item for item in items if not belongs(item)]
    if os.environ.get("TEQUIO_TEST_NO_POSTGRES") == "1":
        for item in left_out:
            note("PostgreSQL", item.nodeid)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if belongs(item)]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Tell the runner what could not be tried on this machine."""
    note_missing(report)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process its copy of the migrated template, and a fresh one after each test that commits."""
    cache = request.config.rootpath / ".pytest_cache" / "tequio"
    with django_db_blocker.unblock():
        made = databases.template(cache)
        made.restore()
    patch = pytest.MonkeyPatch()
    patch.setattr(
        django.test.TransactionTestCase,
        "_fixture_teardown",
        lambda _case: databases.restore_after_commits(made),
    )
    yield
    patch.undo()
    with django_db_blocker.unblock():
        made.drop()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stop the clock on Tuesday 14 April 2026, 10:00 in the town; ``clock.move_to(…)`` goes elsewhere."""
    start = datetime(2026, 4, 14, 10, 0, tzinfo=ZoneInfo("America/Mexico_City"))
    with time_machine.travel(start, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, one for the whole run."""
    path = find_chromium()
    if path is None:
        skip_missing("chromium")
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def live_site(live_server: LiveServer) -> str:
    """The address of the site, served for real on this machine from the test's database."""
    return str(live_server.url)


@pytest.fixture
def redis_url() -> str:
    """The address of a Redis server that belongs to the tests."""
    url = os.environ.get("TEQUIO_TEST_REDIS_URL")
    return url or skip_missing("redis")


@pytest.fixture
def repository(request: pytest.FixtureRequest) -> Path:
    """The folder of the repository."""
    return Path(request.config.rootpath)
