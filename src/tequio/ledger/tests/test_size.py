"""The figure to reach: a log of 70,000 entries is checked within 200 MB. How long it takes is for the benchmarks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tequio.ledger.tests import logs

# The kernel's peak of this program alone: getrusage would count what the test runner held when it forked.
CHECK = """
import sys
from tequio.ledger.cli import main
code = main(["verify", sys.argv[1]])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
raise SystemExit(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's peak memory")
def test_seventy_thousand_entries_are_checked_in_little_memory(tmp_path):
    folder = logs.publish(tmp_path / "log", logs.Memory(logs.entries(70_000)))
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "70,000" in done.stdout
    assert int(done.stdout.splitlines()[-1]) <= 200 * 1024
