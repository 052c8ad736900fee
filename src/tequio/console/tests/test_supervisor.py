"""One foreground program: it restarts what dies, gives up in time, and leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tequio.config.environment import REPOSITORY
from tequio.console.supervisor import MAX_DEATHS, SETTLED, WAITS, Child

PROGRAM = """
import sys
from tequio.console.supervisor import Child, Supervisor
children = [Child(f"Hijo {n}", [sys.executable, "-c", code]) for n, code in enumerate(sys.argv[1:])]
sys.exit(Supervisor(children, lambda: True).run())
"""
# Writes its own number to a file, one line for each start, then waits; its own child sleeps in the same session.
LINGERS = """
import os, subprocess, sys, time
open({path!r}, "a").write(f"{{os.getpid()}}\\n")
subprocess.Popen(["sleep", "600"])
time.sleep(600)
"""
STUBBORN = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"


@pytest.fixture
def run():
    started = []

    def start(*codes):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *codes],
            cwd=REPOSITORY / "src", text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def wait_for_lines(path: Path, count: int) -> list[int]:
    for _ in range(400):
        lines = path.read_text().split() if path.exists() else []
        if len(lines) >= count:
            return [int(line) for line in lines]
        time.sleep(0.05)
    raise AssertionError(f"{path} has {len(lines)} lines")


def session_members(leader: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-eo", "pid=,sid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, session, state in rows if int(session) == leader and not state.startswith("Z")]


def gone(leader: int) -> bool:
    for _ in range(100):
        if not session_members(leader):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_children_and_theirs(run, tmp_path, number):
    process = run(LINGERS.format(path=str(tmp_path / "pids")))
    child = wait_for_lines(tmp_path / "pids", 1)[0]
    os.kill(process.pid, number)
    assert process.wait(timeout=15) == 0
    assert gone(child)


def test_a_second_signal_does_not_wait_for_a_stubborn_child(run, tmp_path):
    process = run(STUBBORN + LINGERS.format(path=str(tmp_path / "pids")))
    child = wait_for_lines(tmp_path / "pids", 1)[0]
    os.kill(process.pid, signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(timeout=5) == 0
    assert gone(child)


def test_a_child_that_dies_is_started_again(run, tmp_path):
    process = run(LINGERS.format(path=str(tmp_path / "pids")))
    first = wait_for_lines(tmp_path / "pids", 1)[0]
    os.kill(first, signal.SIGKILL)
    second = wait_for_lines(tmp_path / "pids", 2)[1]
    assert second != first
    assert gone(first)
    process.terminate()
    _output, errors = process.communicate(timeout=15)
    assert "Hijo 0 se detuvo (código -9); se reinicia" in errors
    assert gone(second)


@pytest.mark.slow
def test_a_child_that_keeps_dying_stops_everything(run, tmp_path):
    process = run("raise SystemExit(3)", LINGERS.format(path=str(tmp_path / "pids")))
    other = wait_for_lines(tmp_path / "pids", 1)[0]
    _output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Hijo 0 se detuvo {MAX_DEATHS} veces (código 3); se apaga todo" in errors
    assert gone(other)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_children_do_not_outlive_a_parent_that_is_killed(run, tmp_path):
    process = run(
        "import time; "
        + f"open({str(tmp_path / 'pids')!r}, 'w').write(str(__import__('os').getpid())); time.sleep(600)"
    )
    child = wait_for_lines(tmp_path / "pids", 1)[0]
    process.kill()
    assert gone(child)


def test_each_restart_waits_longer_and_the_fifth_death_is_the_last():
    child, waits = Child("Hijo", [], started=100.0), []
    while child.note_death(101.0):
        waits.append(child.start_at - 101)
    assert waits == pytest.approx(list(WAITS))
    assert child.deaths == MAX_DEATHS


def test_a_child_that_had_settled_starts_again_at_once():
    child = Child("Hijo", [], started=100.0)
    assert child.note_death(100 + SETTLED / 2)
    for hour in range(1, 20):
        child.started = hour * 3600.0
        assert child.note_death(child.started + SETTLED)
        assert child.start_at == child.started + SETTLED
