from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tequio.accounts import factors
from tequio.accounts.models import User


class Command(BaseCommand):
    """The way out when whoever administrates loses the second step too: whoever runs the machine removes it."""

    help = "Quita el segundo paso de una cuenta, cierra sus sesiones y avisa a su dueña o dueño."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="nombre de usuario de la cuenta")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"No hay una cuenta «{options['username']}»")
        factors.reset(user, by=None)
        self.stdout.write(f"Listo. {user.username} entra solo con su contraseña hasta que agregue otro paso.")
