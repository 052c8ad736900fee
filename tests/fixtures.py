"""Fixtures that every room's tests share."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.core.models import Town
from tequio.register import signing
from tequio.register.kinds import KINDS

ORIGIN = "prueba.example/registro"


@pytest.fixture(autouse=True)
def language_of_record() -> Iterator[None]:
    """Every test starts in Spanish, whatever language the one before it left in this thread."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def invented_kinds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind of record that tests invent exists only in the modules that take something from where it is."""
    notices = sys.modules.get("tequio.register.tests.notices")
    if notices and any(
        getattr(value, "__module__", "") == notices.__name__ for value in vars(request.module).values()
    ):
        monkeypatch.setitem(KINDS, notices.Notice.type_name, notices.Notice)


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Settings) -> Town:
    """A town that is set up: its name, its own data folder and its register key."""
    settings.TEQUIO_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    signing.create_log_key(ORIGIN)
    return Town.objects.create(
        name="San Prueba",
        full_name="Ayuntamiento de San Prueba",
        state="Puebla",
        commission_name="Comisión de Gobierno Abierto",
        commission_short="CGA",
    )


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """Make a staff member with the given roles, in force since 2020."""

    def make(*roles: Role, username: str = "") -> User:
        name = username or "-".join(roles) or "sin-funcion"
        user = User.objects.create_user(name, email=f"{name}@prueba.example", password=None)
        for role in roles:
            RoleAssignment.objects.create(user=user, role=role, since_on=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def secretary(make_user: Callable[..., User]) -> User:
    """The technical secretary: who publishes most of what there is."""
    return make_user(Role.SECRETARIAT)
