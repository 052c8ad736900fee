"""``serve`` as a person runs it: it answers, it says where, and nothing of it stays behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_on(port: int, folder: Path) -> list[str]:
    """Return the processes that mention this port, or that were started with this data folder."""
    found = []
    for about in Path("/proc").glob("[0-9]*"):
        try:
            command = (about / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            variables = (about / "environ").read_bytes().decode(errors="replace")
        except OSError:  # it ended meanwhile, or is somebody else's
            continue
        if about.name != str(os.getpid()) and (
            f"--port {port}" in command or f"TEQUIO_DATA={folder}" in variables
        ):
            found.append(command)
    return found


def status_of(url: str) -> int | None:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - always http to this machine
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return None


@pytest.fixture
def serving(town_folder):
    """The town, served: the process, its port, and a way to wait for what it prints."""
    port = free_port()
    command = [sys.executable, "-m", "tequio", "serve", "--port", str(port)]
    settings = {**town_folder.environment, "TEQUIO_URL": f"http://localhost:{port}", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        printed = []
        for line in process.stdout:
            printed.append(line)
            if "Ctrl-C" in line:
                break
        yield process, port, "".join(printed), town_folder
        process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_says_where_and_stops_cleanly(serving, number):
    process, port, printed, folder = serving
    assert f"http://localhost:{port}/" in printed
    assert f"Datos: {folder.path}" in printed
    assert status_of(f"http://localhost:{port}/") not in {None, 500}
    second = folder.run("serve", "--port", str(free_port()))
    assert second.returncode == 1
    assert f"proceso {process.pid}" in second.stderr
    process.send_signal(number)
    assert process.wait(timeout=30) == 0
    assert processes_on(port, folder.path) == []
    assert status_of(f"http://localhost:{port}/") is None


def test_serve_brings_the_site_back_when_its_server_dies(serving):
    process, port, _printed, folder = serving
    listed = subprocess.run(
        ["pgrep", "-P", str(process.pid), "-f", "granian"], capture_output=True, text=True
    ).stdout
    os.kill(int(listed.split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + 40
    while status_of(f"http://localhost:{port}/") is None:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert processes_on(port, folder.path) == []


def test_nothing_outlives_a_serve_that_is_killed(serving):
    process, port, _printed, folder = serving
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while processes_on(port, folder.path):
        assert time.monotonic() < deadline, processes_on(port, folder.path)
        time.sleep(0.2)
