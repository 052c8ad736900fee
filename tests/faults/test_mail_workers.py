"""Workers killed while they send drop nothing, and repeat at most what was in their hands."""

import pytest

from tests.faults import mail_workers
from tests.faults.town import Town, copy_of


@pytest.mark.slow
def test_workers_killed_while_they_send_drop_nothing_and_repeat_at_most_what_was_in_their_hands(
    made_town: Town,
) -> None:
    with copy_of(made_town) as town:
        outcome = mail_workers.run(town, 3)
    assert outcome.problems == []
