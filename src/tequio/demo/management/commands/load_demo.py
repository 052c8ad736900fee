from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tequio.demo.towns import LOADERS


class Command(BaseCommand):
    help = "Carga un municipio de ejemplo. Repetirlo no duplica nada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(LOADERS))

    def handle(self, *args: Any, **options: Any) -> None:
        LOADERS[options["name"]]()
