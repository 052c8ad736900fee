"""One foreground program with children: starts them, restarts one that dies, and leaves none behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tequio.console.output import FAILED, OK, complain, say

GRACE = 20.0  # seconds that a child may take to finish what it is doing
SETTLED = 10.0  # seconds after which a child counts as having started well
WAITS = (0.3, 1.0, 3.0, 9.0)  # seconds before it starts again, after each death in a row without settling
MAX_DEATHS = len(WAITS) + 1  # then everything stops
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A program to keep running."""

    name: str  # as the person reads it
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    start_at: float = 0.0
    started: float = 0.0
    deaths: int = 0  # in a row, each before it had settled

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the parent."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent
        )

    def note_death(self, now: float) -> bool:
        """Plan the next start: at once when it had settled, else later each time; False when it died too often."""
        self.deaths = self.deaths + 1 if now - self.started < SETTLED else 0
        if self.deaths == MAX_DEATHS:
            return False
        self.start_at = now + (WAITS[self.deaths - 1] if self.deaths else 0.0)
        return True


class Supervisor:
    """Runs children until a signal arrives or one of them cannot be kept alive."""

    def __init__(self, children: Sequence[Child], on_start: Callable[[], bool]) -> None:
        self.children = children
        self.on_start = on_start  # called until it returns True: the site answers
        self.stopping = False
        self.code = OK

    def run(self) -> int:
        """Run until stopped and return the exit code; every child is gone when this returns."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        ready = False
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                ready = ready or self.on_start()
                self._revive()
                time.sleep(0.2 if ready else 0.05)
        finally:
            self._stop_all()
        return self.code

    def _ask_to_stop(self, _number: int, _frame: object) -> None:
        if self.stopping:  # asked twice: do not wait for the children
            for child in self.children:
                _kill(child)
        self.stopping = True

    def _revive(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None and now >= child.start_at:
                child.start()
            elif child.process is not None and child.process.poll() is not None:
                code = child.process.returncode
                _kill(child)  # whatever it left running in its session
                child.process = None
                if not child.note_death(now):
                    complain(
                        f"{child.name} se detuvo {MAX_DEATHS} veces (código {code}); se apaga todo, revisa lo anterior"
                    )
                    self.code, self.stopping = FAILED, True
                    return
                complain(f"{child.name} se detuvo (código {code}); se reinicia")

    def _stop_all(self) -> None:
        alive = [child for child in self.children if child.process is not None]
        if alive:
            say("\nDeteniendo Tequio…")
        for child in alive:
            _signal(child, signal.SIGTERM, whole_session=False)
        deadline = time.monotonic() + GRACE
        while time.monotonic() < deadline and any(
            child.process.poll() is None for child in alive if child.process
        ):
            time.sleep(0.05)
        for child in alive:
            _kill(child)
            if child.process:
                child.process.wait()


def _kill(child: Child) -> None:
    _signal(child, signal.SIGKILL, whole_session=True)


def _signal(child: Child, number: signal.Signals, *, whole_session: bool) -> None:
    if child.process is None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        (os.killpg if whole_session else os.kill)(child.process.pid, number)


def _die_with_parent() -> None:
    """Between fork and exec: ask Linux to end this child when the parent is killed without a chance to stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
