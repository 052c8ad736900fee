from collections.abc import Iterator

import pytest

from tequio.edge.present import Present


@pytest.fixture(autouse=True)
def connections_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test opens to know the present state is closed after it."""
    opened: list[Present] = []
    begin = Present.__init__
    monkeypatch.setattr(Present, "__init__", lambda present: (begin(present), opened.append(present))[0])
    yield
    for present in opened:
        present.close()
