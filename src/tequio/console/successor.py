"""``successor``: end a register that cannot go on, and start the one that follows it, with the site stopped."""

import contextlib
import os
from datetime import UTC, datetime

import django

from tequio.console import folder, options
from tequio.console.output import OK, USAGE, Stop, say, step


def main(arguments: list[str]) -> int:
    """Ask for the reason, check that the site is stopped, and hand over to the new key."""
    parser = options.parser("successor", "Termina el registro público y empieza su sucesor, con otra llave.")
    parser.add_argument("--reason", required=True, metavar="TEXTO", help="por qué; lo leerá cualquiera")
    parser.add_argument("--confirm", metavar="NOMBRE", help="el nombre del registro que termina")
    chosen = parser.parse_args(arguments)
    os.umask(0o077)
    environment = options.environment(chosen.data)
    with contextlib.ExitStack() as held:
        for part in ("serve", "web", "jobs"):
            held.enter_context(folder.held(environment.data, part))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
        django.setup()
        from tequio.register import signing, succession  # noqa: PLC0415 - its models need Django set up

        name = signing.town_signer().name
        if chosen.confirm != name:
            raise Stop(f"Esto no se deshace. Para terminar el registro repite con --confirm {name}", USAGE)
        with step("Empezando el registro sucesor"):
            done = succession.succeed(chosen.reason)
    say(f"  Terminó {done.ended}, con {done.ended_size} actos firmados.")
    say(f"  Sigue {done.successor}, que empieza con {done.kept}. Su llave pública:\n  {done.successor_vkey}")
    if done.ended_size > done.kept:
        say(
            f"  {done.ended_size - done.kept} actos firmados no están aquí: vuelve a publicarlos uno por uno."
        )
    say(f"  Declaración firmada con las dos llaves: {done.statement}")
    say(f"  Publícala en una página el {datetime.now(UTC):%Y-%m-%d}, y avisa a espejos y testigos.")
    return OK
