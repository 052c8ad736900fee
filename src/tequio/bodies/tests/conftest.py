import pytest

from tequio.accounts.models import User
from tequio.bodies.tests.world import World, make_world
from tequio.core.models import Town


@pytest.fixture
def world(town: Town, secretary: User) -> World:
    return make_world(secretary)
