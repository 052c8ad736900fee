"""Whether the data folder was already prepared for the code as it is now, told from the files alone."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tequio.config.environment import REPOSITORY, Environment

PACKAGE = Path(__file__).resolve().parent.parent


def is_prepared(environment: Environment) -> bool:
    """Whether nothing changed since :func:`remember`, so that a start may skip the preparation."""
    database = environment.database
    if database.vendor == "sqlite" and not Path(database.name).is_file():
        return False
    return _remembered(environment.data) == {**_fingerprints(), "database": _name(environment)}


def static_is_current(environment: Environment) -> bool:
    """Whether the collected static files are those of this code."""
    collected = environment.data / "static" / "staticfiles.json"
    return collected.is_file() and _remembered(environment.data).get("static") == _fingerprints()["static"]


def remember(environment: Environment) -> None:
    """Note what the data folder was prepared for."""
    values = {**_fingerprints(), "database": _name(environment)}
    (environment.data / "run" / "prepared").write_text(json.dumps(values), encoding="ascii")


def forget(data: Path) -> None:
    """Make the next start prepare again."""
    (data / "run" / "prepared").unlink(missing_ok=True)


def _name(environment: Environment) -> str:
    database = environment.database
    return hashlib.sha256(
        f"{database.vendor} {database.host} {database.port} {database.name}".encode()
    ).hexdigest()


def _remembered(data: Path) -> dict[str, str]:
    try:
        values = json.loads((data / "run" / "prepared").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _fingerprints() -> dict[str, str]:
    lock = REPOSITORY / "requirements" / "runtime.txt"
    static = [path for path in PACKAGE.glob("*/static/**/*") if path.is_file()]
    schema = [*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("locale/*/LC_MESSAGES/*.po")]
    return {"static": _digest([lock, *static]), "schema": _digest([lock, *schema])}


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            about = path.stat()
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
