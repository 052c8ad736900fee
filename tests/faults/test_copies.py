"""What is kept: a backup is a prefix of what was acknowledged, and one flipped bit is named."""

import pytest

from tests.faults import backups, bits, old_backups
from tests.faults.town import Town, copy_of

pytestmark = pytest.mark.slow


def test_a_backup_during_publications_is_a_prefix_of_them(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = backups.run(town, 2)
    assert outcome.problems == []
    assert outcome.figures["acts acknowledged"] != 0


def test_a_flipped_bit_is_named(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = bits.run(town, 24, acts=12)
    assert outcome.problems == []
    assert outcome.trials == 24


def test_a_town_that_went_back_publishes_only_in_a_successor(made_town: Town) -> None:
    assert old_backups.run(made_town, 1).problems == []
