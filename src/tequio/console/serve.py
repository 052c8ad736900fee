"""``serve``: checks the machine, prepares the data, and runs the site and its jobs until it is told to stop."""

import argparse
import contextlib
import http.client
import os
import subprocess
import sys
import time

from tequio.config.environment import DEFAULT_URL, Environment
from tequio.console import folder, freshness, options
from tequio.console.output import OK, complain, say
from tequio.console.supervisor import Child, Supervisor

DEMO = "san-andres-cholula"
SLOW_START = 60.0  # seconds after which a site that does not answer is told to the person


def main(arguments: list[str]) -> int:
    """Serve until Ctrl-C or SIGTERM; nothing is left running."""
    chosen = _parser().parse_args(arguments)
    os.umask(0o077)
    environment = options.environment(chosen.data)
    if environment.url == DEFAULT_URL and chosen.port != 8000:
        os.environ["TEQUIO_URL"] = f"http://localhost:{chosen.port}"
        environment = options.environment()
    folder.require_space(environment.data)
    folder.make_private(environment.data)
    with folder.held(environment.data, chosen.only or "serve"):
        if chosen.only != "jobs":
            folder.require_free_port(chosen.host, chosen.port)
        folder.make_secret_key(environment)
        folder.require_database_server(environment.database)
        code = _prepare(environment, chosen.demo or ("none" if environment.production else DEMO))
        if code:
            return code
        site = _Site(environment, chosen.host, chosen.port)
        return Supervisor(_children(chosen), site.announce if chosen.only != "jobs" else _jobs_started).run()


def _parser() -> argparse.ArgumentParser:
    parser = options.parser("serve", "Inicia el sitio y sus trabajos. Ctrl-C lo detiene.")
    parser.add_argument("--demo", metavar="NOMBRE", help=f"municipio de ejemplo, o none (normal: {DEMO})")
    parser.add_argument("--port", type=_port, default=8000, metavar="PUERTO", help="puerto (normal: 8000)")
    parser.add_argument("--host", default="127.0.0.1", metavar="DIRECCIÓN", help="dirección en que escucha")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="procesos del sitio (con PostgreSQL)"
    )
    parser.add_argument("--only", choices=("web", "jobs"), help="solo el sitio o solo los trabajos")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("el puerto va de 1 a 65535")
    return number


def _prepare(environment: Environment, demo: str) -> int:
    """Run the preparation in a process of its own, unless nothing changed since the last one; it says what failed."""
    if freshness.is_prepared(environment):
        return OK
    return subprocess.run([sys.executable, "-m", "tequio", "prepare", "--demo", demo]).returncode


WEB = (
    "-m granian tequio.config.wsgi:application --interface wsgi --http 1 --no-ws --blocking-threads 2 "
    "--backpressure 64 --respawn-failed-workers --log-level warning"
)
JOBS = "-m tequio manage run_jobs"


def _children(chosen: argparse.Namespace) -> list[Child]:
    web = [sys.executable, *WEB.split(), "--host", chosen.host, "--port", str(chosen.port)]
    children = {
        "web": Child("El sitio", [*web, "--workers", str(chosen.workers)]),
        "jobs": Child("El proceso de trabajos", [sys.executable, *JOBS.split()]),
    }
    return [child for name, child in children.items() if chosen.only in (None, name)]


def _jobs_started() -> bool:
    say("Los trabajos están en marcha. Ctrl-C los detiene.")
    return True


class _Site:
    """Waits until the site answers, then says where it is."""

    def __init__(self, environment: Environment, host: str, port: int) -> None:
        self.environment = environment
        self.address = ("127.0.0.1" if host == "0.0.0.0" else host, port)  # noqa: S104 - compared, not bound
        self.started = time.monotonic()
        self.warned = False

    def announce(self) -> bool:
        """Try once; True when the site answered and the person was told."""
        status = self._status()
        if status is None:
            if not self.warned and time.monotonic() - self.started > SLOW_START:
                self.warned = True
                complain("El sitio tarda más de un minuto en responder; revisa las líneas anteriores")
            return False
        if status >= 500:
            complain(f"El sitio responde con un error ({status}); ejecuta ./tequio check para ver la causa")
        self._say_where()
        return True

    def _status(self) -> int | None:
        connection = http.client.HTTPConnection(*self.address, timeout=SLOW_START)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/", headers={"Host": self.environment.host})
            return connection.getresponse().status
        return None

    def _say_where(self) -> None:
        url = self.environment.url
        say(f"\n  Tequio está listo en {url}/")
        logins = self.environment.keys / "demo-logins"
        if logins.is_file():
            say(f"  Personal del municipio de ejemplo: {url}/trabajo/")
            for line in logins.read_text(encoding="utf-8").splitlines():
                say("    usuario {}   contraseña {}".format(*line.split()))
        else:
            say(f"  Personal: {url}/trabajo/")
        say(f"  Datos: {self.environment.data}\n  Ctrl-C lo detiene.\n")
