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
    """Keep the name of a test that was skipped for lack of something."""
    if report.skipped and isinstance(report.longrepr, tuple) and PREFIX in report.longrepr[2]:
        note(report.longrepr[2].split(PREFIX, 1)[1], report.nodeid)


def note(what: str, test: str) -> None:
    """Write down that ``test`` could not run for lack of ``what``; said twice, it is listed once."""
    target = os.environ.get("TEQUIO_TEST_MISSING")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(f"{what}\t{test}\n")
