"""Two machines behind nginx: the journeys of one machine hold on it, and the one that falls takes nothing along."""

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import test_secretary
from tests.browser.conftest import DESK, somebody
from tests.cluster.machines import Cluster, cluster, wait_for
from tests.missing import skip_missing
from tests.servers import find_postgres, find_redis

__all__ = ["somebody"]  # the fixture of the journeys
pytestmark = [pytest.mark.browser, pytest.mark.slow]
MADE_ON, DAY = "2026-04-14 10:00:00", "2026-05-12 10:01:00"
"""The day of the example town of the tests, and that of its next session."""


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The whole set, with the example town on the day of its session."""
    for name, found in (
        ("PostgreSQL", find_postgres()),
        ("redis", find_redis()),
        ("nginx", shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")),
        ("libfaketime", next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)),
    ):
        if not found:
            skip_missing(name)
    with cluster(tmp_path_factory.mktemp("set"), demo="ejemplo", made_on=MADE_ON, day=DAY) as made:
        yield made


def password(machines: Cluster) -> str:
    """What the demo printed for the technical secretary."""
    logins = (machines.machines[0].folder / "keys" / "demo-logins").read_text().splitlines()
    return next(line.split()[1] for line in logins if line.startswith("secretaria "))


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - of this machine
        return str(answer.read().decode())


def test_a_session_is_held_while_a_machine_falls(
    machines: Cluster, somebody: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The secretary's journey, with one of the two web machines and one of jobs killed in the middle."""
    monkeypatch.setattr(test_secretary, "PASSWORD", password(machines))
    desk = somebody(width=DESK)
    test_secretary.sign_in(desk, machines.url)
    before = int(re.search(r"\n(\d+)\n", read(f"{machines.url}/registro/checkpoint"))[1])  # type: ignore[index]

    machines.web[0].pull_the_plug()
    machines.machines[-1].pull_the_plug()
    test_secretary.hold_session(desk, machines.url)
    machines.web[0].start()
    wait_for(f"http://127.0.0.1:{machines.web[0].port}/", host=machines.url.removeprefix("http://"))

    pages = {read(f"{machines.url}{test_secretary.SESSION}") for _time in range(4)}
    assert all(test_secretary.TITLE in page for page in pages)
    reader = somebody()
    reader.goto(machines.url + test_secretary.SESSION)
    reader.locator("#acuerdos").get_by_role("link", name=test_secretary.TITLE).click()
    proof, key = test_secretary.downloaded_proof(reader, tmp_path)
    assert test_secretary.verified(proof, key).returncode == 0

    after = int(re.search(r"\n(\d+)\n", read(f"{machines.url}/registro/checkpoint"))[1])  # type: ignore[index]
    assert after == before + 4  # opened, roll called, voted, adopted: each once
    checked = subprocess.run(
        ["./tequio", "verify", machines.url], capture_output=True, text=True, timeout=120, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{after} actos" in checked.stdout


def test_both_machines_answer_the_same_and_a_file_of_one_is_read_at_the_other(machines: Cluster) -> None:
    host = machines.url.removeprefix("http://")
    for path in ("/", "/compromisos/", "/comision/acuerdos/", "/api/v1/records?limit=20"):
        answers = set()
        for machine in machines.web:
            request = urllib.request.Request(f"http://127.0.0.1:{machine.port}{path}", headers={"Host": host})
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                answers.add(answer.read())
        assert len(answers) == 1, path
    minutes = re.findall(
        r'href="(/archivo/[^"]+)"', read(machines.url + "/comision/sesiones/2026/ordinaria-02/")
    )
    assert minutes
    assert not any((machine.folder / "media" / "archivo").exists() for machine in machines.machines)
    assert {len(read(machines.url + minutes[0])) for _time in range(3)} == {
        len(read(machines.url + minutes[0]))
    }
