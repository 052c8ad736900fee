"""The data folder: who may enter it, how much room it has, and whether a program is serving it."""

import contextlib
import fcntl
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from tequio.config.environment import Database, Environment
from tequio.console.output import FAILED, PERMISSION, PORT, SPACE, Stop, human_size

FREE_SPACE = 200_000_000  # bytes that a start needs: database, static files and room for a day of work
PRIVATE_FOLDERS = ("keys", "run", "media", "backups")


def require_space(folder: Path, needed: int = FREE_SPACE) -> None:
    """Stop when the disk that holds ``folder`` has less than ``needed`` bytes free."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise Stop(
            f"Quedan {human_size(free)} libres en {existing} y se necesitan {human_size(needed)}; "
            "libera espacio o elige otra carpeta con --data",
            SPACE,
        )


def make_private(folder: Path) -> None:
    """Make the data folder and its parts for their owner only, and prove that it can be written."""
    try:
        for path in (folder, *(folder / name for name in PRIVATE_FOLDERS)):
            if not path.exists():
                path.mkdir(mode=0o700, parents=True)
        probe = folder / "run" / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"No se puede escribir en {folder} ({error.strerror}); cambia su dueño o elige otra carpeta con --data",
            PERMISSION,
        ) from None


def make_secret_key(environment: Environment) -> None:
    """Write the key that signs sessions and forms, once, readable by its owner only."""
    path = environment.keys / "secret-key"
    if environment.has_stored_secret or path.exists():
        return
    write_private(path, secrets.token_urlsafe(64) + "\n")


def write_private(path: Path, text: str) -> None:
    """Create a file with mode 0600, whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def require_free_port(host: str, port: int) -> None:
    """Stop when another program listens on the port; names the next free one."""
    if _is_free(host, port):
        return
    other = next(
        (number for number in range(port + 1, min(port + 50, 65536)) if _is_free(host, number)), None
    )
    hint = f"usa --port {other}" if other else "elige otro con --port"
    raise Stop(f"El puerto {port} de {host} está ocupado; {hint}", PORT)


def require_database_server(database: Database) -> None:
    """Stop when the PostgreSQL server named in the settings does not answer; its driver would try for long."""
    if database.vendor == "sqlite" or database.host.startswith("/"):
        return
    address = (database.host or "localhost", int(database.port or 5432))
    try:
        socket.create_connection(address, timeout=5).close()
    except OSError as error:
        raise Stop(
            f"PostgreSQL no responde en {address[0]}:{address[1]} ({error.strerror or error}); "
            "inícialo o corrige TEQUIO_DATABASE_URL",
            FAILED,
        ) from None


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Stop(
                f"Tu usuario no puede usar el puerto {port}; elige uno mayor que 1023 con --port", PORT
            ) from None
        except OSError:
            return False
    return True


@contextlib.contextmanager
def held(folder: Path, part: str = "serve") -> Iterator[None]:
    """Hold a part of the data folder for one program; a second one stops with the first one's number."""
    path = folder / "run" / f"{part}.lock"
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Stop(
                f"Ya hay un Tequio en marcha con los datos de {folder} (proceso {file.read().strip() or '?'}); "
                "detenlo primero o usa otra carpeta con --data",
                FAILED,
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
