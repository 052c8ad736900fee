import pytest

from tequio.ledger.tests import logs, witnesses
from tequio.ledger.witness import Witness, WitnessStore


@pytest.fixture
def witness(tmp_path):
    """A witness that knows the log and has cosigned nothing."""
    made = Witness(witnesses.SIGNER, WitnessStore(tmp_path / "witness.sqlite3"))
    made.store.add_log(logs.SIGNER.verifier)
    return made


@pytest.fixture
def at_ten(witness):
    """A witness that has cosigned the log's first ten entries."""
    assert witness.add_checkpoint(witnesses.request(0, 10)).status == 200
    return witness
