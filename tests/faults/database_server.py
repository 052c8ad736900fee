"""A PostgreSQL server that keeps what it says it keeps, and that can be stopped in each of its ways."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import servers
from tests.faults.town import Town


class Server:
    """One cluster on loopback; ``restart`` may be ``fast`` or ``immediate`` (as after a crash)."""

    def __init__(self, binaries: Path) -> None:
        self.binaries, self.port = binaries, servers.free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="tequio-fault-pg-", dir="/tmp"))
        servers.own(self.folder)
        self._run(
            "initdb", "-D", self.data, "-U", "tequio", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8"
        )
        with (self.folder / "data" / "postgresql.conf").open("a") as file:
            file.write(f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nmax_connections = 60\n")
            file.write(f"unix_socket_directories = '{self.folder}'\n")
        self.start()

    @property
    def data(self) -> str:
        """The folder of the cluster."""
        return str(self.folder / "data")

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"postgresql://tequio@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._run("pg_ctl", "-D", self.data, "-l", str(self.folder / "log"), "-w", "-t", "60", "start")

    def stop(self, mode: str) -> None:
        """Stop ``fast`` (sends everybody away) or ``immediate`` (as a crash does)."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def close(self) -> None:
        """Leave nothing of it."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *words: str) -> None:
        identity = servers.identity() | {"cwd": "/"}
        command = [self.binaries / name, *words]
        # What the server inherits must not be a pipe that somebody waits for.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **identity)


@contextlib.contextmanager
def postgres_town() -> Iterator[tuple[Town, Server]]:
    """A new town on a server of its own."""
    binaries = servers.find_postgres()
    if binaries is None:
        raise RuntimeError("install postgresql first")
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tequio-fault-")))
        server = Server(binaries)
        stack.callback(server.close)
        town = Town(folder / "town", database_url=server.url)
        stack.callback(town.stop)
        town.make()
        yield town, server
