"""Write the pages that a proxy shows while the site does not answer."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils.translation import override

from tequio.core.models import Town

PAGES = ("500", "503")


class Command(BaseCommand):
    help = "Escribe las páginas de error y de mantenimiento que el proxy muestra cuando el sitio no responde."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="CARPETA")

    def handle(self, *args: Any, **options: Any) -> None:
        """One file for each page, with its style inside: they must stand alone."""
        style = finders.find("tequio/tequio.css")
        if not style:
            raise CommandError("Falta la hoja de estilo")
        town = Town.current()
        context = {
            "phone": town.phone,
            "town_name": town.name,
            "style": Path(str(style)).read_text(encoding="utf-8"),
        }
        options["folder"].mkdir(parents=True, exist_ok=True)
        with override("es"):
            for page in PAGES:
                html = render_to_string(f"website/errors/{page}.html", context)
                (options["folder"] / f"{page}.html").write_text(html, encoding="utf-8")
