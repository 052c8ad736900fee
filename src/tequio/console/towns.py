"""Making a town: its row, the key of its register, its first accounts."""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.console.folder import write_private
from tequio.console.output import USAGE, Stop, say, step
from tequio.core import clock
from tequio.core.models import Town
from tequio.register import signing
from tequio.website.actions.starter import create_starter_pages

ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # no letter that is mistaken for another
DEMO_LOGINS = {"secretaria": Role.SECRETARIAT, "administracion": Role.ADMINISTRATOR}


def exists() -> bool:
    """Whether this data folder already has a town."""
    return Town.objects.exists()


def create(
    *,
    name: str,
    full_name: str,
    state: str,
    commission: str,
    commission_short: str,
    email: str,
    username: str,
) -> None:
    """Make an empty town with its key and its first administrator, and show the password once."""
    if exists():
        raise Stop(f"Ya hay un municipio en {settings.TEQUIO_DATA}; elige otra carpeta", USAGE)
    password = random_password()
    with transaction.atomic():
        Town.objects.create(
            name=name,
            full_name=full_name,
            state=state,
            commission_name=commission,
            commission_short=commission_short,
            email=email,
            official_url="",
        )
        make_user(username, email, Role.ADMINISTRATOR, password)
    make_register_key()
    create_starter_pages(by=None)
    say(f"  Usuario: {username}\n  Contraseña: {password}   (se muestra una sola vez; guárdala)")


def wants_demo() -> bool:
    """Whether an example town may be loaded: there is no town, or a first try was cut short."""
    return not exists() or _loading().exists()


def load_demo(name: str) -> None:
    """Fill an empty data folder with an example town, and keep its logins to show them at each start."""
    make_register_key()
    _loading().touch()
    with step(f"Cargando el municipio de ejemplo {name}"):
        try:
            call_command("load_demo", name, verbosity=0)
        except CommandError as error:
            raise Stop(
                f"No se pudo cargar «{name}» ({error}); usa --demo none o revisa el nombre", USAGE
            ) from None
    password = random_password()
    for username, role in DEMO_LOGINS.items():
        make_user(username, f"{username}@ejemplo.invalid", role, password)
    logins = "".join(f"{username} {password}\n" for username in DEMO_LOGINS)
    write_private(signing.keys_folder() / "demo-logins", logins)
    _loading().unlink()


def _loading() -> Path:
    return Path(settings.TEQUIO_DATA) / "run" / "demo-loading"


def make_register_key() -> None:
    """Make the key that signs the register, named after the public address; a key that exists stays."""
    if not (signing.keys_folder() / "log-key").exists():
        signing.create_log_key(f"{urlsplit(settings.TEQUIO_URL).netloc}/registro")


def sign_register() -> None:
    """See that a signed checkpoint exists, also for a register that is still empty."""
    if (signing.keys_folder() / "log-key").exists() and signing.blocked_reason() is None:
        signing.sign_head()


def make_user(username: str, email: str, role: Role, password: str) -> None:
    """Make an account, or give an existing one this password, and see that it holds the role."""
    user, _created = User.objects.get_or_create(
        username=username, defaults={"email": email, "is_staff": True}
    )
    user.set_password(password)
    user.save()
    if role not in user.roles:
        RoleAssignment.objects.create(user=user, role=role, since_on=clock.today() - timedelta(days=1))


def random_password() -> str:
    """Return 20 characters in groups of five: 100 bits, easy to copy by hand."""
    characters = [secrets.choice(ALPHABET) for _ in range(20)]
    return "-".join("".join(characters[start : start + 5]) for start in range(0, 20, 5))
