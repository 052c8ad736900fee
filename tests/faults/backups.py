"""F14: backups made while people publish, restored elsewhere: another folder, another account, with another key."""

import contextlib
import os
import pwd
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.faults import history
from tests.faults.acts import Act, Writers
from tests.faults.outcome import Outcome
from tests.faults.town import SOURCE, Town

STRANGER = "nobody"


def run(town: Town, trials: int, *, per_second: float = 20.0, seed: int = 14) -> Outcome:
    """Back up *trials* times, every other time encrypted; each copy must be a prefix of the acknowledged history."""
    outcome, started = Outcome("F14 backup during publications, restored elsewhere"), time.monotonic()
    chance, taken = random.Random(seed), []
    with tempfile.TemporaryDirectory(prefix="tequio-copies-") as folder:
        base = Path(folder)
        base.chmod(0o755)
        key, public = _key(town, base)
        with town.served(), Writers(town, 4, per_second, seed=seed, prefix="b") as writers:
            for number in range(trials):
                time.sleep(chance.uniform(0.2, 1.0))
                told = [act.word for act in writers.history.of("acked")]
                file = base / f"{number}.tar.gz"
                options = ("--encrypt-to", public) if number % 2 else ()
                made = town.run("backup", file, *options)
                if made.returncode:
                    outcome.note([made.stderr])
                    continue
                taken.append((file, told))
        whole = history.read(town).entries
        outcome.note(history.problems_of(town, writers.history))
        for file, told in taken:
            outcome.trials += 1
            outcome.note(_restored(town, file, key, told, whole, writers.history.acts))
        outcome.figures["restored by"] = STRANGER if _another_account()[1] else "the same account"
        outcome.figures["copies encrypted"] = len(taken) // 2
        outcome.figures["acts acknowledged"] = len(writers.history.of("acked"))
    outcome.seconds = time.monotonic() - started
    return outcome


def _key(town: Town, base: Path) -> tuple[Path, str]:
    key = base / "llave.txt"
    made = town.run("backup", "--new-key", key)
    return key, made.stdout.split("TEQUIO_BACKUP_KEY=")[1].strip()


def _restored(
    town: Town, file: Path, key: Path, told: list[str], whole: list[bytes], known: list[Act]
) -> list[str]:
    """What is wrong with one copy, restored by another account into a folder of another name."""
    target = file.with_name(f"otra máquina {file.stem}")
    problem = restore_as_stranger(file, target, key)
    if problem:
        return [f"{file.name}: {problem}"]
    copy = Town(target)
    register = history.read(copy)
    found = history.problems_of(copy, None, all_signed=False)
    if register.entries != whole[: len(register.entries)]:
        found.append("it is not a prefix of what was published")
    there = history.words(register)
    found += [
        f"{word} was acknowledged before the backup began and is not in it"
        for word in told
        if word not in there
    ]
    found += [f"{word} was never sent" for word in set(there) - {act.word for act in known}]
    shutil.rmtree(target)
    return [f"{file.name}: {text}" for text in found]


def restore_as_stranger(file: Path, target: Path, key: Path) -> str:
    """Restore as another account when this one may (root) and Python is open to it; return what went wrong."""
    python, account = _another_account()
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    target.mkdir()
    if account:
        for path in (file, key, target):
            os.chown(path, account["user"], account["group"])
    command = [python, "-B", "-m", "tequio", "restore", file, "--data", target, "--identity", key]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{SOURCE}:{packages}",
        "TEQUIO_DATA": str(target),
    }
    result = subprocess.run(command, env=environment, text=True, capture_output=True, cwd="/", **account)
    return result.stderr if result.returncode else ""


def _another_account() -> tuple[str, dict[str, Any]]:
    """A Python that another account may run, and that account."""
    if os.geteuid() == 0:
        stranger = pwd.getpwnam(STRANGER)
        account = {"user": stranger.pw_uid, "group": stranger.pw_gid, "extra_groups": []}
        for python in (sys.executable, "/usr/bin/python3"):
            command = [python, "-c", f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"]
            with contextlib.suppress(PermissionError, FileNotFoundError):
                if subprocess.run(command, cwd="/", capture_output=True, **account).returncode == 0:
                    return python, account
    return sys.executable, {}
