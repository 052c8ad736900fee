"""Servers and browsers that a test needs and this machine may lack: skipped by name, never in silence.

With ``TEQUIO_REQUIRE_ALL=1`` (set by ``.ci/run``) a missing one is a failure. The names of the tests that could not
run go to the file ``TEQUIO_TEST_MISSING``, which the runner reads to list them.
"""

import os
from pathlib import Path
from typing import NoReturn

import pytest

PREFIX = "missing: "


def skip_missing(what: str) -> NoReturn:
    """Skip the test because ``what`` is not on this machine, or fail when everything is required."""
    if os.environ.get("TEQUIO_REQUIRE_ALL") == "1":
        pytest.fail(f"{PREFIX}{what}", pytrace=False)
    pytest.skip(f"{PREFIX}{what}")


def note_missing(report: pytest.TestReport) -> None:
    """Keep the name of a test that was skipped for lack of something (called where reports are gathered)."""
    target = os.environ.get("TEQUIO_TEST_MISSING")
    if not target or not report.skipped or not isinstance(report.longrepr, tuple):
        return
    if "PYTEST_XDIST_WORKER" in os.environ or PREFIX not in report.longrepr[2]:
        return
    what = report.longrepr[2].split(PREFIX, 1)[1]
    with Path(target).open("a", encoding="utf-8") as file:
        file.write(f"{what}\t{report.nodeid}\n")
