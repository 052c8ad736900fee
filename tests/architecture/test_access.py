"""Nothing is reachable because somebody forgot: every route of ours says who may open it."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tequio.accounts.roles import ROLES, Permission, Role

# Routes of installed packages, each guarded by its own code.
FOREIGN = ("trabajo/paginas/", "documentos/")


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if path.startswith(FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, path)
        else:
            yield path, pattern


ROUTES = sorted(routes(get_resolver()), key=lambda route: route[0])


@pytest.mark.parametrize(("path", "pattern"), ROUTES, ids=[path for path, _pattern in ROUTES])
def test_every_route_declares_who_may_open_it(path: str, pattern: URLPattern) -> None:
    access = getattr(pattern.callback, "access", None)
    assert access is not None, f"mark the view of {path} with @public or @staff(...)"


@pytest.mark.parametrize(("path", "pattern"), ROUTES, ids=[path for path, _pattern in ROUTES])
def test_desk_routes_are_never_public(path: str, pattern: URLPattern) -> None:
    if path.startswith("trabajo/") and not path.startswith(("trabajo/entrar/", "trabajo/salir/")):
        assert getattr(pattern.callback, "access", None) != "public"


def test_every_permission_is_held_by_some_role_and_every_role_is_described() -> None:
    assert frozenset().union(*(role.permissions for role in ROLES.values())) == frozenset(Permission)
    assert set(ROLES) == set(Role)
    assert all(str(role.name) and str(role.purpose) for role in ROLES.values())
