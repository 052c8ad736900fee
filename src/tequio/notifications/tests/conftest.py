"""A town with a table to meet at, and somebody who follows."""

from collections.abc import Callable

import pytest
import time_machine

from tequio.accounts.models import User
from tequio.core import clock as town_clock
from tequio.core.models import Town
from tequio.meetings.tests.table import Table, make_table
from tequio.notifications.models import Follow, Follower
from tequio.notifications.rules import Rhythm, next_digest
from tequio.register.tree import current_size


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    return make_table(secretary, clock)


@pytest.fixture
def follower(town: Town) -> Callable[..., Follower]:
    """Make a follower of the given topics, told until now."""

    def make(*topics: str, email: str = "vecina@prueba.example", **changes: object) -> Follower:
        values = {
            "language": "es",
            "rhythm": Rhythm.DAILY,
            "told_until": current_size(),
            "next_digest_at": next_digest(Rhythm.DAILY, town_clock.now()),
        }
        made = Follower.objects.create(email=email, **(values | changes))
        for topic in topics or ("todo",):
            Follow.objects.create(follower=made, topic=topic)
        return made

    return make
