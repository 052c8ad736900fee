"""The figure to reach: a log of 70,000 entries is checked within 30 seconds and 200 MB."""

import os
import subprocess
import sys
import time

import pytest

from tequio.ledger.tests import logs

CHECK = """
import resource, sys
from tequio.ledger.cli import main
code = main(["verify", sys.argv[1]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
raise SystemExit(code)
"""


@pytest.mark.slow
def test_seventy_thousand_entries_are_checked_in_time_and_memory(tmp_path):
    folder = logs.publish(tmp_path / "log", logs.Memory(logs.entries(70_000)))
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    assert done.returncode == 0, done.stderr
    assert "70,000" in done.stdout
    assert seconds <= 30
    assert int(done.stdout.splitlines()[-1]) <= 200
