"""What the short form of the experiments needs: strace, and a town to copy."""

import hashlib
from pathlib import Path

import pytest

from tests import databases
from tests.faults import stage_file
from tests.faults.town import Town, need, template
from tests.missing import skip_missing


@pytest.fixture(scope="session")
def made_town(request: pytest.FixtureRequest) -> Town:
    """The town that every experiment copies, made once for each state of the schema."""
    state = hashlib.sha256(databases.fingerprint().encode() + stage_file().read_bytes()).hexdigest()[:16]
    cache: Path = request.config.rootpath / ".pytest_cache" / "tequio"
    return template(cache / f"faults-{state}")


@pytest.fixture
def strace() -> None:
    """Fail or skip, by name, where strace is missing."""
    for tool in need("strace"):
        skip_missing(tool)
