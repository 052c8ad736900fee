"""The harness itself: a copy for each process, whole again after a test that commits, and no network."""

import socket

import pytest
from django.contrib.auth import get_user_model
from pytest_socket import SocketConnectBlockedError
from wagtail.models import Locale, Page

User = get_user_model()


@pytest.mark.django_db
def test_rows_written_by_migrations_are_there():
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.filter(language_code="es").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_commit_does_not_reach_the_next_test(turn):
    assert not User.objects.filter(username="ana").exists()
    assert Page.objects.filter(depth=1).exists()
    User.objects.create_user("ana", email="ana@prueba.example")


@pytest.mark.django_db
def test_a_rolled_back_test_leaves_nothing():
    assert not User.objects.exists()


@pytest.mark.filterwarnings("ignore:A test tried")
def test_the_network_is_closed():
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


def test_the_clock_stands_on_a_known_day(clock):
    from tequio.core import clock as town_clock  # noqa: PLC0415 - the fixture has the module's name

    assert town_clock.today().isoformat() == "2026-04-14"


@pytest.mark.browser
def test_the_browser_opens_the_site(chromium, live_site):
    page = chromium.new_page()
    response = page.goto(live_site + "/trabajo/entrar/")
    assert response is not None
    assert response.status < 500
    page.close()
