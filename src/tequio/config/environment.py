"""What the machine tells Tequio: the ``TEQUIO_*`` variables, read once, checked, and frozen.

The process environment wins over the file of settings (``TEQUIO_ENV_FILE``, by default
``<data>/tequio.env``). This module imports no Django, so the console can use it before anything is installed.
``.env.example`` documents every variable.
"""

import ipaddress
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

REPOSITORY = Path(__file__).resolve().parents[3]
DEFAULT_URL = "http://localhost:8000"
MINIMUM_SECRET_LENGTH = 50
KNOWN = frozenset(
    "TEQUIO_" + name
    for name in (
        *("DATA", "URL", "HOSTS", "SECRET_KEY", "DATABASE_URL", "REDIS_URL", "S3_URL", "DEBUG", "PRODUCTION"),
        *("ENV_FILE", "EMAIL_URL", "EMAIL_FROM", "TRUSTED_PROXIES", "SECOND_FACTOR", "BACKUP_KEY"),
    )
)


class ConfigurationError(Exception):
    """A setting cannot be used. The text is one line in Spanish: the variable, what is wrong, the fix."""


@dataclass(frozen=True)
class Database:
    """Where the records live: a SQLite file or a PostgreSQL server."""

    vendor: str  # "sqlite" or "postgresql"
    name: str  # path of the file, or name of the database
    host: str = ""
    port: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    options: tuple[tuple[str, str], ...] = ()  # libpq parameters given in the URL: sslmode and others

    def django(self) -> dict[str, Any]:
        """Return Django's ``DATABASES["default"]`` with the durability that the register relies on."""
        if self.vendor == "sqlite":
            # FULL: no commit that was answered may be lost by a power cut; IMMEDIATE: no upgrade deadlocks.
            pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=5000;"
            pragmas += "PRAGMA secure_delete=ON;"  # what a person asked to erase leaves no readable page

            options: dict[str, Any] = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 5}
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": self.name,
                "OPTIONS": options,
                "CONN_MAX_AGE": None,  # opening the file and reading its schema takes 2 ms: once, not per request
            }
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "HOST": self.host,
            "PORT": self.port,
            "USER": self.user,
            "PASSWORD": self.password,
            "DISABLE_SERVER_SIDE_CURSORS": True,  # they break behind pgbouncer in transaction mode
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}, **dict(self.options)},
        }


@dataclass(frozen=True)
class Bucket:
    """Where uploaded files live when several machines share them: a bucket of an S3-compatible service."""

    name: str
    endpoint: str  # "" for the service's own
    region: str
    access_key: str
    secret_key: str = field(repr=False)

    def client_options(self) -> dict[str, str]:
        """What the S3 client needs to reach it; without keys it looks for the machine's own role."""
        options = {"endpoint_url": self.endpoint, "region_name": self.region}
        options |= {"aws_access_key_id": self.access_key, "aws_secret_access_key": self.secret_key}
        return {name: value for name, value in options.items() if value}

    def django(self) -> dict[str, str]:
        """Return the options of Django's ``STORAGES["default"]``."""
        options = {"bucket_name": self.name, "endpoint_url": self.endpoint, "region_name": self.region}
        options |= {"access_key": self.access_key, "secret_key": self.secret_key}
        return {name: value for name, value in options.items() if value}


@dataclass(frozen=True)
class Email:
    """The server that sends the mail; without ``host`` messages are kept in ``<data>/mail``."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    security: str = "none"  # "none", "starttls" or "tls"
    sender: str = ""


@dataclass(frozen=True)
class Environment:
    """Everything Tequio asks of the machine. Paths are absolute."""

    data: Path
    url: str  # without a final slash
    hosts: tuple[str, ...]  # host names that may be asked for, the one of ``url`` first
    secret_key: str = field(repr=False)
    has_stored_secret: bool  # False: the key was made for this process only, before the set-up
    database: Database
    redis_url: str
    bucket: Bucket | None  # None: files lie in <data>/media
    debug: bool
    production: bool
    email: Email
    backup_keys: tuple[str, ...]  # public age keys that backups are encrypted to
    trusted_proxies: tuple[str, ...]  # addresses whose X-Forwarded-For is believed
    second_factor: str  # who must have one: "optional", "publishers" or "everybody"

    @property
    def keys(self) -> Path:
        """The folder of the secret key and of the register's key: only its owner may enter."""
        return self.data / "keys"

    @property
    def host(self) -> str:
        """The public host name, without the port."""
        return self.hosts[0]


