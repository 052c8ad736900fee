"""Uploads that are cut leave nothing."""

import pytest

from tests.faults import uploads
from tests.faults.town import Town, copy_of


@pytest.mark.slow
def test_a_cut_upload_leaves_nothing(made_town: Town) -> None:
    with copy_of(made_town) as town:
        outcome = uploads.run(town, 15, slow=0)
    assert outcome.problems == []
