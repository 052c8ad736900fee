"""The accounts in whose name the examples are loaded. They cannot sign in until somebody gives them a password."""

from datetime import date

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role

SINCE = date(2020, 1, 1)


def member(username: str, role: Role, first_name: str = "", last_name: str = "") -> User:
    """The account called *username*, with *role* in force; made if it is not there."""
    user, created = User.objects.get_or_create(
        username=username,
        defaults={"email": f"{username}@ejemplo.invalid", "first_name": first_name, "last_name": last_name},
    )
    if created:
        user.set_unusable_password()
        user.save()
    RoleAssignment.objects.get_or_create(user=user, role=role, defaults={"since_on": SINCE})
    return user
