"""What Tequio accepts from the machine, and how it says no."""

import re
from pathlib import Path

import pytest

from tequio.config.environment import KNOWN, REPOSITORY, ConfigurationError, load, unsafe_settings

KEY = "k" * 60


def read(tmp_path: Path, **values: str):
    variables = {f"TEQUIO_{name.upper()}": value for name, value in values.items()}
    return load({"TEQUIO_DATA": str(tmp_path), **variables})


def safe(tmp_path: Path, **values: str):
    tmp_path.chmod(0o700)
    base = {
        "url": "https://abierto.ejemplo.gob.mx",
        "secret_key": KEY,
        "production": "1",
        "email_url": "smtp+starttls://avisos:se%20creto@correo.ejemplo.gob.mx",
    }
    return read(tmp_path, **{**base, **values})


def test_defaults_are_one_machine_with_sqlite(tmp_path):
    environment = read(tmp_path)
    assert environment.url == "http://localhost:8000"
    assert environment.host == "localhost"
    assert environment.database.name == str(tmp_path / "tequio.sqlite3")
    assert environment.database.django()["ENGINE"] == "django.db.backends.sqlite3"
    assert (environment.debug, environment.production, environment.redis_url) == (False, False, "")


def test_missing_secret_key_is_made_for_the_process_and_told(tmp_path):
    first, second = read(tmp_path), read(tmp_path)
    assert not first.has_stored_secret
    assert len(first.secret_key) >= 50
    assert first.secret_key != second.secret_key


def test_secret_key_comes_from_its_file(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret-key").write_text(KEY + "\n")
    environment = read(tmp_path)
    assert environment.secret_key == KEY
    assert environment.has_stored_secret


def test_secrets_do_not_show_in_repr(tmp_path):
    shown = repr(safe(tmp_path, database_url="postgresql://ana:cl4ve@db/tequio"))
    assert KEY not in shown
    assert "cl4ve" not in shown
    assert "se creto" not in shown


def test_settings_file_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / "tequio.env").write_text(
        "# comentario\n\nTEQUIO_URL='http://archivo.example:8000/'\nexport TEQUIO_DEBUG=1\n", encoding="utf-8"
    )
    assert read(tmp_path).url == "http://archivo.example:8000"
    assert read(tmp_path).debug
    assert read(tmp_path, url="http://proceso.example").url == "http://proceso.example"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("TEQUIO_URLL=http://x", "línea 1: «TEQUIO_URLL» no se conoce"),
        ("TEQUIO_URL http://x", "no se conoce"),
        ("TEQUIO_DATA=/otra", "TEQUIO_DATA: no puede cambiarse"),
    ],
)
def test_settings_file_with_a_wrong_line_is_refused(tmp_path, text, part):
    (tmp_path / "tequio.env").write_text(text)
    with pytest.raises(ConfigurationError, match=part):
        read(tmp_path)


def test_named_settings_file_must_exist(tmp_path):
    with pytest.raises(ConfigurationError, match="TEQUIO_ENV_FILE: no existe"):
        read(tmp_path, env_file=str(tmp_path / "nada.env"))


def test_postgresql_url_keeps_escaped_characters_and_options(tmp_path):
    url = "postgresql://ana:p%40ss%2Fw@db.interna:6432/mi%20base?sslmode=require"
    settings = read(tmp_path, database_url=url).database.django()
    assert settings["NAME"] == "mi base"
    assert (settings["USER"], settings["PASSWORD"]) == ("ana", "p@ss/w")
    assert (settings["HOST"], settings["PORT"]) == ("db.interna", "6432")
    assert settings["OPTIONS"]["sslmode"] == "require"


def test_postgresql_by_socket_takes_the_folder_from_the_query(tmp_path):
    database = read(tmp_path, database_url="postgresql:///tequio?host=/run/postgresql").database
    assert (database.host, database.name, database.options) == ("/run/postgresql", "tequio", ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("debug", "sí"),
        ("production", "true"),
        ("url", "abierto.ejemplo.gob.mx"),
        ("url", "ftp://ejemplo.gob.mx"),
        ("url", "https://ejemplo.gob.mx/abierto"),
        ("url", "https://ejemplo.gob.mx:puerto"),
        ("url", "https://ana@ejemplo.gob.mx"),
        ("hosts", "*"),
        ("database_url", "mysql://ana@db/tequio"),
        ("database_url", "sqlite://relativa.db"),
        ("database_url", "postgresql://db"),
        ("redis_url", "http://127.0.0.1"),
        ("email_url", "correo.ejemplo.gob.mx"),
        ("email_from", "avisos"),
        ("trusted_proxies", "proxy.interno"),
    ],
)
def test_unusable_value_names_its_variable_in_one_line(tmp_path, name, value):
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, **{name: value})
    message = str(caught.value)
    assert message.startswith(f"TEQUIO_{name.upper()}: ")
    assert "\n" not in message
    assert ";" in message, "the fix comes after a semicolon"


def test_production_accepts_safe_settings(tmp_path):
    environment = safe(tmp_path)
    assert unsafe_settings(environment) == []
    assert environment.email.host == "correo.ejemplo.gob.mx"
    assert (environment.email.port, environment.email.security) == (587, "starttls")
    assert environment.email.password == "se creto"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"url": "http://abierto.ejemplo.gob.mx"}, "no es segura"),
        ({"url": "https://localhost"}, "esta misma máquina"),
        ({"debug": "1"}, "TEQUIO_DEBUG"),
        ({"secret_key": ""}, "TEQUIO_SECRET_KEY: falta"),
        ({"secret_key": "corta"}, "TEQUIO_SECRET_KEY: es corta"),
        ({"email_url": ""}, "TEQUIO_EMAIL_URL: falta"),
    ],
)
def test_production_refuses_each_unsafe_setting(tmp_path, change, part):
    with pytest.raises(ConfigurationError, match=part):
        safe(tmp_path, **change)


def test_production_refuses_a_data_folder_open_to_others(tmp_path):
    safe(tmp_path)
    tmp_path.chmod(0o755)
    with pytest.raises(ConfigurationError, match="chmod 700"):
        read(tmp_path, url="https://a.example", secret_key=KEY, production="1", email_url="smtp://correo")


def test_hosts_start_with_the_public_one_and_add_the_named(tmp_path):
    environment = read(tmp_path, url="https://abierto.example", hosts="10.0.0.5, interno.example")
    assert environment.hosts == ("abierto.example", "10.0.0.5", "interno.example")


def test_the_example_file_documents_every_variable_and_no_other():
    text = (REPOSITORY / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:# )?(TEQUIO_\w+)=", text, flags=re.MULTILINE)) == KNOWN
