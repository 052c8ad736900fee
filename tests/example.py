"""Villa Ejemplo and its drafts, told once for each state of the code and copied for whoever reads it.

``example`` is one copy for all the tests of a module, which only read; ``own_example`` is a copy for one test that
writes; ``example_site`` and ``own_site`` serve them. It is Tuesday 14 April 2026, 10:00, and the clock goes on.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tequio.accounts.models import User
from tequio.register import signing
from tests import databases, drafts

Told = tuple[databases.SQLiteTemplate | databases.PostgresTemplate, Path]
NOW = datetime(2026, 4, 14, 10, 0, tzinfo=ZoneInfo("America/Mexico_City"))
SOURCE = Path(signing.__file__).parents[1]


def fingerprint() -> str:
    """A hash of the code that tells the story."""
    digest = hashlib.sha256(databases.fingerprint().encode())
    code = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    for path in sorted([*code, Path(drafts.__file__)]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """Keep the keys and the files of the town in *folder*."""
    with override_settings(TEQUIO_DATA=folder, MEDIA_ROOT=folder / "media"):
        yield folder


def told(cache: Path) -> Told:
    """The template of the example town and the folder with its keys and files."""
    name = f"example-{fingerprint()}"
    folder = cache / f"{name}-{connections['default'].vendor}"

    def fill() -> None:
        for old in cache.glob(f"example-*-{connections['default'].vendor}"):
            shutil.rmtree(old)
        with data_folder(folder), time_machine.travel(NOW):
            signing.create_log_key("ejemplo.example/registro")
            call_command("load_demo", "ejemplo")
            secretary = User.objects.get(username="secretaria")
            drafts.publish_the_rest(secretary)
            drafts.write_drafts(secretary)

    return databases.filled_template(cache, name, fill, databases.template(cache)), folder


@pytest.fixture(scope="session")
def told_example(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Told:
    """The template, before anybody reads it."""
    with django_db_blocker.unblock():
        return told(request.config.rootpath / ".pytest_cache" / "tequio")


@contextlib.contextmanager
def copied(
    request: pytest.FixtureRequest, told: Told, blocker: DjangoDbBlocker, folder: Path
) -> Iterator[Path]:
    """Live in a copy of the example town on its day, with its data in *folder*; the empty town comes back after."""
    template, source = told
    shutil.copytree(source, folder)
    with blocker.unblock(), data_folder(folder), time_machine.travel(NOW):
        empty = databases.template(request.config.rootpath / ".pytest_cache" / "tequio")
        databases.restore_after_commits(template)
        yield folder
        databases.restore_after_commits(empty)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve whatever town is there, under its own address."""
    server = LiveServer("127.0.0.1")
    with override_settings(TEQUIO_URL=server.url, CSRF_TRUSTED_ORIGINS=[server.url]):
        yield server.url
    server.stop()


@pytest.fixture(scope="module")
def example(
    request: pytest.FixtureRequest,
    told_example: Told,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The example town on its day, for tests that only read; gives its data folder."""
    with copied(
        request, told_example, django_db_blocker, tmp_path_factory.mktemp("ejemplo") / "data"
    ) as folder:
        yield folder


@pytest.fixture(scope="module")
def example_site(example: Path) -> Iterator[str]:
    """The address of the example town, for browsers that only read."""
    with served() as url:
        yield url


@pytest.fixture
def own_example(
    request: pytest.FixtureRequest, told_example: Told, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Path]:
    """The example town for one test, which may change it."""
    with copied(request, told_example, django_db_blocker, tmp_path / "data") as folder:
        yield folder


@pytest.fixture
def own_site(own_example: Path) -> Iterator[str]:
    """The address of one test's own example town."""
    with served() as url:
        yield url
