"""What was acknowledged survives killed processes, failing system calls and a power cut; nothing is half written."""

import pytest

from tests.faults import kills, powercut, syscalls
from tests.faults.database_server import postgres_town
from tests.faults.town import Town, copy_of

pytestmark = pytest.mark.slow
PATIENCE = 40.0  # seconds: the other tests take the processors too; the long form holds the site to ten


def test_killed_processes_lose_nothing(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = kills.run(town, 3, longest=PATIENCE)
    assert outcome.problems == []
    assert outcome.figures["acked"] != 0


@pytest.mark.postgres
def test_killed_processes_lose_nothing_on_postgresql() -> None:
    with postgres_town() as (town, _server):
        outcome = kills.run(town, 3, longest=PATIENCE)
    assert outcome.problems == []


@pytest.mark.usefixtures("strace")
def test_a_failing_system_call_is_never_a_false_success(made_town: Town) -> None:
    outcome = syscalls.run(made_town, 25)
    assert outcome.problems == []
    assert outcome.trials >= 20


@pytest.mark.usefixtures("strace")
def test_a_power_cut_loses_nothing_and_the_control_does(made_town: Town) -> None:
    assert powercut.run(made_town, 250).problems == []
    control = powercut.run(made_town, 250, synchronous="NORMAL")
    assert control.problems != []
