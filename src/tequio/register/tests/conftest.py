import pytest

from tequio.register.kinds import KINDS
from tequio.register.tests.notices import Notice


@pytest.fixture(autouse=True)
def _a_kind_of_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of this room publish notices, a kind that no other test knows."""
    monkeypatch.setitem(KINDS, Notice.type_name, Notice)
