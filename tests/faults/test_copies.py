"""A backup made while people publish is a prefix of what was acknowledged, wherever it is restored."""

import pytest

from tests.faults import backups
from tests.faults.town import Town, copy_of

pytestmark = pytest.mark.slow


def test_a_backup_during_publications_is_a_prefix_of_them(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = backups.run(town, 2)
    assert outcome.problems == []
    assert outcome.figures["acts acknowledged"] != 0
