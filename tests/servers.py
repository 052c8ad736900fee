"""Throw-away PostgreSQL and Redis servers on loopback, from the binaries that the system carries."""

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0  # seconds that a server may take to answer


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def find_postgres() -> Path | None:
    """Return the newest folder that holds ``initdb`` and ``postgres``, or None."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    folders += [Path(on_path).resolve().parent] if on_path else []
    return max(folders, key=_major, default=None)


def find_redis() -> str | None:
    """Return the path of a Redis or Valkey server, or None."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


@contextlib.contextmanager
def postgres(binaries: Path) -> Iterator[str]:
    """Run a new cluster and yield the URL of its first database; nothing of it is left afterwards."""
    password = secrets.token_urlsafe(16)
    with _folder("pg") as folder:
        secret = folder / "password"
        secret.write_text(password)
        own(secret)
        initdb = [binaries / "initdb", "-D", folder / "data", "-U", "tequio", "--pwfile", secret]
        initdb += ["-A", "scram-sha-256", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, **identity())
        port = free_port()
        command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", str(folder)]
        for setting in (
            "listen_addresses=127.0.0.1",
            "fsync=off",
            "full_page_writes=off",
            "max_connections=60",
        ):
            command += ["-c", setting]
        with _running(command, port, folder / "log"):
            yield f"postgresql://tequio:{password}@127.0.0.1:{port}/postgres"


@contextlib.contextmanager
def redis(binary: str) -> Iterator[str]:
    """Run a Redis server that keeps nothing and yield its URL."""
    with _folder("redis") as folder:
        port = free_port()
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with _running([*command, "--dir", str(folder)], port, folder / "log"):
            yield f"redis://127.0.0.1:{port}/0"


def _major(binaries: Path) -> float:
    try:
        return float(binaries.parent.name)
    except ValueError:
        return 0


def identity() -> dict[str, Any]:
    """Who runs PostgreSQL, which refuses root: then the account that its package made."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


def own(path: Path) -> None:
    """Give a path to the account that runs PostgreSQL, and to nobody else."""
    path.chmod(0o700 if path.is_dir() else 0o600)
    if os.geteuid() == 0:
        with contextlib.suppress(KeyError):
            shutil.chown(path, "postgres")


@contextlib.contextmanager
def _folder(name: str) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix=f"tequio-{name}-", dir="/tmp"))
    try:
        own(path)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _running(command: Sequence[str | Path], port: int, log: Path) -> Iterator[None]:
    account = identity() if Path(command[0]).name == "postgres" else {}
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, **account)
    try:
        _wait_for(process, port, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args} did not start:\n{log.read_text(errors='replace')}")


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
