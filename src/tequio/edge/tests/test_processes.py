"""Two real servers on one database: neither ever shows less than what was already published."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tequio.config.environment import REPOSITORY
from tequio.core.models import Town
from tequio.edge.present import WINDOW

PATIENCE = 40.0  # seconds for a server to start on a busy machine
SERVER = "-m granian tequio.config.wsgi:application --interface wsgi --no-ws --blocking-threads 2 --log-level error"


def database_url() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{given['NAME']}"
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**given)


def read(port: int) -> str:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(server):
        server.request("GET", "/verifica/", headers={"Host": "localhost"})
        answer = server.getresponse()
        assert answer.status == 200
        return answer.read().decode()


@contextlib.contextmanager
def running(data: Path) -> Iterator[int]:
    """A server as a town starts it, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEQUIO_", "DJANGO_"))}
    environment = kept | {
        "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
        "DJANGO_SETTINGS_MODULE": "tequio.edge.tests.server_settings",
        "TEQUIO_DATA": str(data),
        "TEQUIO_DATABASE_URL": database_url(),
    }
    command = [sys.executable, *SERVER.split(), "--port", str(port)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while True:
                with contextlib.suppress(OSError):
                    read(port)
                    break
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_no_process_shows_less_than_what_was_published(own_example: Path) -> None:
    with running(own_example) as first, running(own_example) as second:
        for number in range(40):
            assert f"Pueblo {number} " not in read(second)
            Town.objects.update(commission_name=f"Pueblo {number} de prueba")
            time.sleep(WINDOW)  # what the layer makes whoever publishes wait
            assert [f"Pueblo {number} " in read(port) for port in (first, second, first)] == [True] * 3
