"""Run inside a new town: what the writers of the experiments write about, and somebody signed in.

Prints the session's key. ``python -m tests.faults.stage WRITERS`` with the town's settings.
"""

import sys
from datetime import date
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from tequio.accounts.models import RoleAssignment, User  # noqa: E402
from tequio.accounts.roles import Role  # noqa: E402
from tequio.bodies.actions import create_organization, publish_organization  # noqa: E402
from tequio.law.actions import create_calendar  # noqa: E402


def signed_in(user: User) -> str:
    """The key of a new session of this person."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def main(writers: int) -> None:
    """Publish one organization and one calendar for each writer."""
    user = User.objects.create_user("pruebas", email="pruebas@prueba.example", password=None)
    RoleAssignment.objects.create(user=user, role=Role.SECRETARIAT, since_on=date(2020, 1, 1))
    for number in range(writers):
        organization = create_organization(name=f"Oficina {number}", by=user)
        publish_organization(organization=organization, by=user)
        create_calendar(
            name=f"Calendario {number}",
            slug=f"calendario-{number}",
            authority="Ayuntamiento",
            covers_from=date(2000, 1, 1),
            covers_to=date(2099, 12, 31),
            by=user,
        )
    print(signed_in(user))


if __name__ == "__main__":
    main(int(sys.argv[1]))
