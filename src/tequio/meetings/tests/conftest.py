import pytest
import time_machine

from tequio.accounts.models import User
from tequio.core.models import Town
from tequio.meetings.tests.table import Table, make_table


@pytest.fixture
def table(town: Town, secretary: User, clock: time_machine.Traveller) -> Table:
    """A commission of three votes and the clock on Tuesday 14 April 2026, 10:00."""
    return make_table(secretary, clock)
