"""A town in a folder of its own, made with the product's own commands and served by its own processes."""

import contextlib
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.servers import free_port

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src"
WRITERS = 4
PATIENCE = 180.0  # seconds that a site may take to start on a machine that does much else


class Town:
    """A data folder, and the processes that serve it."""

    def __init__(self, path: Path, *, database_url: str = "", session: str = "", port: int = 0) -> None:
        self.path = path
        self.database_url = database_url
        self.session = session
        self.port = port or free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.log = path.with_name(f"{path.name}.log")

    @property
    def environment(self) -> dict[str, str]:
        """The variables of the town's processes, and nothing of ours."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("TEQUIO_", "DJANGO_"))
        }
        chosen = {
            "PYTHONPATH": f"{SOURCE}:{REPOSITORY}",
            "TEQUIO_DATA": str(self.path),
            "TEQUIO_URL": f"http://localhost:{self.port}",
            "DJANGO_SETTINGS_MODULE": "tequio.config.settings",
        }
        if self.database_url:
            chosen["TEQUIO_DATABASE_URL"] = self.database_url
        return {**kept, **chosen}

    @property
    def database(self) -> Path:
        """The file of the database, on SQLite."""
        return self.path / "tequio.sqlite3"

    def run(self, *words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command of ``./tequio`` on this town."""
        command = [sys.executable, "-m", "tequio", *map(str, words)]
        return subprocess.run(
            command,
            env={**self.environment, **variables},
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )

    def python(self, *words: str, **variables: str) -> str:
        """Run Python with the town's settings and return what it prints."""
        result = subprocess.run(
            [sys.executable, *words],
            env={**self.environment, **variables},
            text=True,
            capture_output=True,
            cwd=REPOSITORY,
        )
        if result.returncode:
            raise RuntimeError(result.stderr[-3000:])
        return result.stdout.strip()

    def make(self, writers: int = WRITERS) -> None:
        """Create the town and what the experiments write about."""
        answers = ("--name", "San Prueba", "--state", "Puebla", "--email", "ana@prueba.example")
        made = self.run("new", self.path, *answers, "--url", f"http://localhost:{self.port}")
        if made.returncode:
            raise RuntimeError(made.stderr)
        (self.path / "tequio.env").unlink()  # the address of each copy differs
        self.session = self.python("-m", "tests.faults.stage", str(writers))
        (self.path / "session").write_text(self.session)

    def start(self, *options: str) -> None:
        """Start the site and its jobs as a service manager would; returns at once."""
        command = [
            sys.executable,
            "-m",
            "tequio",
            "serve",
            "--port",
            str(self.port),
            "--demo",
            "none",
            *options,
        ]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL
            )

    def stop(self) -> None:
        """Stop whatever was started."""
        if self.process is not None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=40)
            self.process.kill()
            self.process.wait()
            self.process = None

    @contextlib.contextmanager
    def served(self, *options: str) -> Iterator["Town"]:
        """Serve the town while the block runs."""
        self.start(*options)
        try:
            self.wait_until_it_answers()
            yield self
        finally:
            self.stop()

    def answers(self, path: str = "/registro/checkpoint", timeout: float = 2.0) -> bool:
        """Whether a reader gets a page."""
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}{path}", timeout=timeout) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
        except Exception:  # a cut answer counts as none
            return False

    def wait_until_it_answers(self, patience: float = PATIENCE) -> float:
        """Wait for the site; return the seconds it took, or raise."""
        started = time.monotonic()
        while time.monotonic() - started < patience:
            if self.answers():
                return time.monotonic() - started
            time.sleep(0.05)
        raise TimeoutError(f"no answer in {patience} s\n{self.log.read_text(errors='replace')[-2000:]}")

    def processes(self) -> dict[str, list[int]]:
        """The process numbers of the service: ``all``, ``web``, ``web worker`` and ``jobs``."""
        if self.process is None:
            return {}
        found: dict[str, list[int]] = {"all": [self.process.pid], "web": [], "web worker": [], "jobs": []}
        for child in children(self.process.pid):
            words = command_of(child)
            if "granian" in words:
                found["web"].append(child)
                found["web worker"] += [
                    pid for pid in children(child) if "resource_tracker" not in command_of(pid)
                ]
            elif "run_jobs" in words:
                found["jobs"].append(child)
        return found


def children(pid: int) -> list[int]:
    """The direct children of a process."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        tasks = Path(f"/proc/{pid}/task").iterdir()
        text = " ".join((task / "children").read_text() for task in tasks if (task / "children").exists())
    except OSError:
        return []
    return sorted({int(word) for word in text.split()})


def command_of(pid: int) -> str:
    """The command line of a process, or nothing when it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def kill_tree(pid: int) -> None:
    """Kill a process and everything below it at once, as a power button would."""
    for child in children(pid):
        kill_tree(child)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def template(cache: Path) -> Town:
    """The town that every experiment copies, made once for each state of the code."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        town = Town(cache / "town")
        if not (town.path / "session").exists():
            shutil.rmtree(town.path, ignore_errors=True)
            town.make()
        town.session = (town.path / "session").read_text()
    return town


@contextlib.contextmanager
def copy_of(made: Town, folder: Path | None = None) -> Iterator[Town]:
    """A copy of the template for one experiment; gone afterwards."""
    with contextlib.ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tequio-fault-")))
        town = Town(Path(shutil.copytree(made.path, folder / "town")), session=made.session)
        stack.callback(town.stop)
        _keep_signed_in(town)
        yield town


def _keep_signed_in(town: Town) -> None:
    """The template may be old: its session begins now."""
    now = datetime.now(UTC)
    values = [str(at.replace(tzinfo=None)) for at in (now, now, now + timedelta(days=1))]
    with closing(sqlite3.connect(town.database)) as database, database:
        database.execute("UPDATE accounts_session SET opened_at = ?, seen_at = ?, expire_date = ?", values)


def need(*tools: str) -> Sequence[str]:
    """The tools of this list that the machine lacks."""
    return [tool for tool in tools if shutil.which(tool) is None]
