from pathlib import Path

import pytest

from tequio.ledger.errors import KeyChangedError, LogForkedError, LogShrankError
from tequio.ledger.keys import Signer
from tequio.ledger.seen import SeenLogs, require_continuity, state_folder
from tequio.ledger.tests import logs

FIRST = logs.Memory(logs.entries(300))
LONGER = logs.Memory(logs.entries(700))
FORKED = logs.Memory([*logs.entries(299), *logs.entries(401)])
KEY = logs.SIGNER.verifier


@pytest.fixture
def seen(tmp_path):
    return SeenLogs(tmp_path)


def update(seen, log, key=KEY):
    seen.update(key, log.checkpoint(), log.note(), log)


def test_the_state_lies_where_the_system_says(monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
    assert state_folder() == Path("/somewhere/tequio")
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "/home/ana")
    assert state_folder() == Path("/home/ana/.local/state/tequio")


def test_nothing_is_known_of_a_log_not_seen(seen):
    assert seen.verifier(logs.ORIGIN) is None
    assert seen.checkpoint(logs.ORIGIN) is None


def test_a_log_that_grows_is_remembered(seen):
    for log in (logs.Memory([]), FIRST, FIRST, LONGER):
        update(seen, log)
        assert seen.checkpoint(logs.ORIGIN) == log.checkpoint()
        assert seen.verifier(logs.ORIGIN) == KEY


def test_a_log_that_shrank_is_refused_and_the_memory_stays(seen):
    update(seen, LONGER)
    with pytest.raises(LogShrankError):
        update(seen, FIRST)
    assert seen.checkpoint(logs.ORIGIN) == LONGER.checkpoint()


def test_a_log_that_forked_is_refused_and_the_memory_stays(seen):
    update(seen, FIRST)
    for log in (FORKED, logs.Memory(FORKED.items[:300])):
        with pytest.raises(LogForkedError):
            update(seen, log)
    assert seen.checkpoint(logs.ORIGIN) == FIRST.checkpoint()


def test_another_key_is_refused_and_the_memory_stays(seen):
    update(seen, FIRST)
    other = Signer(logs.ORIGIN, b"8" * 32).verifier
    with pytest.raises(KeyChangedError):
        update(seen, LONGER, other)
    assert seen.checkpoint(logs.ORIGIN) == FIRST.checkpoint()
    assert seen.verifier(logs.ORIGIN) == KEY


def test_logs_are_remembered_apart(seen):
    update(seen, LONGER)
    other = Signer("otro.example/registro", b"8" * 32)
    seen.update(other.verifier, FIRST.checkpoint(other.name), FIRST.note(other), FIRST)
    assert seen.checkpoint(logs.ORIGIN).size == 700
    assert seen.checkpoint(other.name).size == 300


def test_from_an_empty_log_any_log_continues():
    require_continuity(logs.Memory([]).checkpoint(), FIRST.checkpoint(), FIRST)
