"""Limits: who is counted, how long, and what the refused person reads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tequio.accounts.access import public
from tequio.core import limits
from tequio.core.limits import by_address, client_address, limited, seconds_to_wait
from tequio.core.models import LimitCount, Town


@public
@limited("prueba", per_minute=3, methods=("POST",))
def door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("dentro")


def test_the_fourth_try_of_a_minute_waits_for_the_next_one(
    rf: RequestFactory, town: Town, clock: object
) -> None:
    assert [door(rf.post("/x/")).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = door(rf.post("/x/"))
    assert 0 < int(refused["Retry-After"]) <= 61
    assert refused["Cache-Control"] == "no-store"
    assert "Espera un momento" in refused.content.decode()
    clock.shift(61)  # type: ignore[attr-defined]  # the traveller of the fixture
    assert door(rf.post("/x/")).status_code == 200


def test_other_methods_and_other_addresses_are_not_counted(rf: RequestFactory, town: Town) -> None:
    for _ in range(5):
        door(rf.post("/x/"))
    assert door(rf.get("/x/")).status_code == 200
    assert door(rf.post("/x/", REMOTE_ADDR="192.0.2.7")).status_code == 200


def test_the_mark_of_the_route_survives_the_limit() -> None:
    assert door.access == "public"  # type: ignore[attr-defined]  # set by @public


def test_a_limit_without_a_rate_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        limited("nada")


def test_the_window_per_hour_counts_beside_the_one_per_minute(
    rf: RequestFactory, town: Town, clock: object
) -> None:
    view = limited("dos", per_minute=2, per_hour=3)(lambda request: HttpResponse())
    answers = []
    for _ in range(5):
        answers.append(view(rf.get("/x/")).status_code)
        clock.shift(61)  # type: ignore[attr-defined]  # the traveller of the fixture
    assert answers == [200, 200, 200, 429, 429]


def test_no_address_or_account_is_kept_in_the_clear(db: None) -> None:
    seconds_to_wait("prueba", "192.0.2.7", limit=3, seconds=60)
    row = LimitCount.objects.get()
    assert "192.0.2.7" not in row.key
    assert len(row.key) == 64


def test_counts_of_past_windows_are_swept(db: None, clock: object) -> None:
    seconds_to_wait("prueba", "a", limit=3, seconds=60)
    clock.shift(3600)  # type: ignore[attr-defined]  # the traveller of the fixture
    seconds_to_wait("prueba", "b", limit=3, seconds=60)
    assert LimitCount.objects.count() == 1


def test_nobody_is_refused_when_the_counts_cannot_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object, **kwargs: object) -> int:
        raise DatabaseError("away")

    monkeypatch.setattr(limits, "_count", away)
    assert seconds_to_wait("prueba", "a", limit=0, seconds=60) == 0


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_are_all_counted() -> None:
    def one(_: int) -> bool:
        try:
            return seconds_to_wait("paralelo", "a", limit=5, seconds=3600) == 0
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 5


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        ((), "203.0.113.9", "198.51.100.1", "203.0.113.9"),  # nobody is trusted: the header is a rumour
        (("10.0.0.1",), "203.0.113.9", "198.51.100.1", "203.0.113.9"),  # not said by our proxy
        (("10.0.0.1",), "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (("10.0.0.1",), "10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # the left part is forged
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (("10.0.0.1",), "10.0.0.1", "<script>", "10.0.0.1"),
        (("10.0.0.1",), "10.0.0.1", "", "10.0.0.1"),
        ((), "::ffff:192.0.2.7", "", "192.0.2.7"),
        ((), "", "", ""),
    ],
)
def test_forwarded_addresses_are_believed_only_from_our_proxies(
    rf: RequestFactory,
    settings: Settings,
    proxies: tuple[str, ...],
    remote: str,
    forwarded: str,
    address: str,
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address


def test_a_household_of_ipv6_is_one_address(rf: RequestFactory) -> None:
    first = by_address(rf.get("/", REMOTE_ADDR="2001:db8:1:2::1"))
    assert first == by_address(rf.get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9"))
    assert first != by_address(rf.get("/", REMOTE_ADDR="2001:db8:1:3::1"))


def test_redis_counts_for_every_process(redis_url: str, settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": redis_url}}
    who = f"prueba {id(settings)}"
    waits = [seconds_to_wait("redis", who, limit=2, seconds=3600) for _ in range(3)]
    assert waits[:2] == [0, 0]
    assert waits[2] > 0