def load(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the variables and the file of settings.

    Raises ``ConfigurationError`` for a value that cannot be used and, in production, for an unsafe one.
    """
    values = _with_file(os.environ if environ is None else environ)
    data = _data_folder(values)
    url = _public_url(values)
    secret = _secret_key(values, data)
    environment = Environment(
        data=data,
        url=url,
        hosts=_hosts(url, values),
        secret_key=secret or secrets.token_urlsafe(MINIMUM_SECRET_LENGTH),
        has_stored_secret=bool(secret),
        database=_database(values.get("TEQUIO_DATABASE_URL", ""), data),
        redis_url=_redis_url(values),
        bucket=_bucket(values),
        debug=_flag(values, "TEQUIO_DEBUG"),
        production=_flag(values, "TEQUIO_PRODUCTION"),
        email=_email(values),
        backup_keys=_backup_keys(values),
        trusted_proxies=_trusted_proxies(values),
        second_factor=_second_factor(values),
    )
    if environment.production:
        for problem in unsafe_settings(environment):
            raise ConfigurationError(problem)
    return environment


def unsafe_settings(environment: Environment) -> list[str]:
    """Return, one line each, what must change before the town's site may face the public."""
    problems = []
    if not environment.url.startswith("https://"):
        problems.append(f"TEQUIO_URL: {environment.url} no es segura; usa la dirección pública con https://")
    if environment.host in {"localhost", "127.0.0.1", "::1"}:
        problems.append("TEQUIO_URL: apunta a esta misma máquina; escribe el nombre público del sitio")
    if environment.debug:
        problems.append("TEQUIO_DEBUG: muestra datos internos al público; quítala o ponla en 0")
    if not environment.has_stored_secret:
        problems.append(
            f"TEQUIO_SECRET_KEY: falta la clave; créala con ./tequio new --data {environment.data}"
        )
    elif len(environment.secret_key) < MINIMUM_SECRET_LENGTH:
        problems.append(
            f"TEQUIO_SECRET_KEY: es corta; usa al menos {MINIMUM_SECRET_LENGTH} caracteres al azar"
        )
    if environment.database.vendor == "sqlite":
        folder = Path(environment.database.name).parent
        if folder.exists() and stat.S_IMODE(folder.stat().st_mode) & 0o007:
            problems.append(
                f"TEQUIO_DATA: otros usuarios pueden entrar a {folder}; ejecuta chmod 700 {folder}"
            )
    if not environment.email.host:
        problems.append(
            "TEQUIO_EMAIL_URL: falta el servidor de correo; ejemplo: smtp+starttls://usuario:clave@host:587"
        )
    return problems


def read_file(path: Path) -> dict[str, str]:
    """Read ``KEY=VALUE`` lines; ``#`` starts a comment line matching quotes around a value are dropped."""
    values: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"TEQUIO_ENV_FILE: no se puede leer {path}; revisa sus permisos ({error})"
        ) from None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, separator, value = text.removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if not separator or name not in KNOWN:
            raise ConfigurationError(f"{path}, línea {number}: «{name}» no se conoce; consulta .env.example")
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[name] = value
    return values


def _with_file(environ: Mapping[str, str]) -> dict[str, str]:
    """Join the file of settings, if there is one, with the environment, which wins."""
    given = {name: environ[name].strip() for name in KNOWN if environ.get(name, "").strip()}
    named = given.get("TEQUIO_ENV_FILE")
    path = Path(named).expanduser() if named else _data_folder(given) / "tequio.env"
    if named and not path.is_file():
        raise ConfigurationError(f"TEQUIO_ENV_FILE: no existe {path}; corrige la ruta o quita la variable")
    if not path.is_file():
        return given
    stored = read_file(path)
    if not named and "TEQUIO_DATA" in stored:
        raise ConfigurationError(f"TEQUIO_DATA: no puede cambiarse desde {path}; quita esa línea del archivo")
    return {**stored, **given}


def _data_folder(values: Mapping[str, str]) -> Path:
    home = REPOSITORY if (REPOSITORY / "pyproject.toml").is_file() else Path.cwd()
    return Path(values.get("TEQUIO_DATA") or home / "var").expanduser().absolute()


def _flag(values: Mapping[str, str], name: str) -> bool:
    value = values.get(name, "0")
    if value not in {"0", "1"}:
        raise ConfigurationError(f"{name}: «{value}» no es válido; escribe 0 o 1")
    return value == "1"


def _split(name: str, value: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it validates it
    except ValueError:
        raise ConfigurationError(f"{name}: la dirección no es válida; ejemplo: {example}") from None
    return parts


def _public_url(values: Mapping[str, str]) -> str:
    value = values.get("TEQUIO_URL", DEFAULT_URL)
    parts = _split("TEQUIO_URL", value, "https://abierto.ejemplo.gob.mx")
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or parts.query
        or parts.fragment
        or parts.username
    ):
        raise ConfigurationError(
            f"TEQUIO_URL: «{value}» no es válida; ejemplo: https://abierto.ejemplo.gob.mx"
        )
    if parts.path.strip("/"):
        raise ConfigurationError(
            "TEQUIO_URL: el sitio necesita un nombre propio; quita lo que sigue al nombre"
        )
    return value.rstrip("/")


def _hosts(url: str, values: Mapping[str, str]) -> tuple[str, ...]:
    host = urlsplit(url).hostname or ""
    extra = [name.strip() for name in values.get("TEQUIO_HOSTS", "").split(",") if name.strip()]
    if "*" in extra:
        raise ConfigurationError(
            "TEQUIO_HOSTS: «*» acepta cualquier nombre; escribe los nombres separados por comas"
        )
    local = ["localhost", "127.0.0.1", "[::1]"] if host == "localhost" else []
    return tuple(dict.fromkeys([host, *extra, *local]))


