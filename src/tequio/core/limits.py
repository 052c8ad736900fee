"""How often somebody may ask: counts that every process of the site shares.

With Redis the counts live there; without it, in one table of the database. Either way an address or an account is
kept only as a keyed digest, and only until its window ends.

A view says its limit where it is defined::

    @limited("reset", per_hour=10)                       # by the address that asks
    @limited("sign-in", per_minute=20, methods=("POST",))
"""

import hashlib
import hmac
import ipaddress
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tequio.core.models import LimitCount

P = ParamSpec("P")
MINUTE, HOUR = 60, 3600
log = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """The address that asks. ``X-Forwarded-For`` counts only as far as our own proxies wrote it.

    Read from the right: each name is believed because the proxy after it is one of ``TRUSTED_PROXIES``.
    """
    address = _ip(request.META.get("REMOTE_ADDR", ""))
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while address and hops and _is_proxy(address):
        believed = _ip(hops.pop().strip())
        if not believed:
            break
        address = believed
    return str(address or "")


def by_address(request: HttpRequest) -> str:
    """Whose count it is: the address; of IPv6 the /64, which is what one household or machine receives."""
    address = _ip(client_address(request))
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address or "")


def by_account(request: HttpRequest) -> str:
    """Whose count it is: the account that is signed in; else the address."""
    return f"account {request.user.pk}" if request.user.is_authenticated else by_address(request)


def seconds_to_wait(name: str, who: str, *, limit: int, seconds: int) -> int:
    """Count one try of *who* at *name*; 0 if it is within *limit* per window of *seconds*, else the time to wait.

    When the counts cannot be kept (the database is away) nobody is refused: the page itself decides what it can do.
    """
    now = time.time()
    window = int(now // seconds)
    try:
        tries = _count(_key(name, who, seconds, window), ends_at=(window + 1) * seconds)
    except DatabaseError as unreachable:
        log.warning("limit %s not counted: %s", name, type(unreachable).__name__)
        return 0
    return 0 if tries <= limit else max(1, int((window + 1) * seconds - now) + 1)


def limited(
    name: str,
    *,
    per_minute: int = 0,
    per_hour: int = 0,
    by: Callable[[HttpRequest], str] = by_address,
    methods: tuple[str, ...] = (),
) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Answer 429 with ``Retry-After`` to whoever asks more often than said; of *methods* only, when given."""
    windows = [(limit, seconds) for limit, seconds in ((per_minute, MINUTE), (per_hour, HOUR)) if limit]
    if not windows:
        raise TypeError(f"limit {name} names no rate")

    def mark(view: Callable[P, Any]) -> Callable[P, Any]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request = args[0]
            assert isinstance(request, HttpRequest)  # noqa: S101 - decorates views
            if not methods or request.method in methods:
                who = by(request)
                waits = [seconds_to_wait(name, who, limit=n, seconds=window) for n, window in windows]
                if any(waits):
                    return too_many(request, max(waits))
            answer: HttpResponseBase = view(*args, **kwargs)
            return answer

        return guarded

    return mark


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """429 in plain words; *wait* in seconds."""
    minutes = -(-wait // MINUTE)
    answer = render(request, "core/too_many.html", {"minutes": minutes}, status=429)
    answer.headers["Retry-After"] = str(wait)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _count(key: str, *, ends_at: int) -> int:
    if settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        try:
            cache.add(key, 0, timeout=max(1, ends_at - int(time.time()) + 1))
            return int(cache.incr(key))
        except Exception as away:  # the client's own errors, known only where it is installed
            raise DatabaseError(str(away)) from away
    with transaction.atomic():
        rows = LimitCount.objects.filter(key=key)
        if not rows.update(tries=F("tries") + 1):
            LimitCount.objects.filter(ends_at__lt=datetime.now(UTC)).delete()
            end = datetime.fromtimestamp(ends_at, UTC)
            LimitCount.objects.bulk_create([LimitCount(key=key, ends_at=end)], ignore_conflicts=True)
            rows.update(tries=F("tries") + 1)
        return rows.values_list("tries", flat=True).get()


def _key(name: str, who: str, seconds: int, window: int) -> str:
    said = f"limit|{name}|{seconds}|{window}|{who.casefold()}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_proxy(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in ipaddress.ip_network(network) for network in settings.TRUSTED_PROXIES)
