"""Roles in force, and who gets through a door."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from tequio.accounts.access import require, staff
from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import ROLES, Permission, Role
from tequio.core.models import Town


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gives_exactly_its_permissions(make_user: Callable[..., User], role: Role) -> None:
    user = make_user(role)
    assert {permission for permission in Permission if user.may(permission)} == ROLES[role].permissions


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (date(2020, 1, 1), None, True),
        (date(2020, 1, 1), date(2026, 4, 14), True),  # the last day counts
        (date(2020, 1, 1), date(2026, 4, 13), False),
        (date(2026, 4, 14), None, True),
        (date(2026, 4, 15), None, False),
    ],
)
def test_a_role_is_in_force_between_its_dates(
    make_user: Callable[..., User], clock: object, since: date, until: date | None, holds: bool
) -> None:
    user = make_user(username="ana")
    RoleAssignment.objects.create(user=user, role=Role.EDITOR, since_on=since, until_on=until)
    assert user.may(Permission.PAGE_EDIT) is holds


def test_a_disabled_account_may_do_nothing(make_user: Callable[..., User]) -> None:
    user = make_user(Role.SECRETARIAT)
    user.is_active = False
    assert not user.permissions


@staff(Permission.LAW_EDIT, Permission.BODY_EDIT)
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("dentro")


def open_as(user: object, rf: RequestFactory) -> HttpResponse:
    request = rf.get("/trabajo/x/")
    request.user = user  # type: ignore[assignment]
    return guarded(request)


def test_staff_door_sends_strangers_to_sign_in(rf: RequestFactory) -> None:
    response = open_as(AnonymousUser(), rf)
    assert response.status_code == 302
    assert response["Location"] == "/trabajo/entrar/?next=/trabajo/x/"


def test_staff_door_refuses_who_lacks_every_permission(
    make_user: Callable[..., User], rf: RequestFactory
) -> None:
    with pytest.raises(PermissionDenied):
        open_as(make_user(Role.EDITOR), rf)


def test_staff_door_lets_in_with_any_of_them_and_is_never_cached(
    make_user: Callable[..., User], rf: RequestFactory
) -> None:
    response = open_as(make_user(Role.TRANSPARENCY_UNIT), rf)
    assert response.content == b"dentro"
    assert response["Cache-Control"] == "private, no-store"


def test_require_refuses() -> None:
    require(True)
    with pytest.raises(PermissionDenied):
        require(False)


def test_sign_in_page_shows_a_plain_error_and_keeps_the_name(client: Client, town: Town) -> None:
    response = client.post("/trabajo/entrar/", {"username": "ana", "password": "equivocada"})
    page = response.content.decode()
    assert 'value="ana"' in page
    assert "Hay un problema" in page


@pytest.mark.parametrize("target", ["https://malo.example/", "//malo.example", "javascript:alert(1)"])
def test_sign_in_never_redirects_to_another_host(
    client: Client, town: Town, make_user: Callable[..., User], target: str
) -> None:
    user = make_user(Role.SECRETARIAT, username="ana")
    user.set_password("una-clave-bien-larga")
    user.save()
    response = client.post(
        "/trabajo/entrar/", {"username": "ana", "password": "una-clave-bien-larga", "next": target}
    )
    assert response.status_code == 302
    assert response["Location"] == "/trabajo/"


def test_whoever_runs_the_machine_can_remove_a_lost_second_step(
    town: Town, make_user: Callable[..., User], capsys: pytest.CaptureFixture[str]
) -> None:
    user = make_user(Role.ADMINISTRATOR, username="ana")
    user.passkeys.create(name="perdida", credential_id="x", credential=b"x")
    call_command("reset_factor", "ana")
    assert not User.objects.get(pk=user.pk).has_second_factor
    assert user.security_events.get().by is None
    assert "Listo" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("reset_factor", "nadie")
