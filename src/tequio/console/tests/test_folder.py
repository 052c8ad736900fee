"""The data folder: private, with room, held by one program; each refusal is one line with its fix."""

import os
import socket
import stat

import pytest

from tequio.config.environment import load
from tequio.console import folder
from tequio.console.output import FAILED, PERMISSION, PORT, SPACE, Stop


def test_the_data_folder_is_made_for_its_owner_only(tmp_path):
    folder.make_private(tmp_path / "datos")
    for path in (tmp_path / "datos", *(tmp_path / "datos").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "archivo").touch()
    with pytest.raises(Stop, match=r"No se puede escribir en .*; cambia su dueño") as stop:
        folder.make_private(tmp_path / "archivo" / "datos")
    assert stop.value.code == PERMISSION


def test_a_disk_without_room_is_refused_and_the_missing_folder_is_not_made(tmp_path):
    with pytest.raises(Stop, match=r"libres en .* y se necesitan") as stop:
        folder.require_space(tmp_path / "nueva" / "datos", needed=10**18)
    assert stop.value.code == SPACE
    assert not (tmp_path / "nueva").exists()


def test_a_busy_port_is_refused_with_the_next_free_one():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(
            Stop, match=rf"El puerto {port} de 127.0.0.1 está ocupado; usa --port \d+"
        ) as stop:
            folder.require_free_port("127.0.0.1", port)
    assert stop.value.code == PORT
    folder.require_free_port("127.0.0.1", port)


def test_the_secret_key_is_made_once_and_private(tmp_path):
    folder.make_private(tmp_path)
    folder.make_secret_key(load({"TEQUIO_DATA": str(tmp_path)}))
    path = tmp_path / "keys" / "secret-key"
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folder.make_secret_key(load({"TEQUIO_DATA": str(tmp_path)}))
    assert path.read_text() == first
    assert load({"TEQUIO_DATA": str(tmp_path)}).secret_key == first.strip()


def test_a_private_file_is_replaced_whole(tmp_path):
    path = tmp_path / "clave"
    path.write_text("vieja")
    path.chmod(0o644)
    folder.write_private(path, "nueva")
    assert path.read_text() == "nueva"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["clave"]


def test_a_second_program_on_the_same_data_is_refused_until_the_first_ends(tmp_path):
    folder.make_private(tmp_path)
    with folder.held(tmp_path):
        with (
            pytest.raises(Stop, match=rf"Ya hay un Tequio en marcha .*proceso {os.getpid()}") as stop,
            folder.held(tmp_path),
        ):
            pass
        assert stop.value.code == FAILED
        with folder.held(tmp_path, "jobs"):
            pass
    with folder.held(tmp_path):
        pass


def test_a_database_server_that_does_not_answer_is_named():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = load({"TEQUIO_DATABASE_URL": f"postgresql://ana@127.0.0.1:{port}/tequio"}).database
    with pytest.raises(Stop, match=rf"PostgreSQL no responde en 127.0.0.1:{port} .*; inícialo"):
        folder.require_database_server(database)
    folder.require_database_server(load({"TEQUIO_DATA": "/"}).database)