def _secret_key(values: Mapping[str, str], data: Path) -> str:
    if values.get("TEQUIO_SECRET_KEY"):
        return values["TEQUIO_SECRET_KEY"]
    path = data / "keys" / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"TEQUIO_SECRET_KEY: no se puede leer {path}; revisa su dueño ({error})"
        ) from None


def _database(value: str, data: Path) -> Database:
    example = "postgresql://usuario:clave@servidor:5432/tequio"
    if not value:
        return Database("sqlite", str(data / "tequio.sqlite3"))
    parts = _split("TEQUIO_DATABASE_URL", value, example)
    path = unquote(parts.path)
    if parts.scheme == "sqlite" and not parts.netloc and path.startswith("/") and len(path) > 1:
        return Database("sqlite", path)
    if parts.scheme in {"postgresql", "postgres"} and len(path) > 1:
        options = dict(parse_qsl(parts.query))
        return Database(
            vendor="postgresql",
            name=path[1:],
            host=unquote(parts.hostname or options.pop("host", "")),
            port=str(parts.port or options.pop("port", "")),
            user=unquote(parts.username or options.pop("user", "")),
            password=unquote(parts.password or options.pop("password", "")),
            options=tuple(sorted(options.items())),
        )
    raise ConfigurationError(f"TEQUIO_DATABASE_URL: no es válida; usa sqlite:///ruta/absoluta o {example}")


def _redis_url(values: Mapping[str, str]) -> str:
    value = values.get("TEQUIO_REDIS_URL", "")
    example = "redis://127.0.0.1:6379/0"
    if value and _split("TEQUIO_REDIS_URL", value, example).scheme not in {"redis", "rediss", "unix"}:
        raise ConfigurationError(f"TEQUIO_REDIS_URL: no es válida; ejemplo: {example}")
    return value


def _bucket(values: Mapping[str, str]) -> Bucket | None:
    value = values.get("TEQUIO_S3_URL", "")
    if not value:
        return None
    example = "s3://llave:secreto@cubeta?endpoint=https://s3.ejemplo.mx&region=mx"
    parts = _split("TEQUIO_S3_URL", value, example)
    options = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.hostname or options.keys() - {"endpoint", "region"}:
        raise ConfigurationError(f"TEQUIO_S3_URL: no es válida; ejemplo: {example}")
    return Bucket(
        name=parts.hostname,
        endpoint=options.get("endpoint", ""),
        region=options.get("region", ""),
        access_key=unquote(parts.username or ""),
        secret_key=unquote(parts.password or ""),
    )


def _email(values: Mapping[str, str]) -> Email:
    value, sender = values.get("TEQUIO_EMAIL_URL", ""), values.get("TEQUIO_EMAIL_FROM", "")
    if sender and "@" not in sender:
        raise ConfigurationError(
            f"TEQUIO_EMAIL_FROM: «{sender}» no es un correo; ejemplo: avisos@ejemplo.gob.mx"
        )
    if not value:
        return Email(sender=sender)
    ways = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}
    example = "smtp+starttls://usuario:clave@servidor:587"
    parts = _split("TEQUIO_EMAIL_URL", value, example)
    if parts.scheme not in ways or not parts.hostname:
        raise ConfigurationError(f"TEQUIO_EMAIL_URL: no es válida; ejemplo: {example}")
    security, port = ways[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Email(parts.hostname, parts.port or port, user, password, security, sender)


def _backup_keys(values: Mapping[str, str]) -> tuple[str, ...]:
    keys = [key.strip() for key in values.get("TEQUIO_BACKUP_KEY", "").split(",") if key.strip()]
    for key in keys:
        if not key.startswith("age1"):
            raise ConfigurationError(
                "TEQUIO_BACKUP_KEY: no es una llave pública de age (age1…); hazla con ./tequio backup --new-key"
            )
    return tuple(keys)


def _trusted_proxies(values: Mapping[str, str]) -> tuple[str, ...]:
    names = [name.strip() for name in values.get("TEQUIO_TRUSTED_PROXIES", "").split(",") if name.strip()]
    for name in names:
        try:
            ipaddress.ip_network(name)
        except ValueError:
            text = f"TEQUIO_TRUSTED_PROXIES: «{name}» no es una dirección IP; ejemplo: 127.0.0.1,10.0.0.0/8"
            raise ConfigurationError(text) from None
    return tuple(names)


def _second_factor(values: Mapping[str, str]) -> str:
    default = "publishers" if _flag(values, "TEQUIO_PRODUCTION") else "optional"
    value = values.get("TEQUIO_SECOND_FACTOR", default)
    if value not in {"optional", "publishers", "everybody"}:
        text = f"TEQUIO_SECOND_FACTOR: «{value}» no es válido; escribe optional, publishers o everybody"
        raise ConfigurationError(text)
    return value
