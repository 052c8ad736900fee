"""Driving ``publisher`` from outside: one request at a time, under strace or not."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.acts import TOKEN, Act, form_of, headers_for
from tests.faults.publisher import SAID_DONE, SAID_NO
from tests.faults.town import REPOSITORY, Town


class Publisher:
    """A process that serves one request at a time in a child of its own."""

    def __init__(self, town: Town, **variables: str) -> None:
        self.town = town
        self.errors = town.path.with_name("publisher.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.publisher"],
            env={**town.environment, **variables},
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def warm_up(self, act: Act) -> Act:
        """Publish once in the process itself, so that whatever loads late is loaded."""
        self._say(self._request(act))
        return self._judge(act, SAID_DONE if self._hear() == "302" else 5)

    def publish(self, act: Act, *tracer: str, mark: int | None = None) -> Act:
        """Publish in a child; *tracer* is a strace command that lacks only the number of the process."""
        request = self._request(act)
        if mark is not None:
            request |= {"mark": str(mark), "word": act.word}
        self._say(request)
        pid = int(self._hear())
        with self._attached(pid, tracer):
            os.kill(pid, signal.SIGUSR1)
            return self._judge(act, int(self._hear()))

    @contextmanager
    def _attached(self, pid: int, tracer: tuple[str, ...]) -> Iterator[None]:
        if not tracer:
            yield
            return
        strace = subprocess.Popen([*tracer, "-p", str(pid)], stderr=subprocess.PIPE, text=True)
        assert strace.stderr is not None
        while "attached" not in (line := strace.stderr.readline()):
            if not line:
                raise RuntimeError("strace could not attach")
        try:
            yield
        finally:
            strace.communicate(timeout=30)

    def _request(self, act: Act) -> dict[str, str]:
        path, content_type, body = form_of(act)
        headers = headers_for(self.town.session, content_type)
        return {
            "path": path,
            "type": content_type,
            "body": body.hex(),
            "cookie": headers["Cookie"],
            "token": TOKEN,
        }

    @staticmethod
    def _judge(act: Act, code: int) -> Act:
        act.state = {SAID_DONE: "acked", SAID_NO: "refused"}.get(code, "unknown")
        act.status = code
        return act

    def _say(self, request: dict[str, str]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def _hear(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            log = Path(self.errors.name).read_text(errors="replace")[-3000:]
            raise RuntimeError(f"the publisher ended\n{log}")
        return line.strip()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            if stream is not None:
                stream.close()
