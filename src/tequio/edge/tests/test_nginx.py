"""The example configuration, in the real nginx in front of a real server."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.missing import skip_missing

from tequio.config.environment import REPOSITORY
from tequio.core.models import Town
from tequio.edge.tests.test_processes import running

CONFIGURATION = REPOSITORY / "deploy" / "nginx.conf"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextlib.contextmanager
def proxied(folder: Path, upstream: int) -> Iterator[int]:
    """nginx with our configuration, on a port of this machine and without a certificate."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    text = CONFIGURATION.read_text(encoding="utf-8")
    for old, new in {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name abierto.sanejemplo.gob.mx;\n    return": "server_name redirected.example;\n    return",
        "server_name abierto.sanejemplo.gob.mx;\n    ssl": "server_name localhost;\n    ssl",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        "/var/cache/nginx/tequio": f"{folder}/cache",
    }.items():
        assert old in text
        text = text.replace(old, new)
    text = "\n".join(line for line in text.splitlines() if "ssl_certificate" not in line)
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/log; events {{}} "
        f"http {{ access_log off; {temporary}\n{text}\n}}"
    )
    with subprocess.Popen([shutil.which("nginx") or skip_missing("nginx"), "-c", path]) as process:
        try:
            deadline = time.monotonic() + 10
            while time.monotonic() < deadline:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


def read(port: int, address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(server):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        server.request(method, address, headers={"Host": "localhost", **names})
        answer = server.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_example_configuration_serves_kept_pages_and_nothing_personal(
    own_example: Path, tmp_path: Path
) -> None:
    with running(own_example) as upstream, proxied(tmp_path, upstream) as port:
        pages = [read(port, "/verifica/", Accept_Encoding="gzip") for _reader in range(2)]
        assert [page[1]["x-cache"] for page in pages] == ["MISS", "HIT"]
        assert pages[0][2] == pages[1][2]
        assert "x-accel-expires" not in pages[0][1]
        assert read(port, "/verifica/", Accept_Encoding="gzip", If_None_Match=pages[0][1]["etag"])[0] == 304
        time.sleep(2.1)  # nginx counts whole seconds
        assert read(port, "/verifica/", Accept_Encoding="gzip")[1]["x-cache"] == "REVALIDATED"
        Town.objects.update(commission_name="Comisión con otro nombre")
        time.sleep(2.1)  # nginx counts whole seconds
        assert "con otro nombre" in read(port, "/verifica/")[2].decode()
        assert read(port, "/verifica/", Cookie="sessionid=x")[1]["x-cache"] == "BYPASS"
        for address in ("/buscar/?q=agua", "/trabajo/entrar/", "/trabajo/", "/no-existe/"):
            assert {read(port, address)[1]["x-cache"] for _time in range(2)} == {"MISS"}
        assert read(port, "/", Host="redirected.example")[0] == 301
        assert 429 in {read(port, "/verifica/", "POST")[0] for _time in range(40)}
