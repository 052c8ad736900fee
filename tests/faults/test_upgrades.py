"""Every released version comes up to this one with all its data, also when killed on the way."""

from pathlib import Path

import pytest

from tests.faults import upgrades

pytestmark = pytest.mark.slow


def test_there_is_a_town_of_the_first_release() -> None:
    assert upgrades.releases("sqlite")[0].parent.name == "0.1.0"
    assert len(upgrades.releases("sqlite")) == len(upgrades.releases("postgresql"))


@pytest.mark.parametrize("backup", upgrades.releases("sqlite"), ids=lambda path: path.parent.name)
def test_a_town_of_a_released_version_comes_up_to_this_one(backup: Path) -> None:
    outcome = upgrades.run(backup, kills=1)
    assert outcome.problems == []


@pytest.mark.postgres
@pytest.mark.parametrize("backup", upgrades.releases("postgresql"), ids=lambda path: path.parent.name)
def test_the_same_on_postgresql(backup: Path) -> None:
    outcome = upgrades.run(backup, kills=1)
    assert outcome.problems == []


def test_a_row_that_goes_missing_is_noticed() -> None:
    before = {"core_town": [{"id": 1, "name": "Villa Ejemplo"}]}
    assert upgrades.lost(before, {"core_town": [{"id": 1, "name": "Villa Ejemplo", "new": 2}]}) == []
    assert upgrades.lost(before, {"core_town": [{"id": 1, "name": "Otra", "new": 2}]}) != []
    assert upgrades.lost(before, {"core_town": []}) != []
    assert upgrades.lost(before, {}) != []
