"""Several processes append at once, and the database server comes and goes: one history for every reader."""

import pytest

from tests.faults import races, restarts
from tests.faults.database_server import postgres_town
from tests.faults.town import Town, copy_of

pytestmark = pytest.mark.slow


def test_appending_at_once_leaves_one_history(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = races.run(town, 3, 15)
    assert outcome.problems == []
    assert outcome.figures["heads seen"] != 0


@pytest.mark.postgres
def test_the_same_on_postgresql_and_the_control_fails() -> None:
    with postgres_town() as (town, _server):
        assert races.run(town, 3, 15).problems == []
        assert races.run(town, 4, 25, lock=False, poll=False).problems != []


@pytest.mark.postgres
def test_a_restart_of_the_database_needs_no_restart_of_the_site() -> None:
    with postgres_town() as (town, server):
        outcome = restarts.run(town, server, 2, longest=20.0)
    assert outcome.problems == []
