"""Two web machines and two of jobs behind nginx, with PostgreSQL, Redis and an S3-compatible store between them.

Each machine has a data folder of its own, as it would elsewhere; what they share goes by the network. The keys are
copied to each, as `docs/operacion.md` says. Everything is thrown away at the end.
"""

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer

from tequio.console.folder import make_private
from tests import servers
from tests.cluster.nginx import running_nginx

REPOSITORY = Path(__file__).resolve().parents[2]
BUCKET = "tequio"
PATIENCE = 120.0  # seconds that a machine may take to answer


@dataclass
class Machine:
    """One machine of the set: its folder, its part (``web`` or ``jobs``), its process."""

    name: str
    part: str
    port: int
    folder: Path
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None

    def run(self, *words: str) -> None:
        """Run one command of ``./tequio`` here, to its end."""
        subprocess.run(
            [sys.executable, "-m", "tequio", *words], env=self.environment, check=True, cwd=REPOSITORY
        )

    def start(self) -> None:
        """Start its part, in a session of its own."""
        words = ["serve", "--only", self.part, "--port", str(self.port)]
        log = self.folder.with_suffix(".log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tequio", *words],
            env=self.environment,
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def pull_the_plug(self) -> None:
        """Kill every process of the machine at once."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            for pid in _children_of(self.port):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop and wait."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=30)
        self.pull_the_plug()


@dataclass
class Cluster:
    """The whole set, and its one address."""

    url: str
    machines: list[Machine]

    @property
    def web(self) -> list[Machine]:
        return [machine for machine in self.machines if machine.part == "web"]


def _children_of(port: int) -> list[int]:
    """The processes that carry this port in their command: granian starts its workers in sessions of its own."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = path.read_bytes().split(b"\0")
            if b"--port" in words and words[words.index(b"--port") + 1] == str(port).encode():
                found.append(int(path.parent.name))
    return found


@contextlib.contextmanager
def cluster(folder: Path, *, demo: str, made_on: str = "", day: str = "", port: int = 0) -> Iterator[Cluster]:
    """Run the set until the block ends. *made_on* and *day*, as ``2026-05-12 10:01:00``, set
    the clocks with which the town is made and served, by libfaketime."""
    binaries, redis_server = servers.find_postgres(), servers.find_redis()
    missing = [
        name
        for name, found in (
            ("PostgreSQL", binaries),
            ("Redis", redis_server),
            ("nginx", shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")),
        )
        if not found
    ]
    if missing or binaries is None or redis_server is None:
        raise RuntimeError(f"missing on this machine: {', '.join(missing)}")
    port = port or servers.free_port()
    with (
        servers.postgres(binaries) as database_url,
        servers.redis(redis_server) as redis_url,
        object_store() as s3_url,
        contextlib.ExitStack() as running,
    ):
        shared = {
            "TEQUIO_URL": f"http://localhost:{port}",
            "TEQUIO_DATABASE_URL": database_url,
            "TEQUIO_REDIS_URL": redis_url,
            "TEQUIO_S3_URL": s3_url,
            "TEQUIO_TRUSTED_PROXIES": "127.0.0.1",
        }
        machines = [_machine(folder, name, shared) for name in ("web-1", "web-2", "jobs-1", "jobs-2")]
        for machine in machines:
            machine.environment |= _clock(made_on)
        prepare(machines, demo)
        for machine in machines:
            machine.environment |= _clock(day)
        for machine in machines:
            machine.start()
            running.callback(machine.stop)
        for machine in machines:
            if machine.part == "web":
                wait_for(f"http://127.0.0.1:{machine.port}/", host=f"localhost:{port}")
        web = [f"127.0.0.1:{machine.port}" for machine in machines if machine.part == "web"]
        running.enter_context(running_nginx(folder / "nginx", port, web))
        wait_for(f"http://localhost:{port}/")
        yield Cluster(f"http://localhost:{port}", machines)


def prepare(machines: list[Machine], demo: str) -> None:
    """Make the town on the first machine and copy its folder, with the keys, to the others."""
    first, *others = machines
    first.run("prepare", "--demo", demo)
    for machine in others:
        shutil.copytree(first.folder, machine.folder, dirs_exist_ok=True)


def _machine(folder: Path, name: str, shared: dict[str, str]) -> Machine:
    own = folder / name
    own.mkdir(mode=0o700, parents=True)
    make_private(own)
    if name == "web-1":
        (own / "keys" / "secret-key").write_text(secrets.token_urlsafe(64))
        (own / "keys" / "secret-key").chmod(0o600)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TEQUIO_", "DJANGO_"))}
    environment = {**kept, **shared, "TEQUIO_DATA": str(own), "PYTHONPATH": str(REPOSITORY / "src")}
    return Machine(name, name.partition("-")[0], servers.free_port(), own, environment)


def _clock(day: str) -> dict[str, str]:
    if not day:
        return {}
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        raise RuntimeError("missing on this machine: libfaketime")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"@{day}",
        "FAKETIME_DONT_RESET": "1",
        "TZ": "America/Mexico_City",
    }


@contextlib.contextmanager
def object_store() -> Iterator[str]:
    """An S3 server on this machine with an empty bucket; yields its ``TEQUIO_S3_URL``."""
    port = servers.free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    endpoint = f"http://127.0.0.1:{port}"
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    client.create_bucket(Bucket=BUCKET)
    yield f"s3://a:b@{BUCKET}?endpoint={endpoint}&region=us-east-1"
    server.stop()


def wait_for(url: str, host: str = "") -> None:
    """Return when *url* answers well."""
    deadline = time.monotonic() + PATIENCE
    request = urllib.request.Request(url, headers={"Host": host} if host else {})  # noqa: S310 - of this machine
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, urllib.error.URLError):
            if urllib.request.urlopen(request, timeout=5).status == 200:  # noqa: S310
                return
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")
