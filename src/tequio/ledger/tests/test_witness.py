import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tequio.ledger.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from tequio.ledger.errors import KeyChangedError
from tequio.ledger.merkle import EMPTY_ROOT, consistency_proof
from tequio.ledger.note import parse_note, sign_note
from tequio.ledger.seen import origin_id
from tequio.ledger.tests import logs
from tequio.ledger.tests.witnesses import (
    FORK,
    IMPOSTOR,
    SIGNER,
    STRANGER,
    at,
    proof,
    request,
    signed,
    size_of,
)
from tequio.ledger.witness import SIZE, TEXT, Witness, WitnessStore, build_request

OTHER_ROOT = b"\x09" * 32


def test_a_cosignature_is_returned_and_joins_the_checkpoint(witness):
    answer = witness.add_checkpoint(request(0, 10))
    assert (answer.status, answer.content_type) == (200, TEXT)
    note = at(10).note() + answer.body
    _, opened = open_checkpoint(note, logs.SIGNER.verifier, [SIGNER.verifier])
    assert [item.name for item in opened.verified] == [logs.ORIGIN, SIGNER.name]


@pytest.mark.parametrize("sizes", [(1, 2, 3), (7, 8), (10, 10, 33), (0, 0, 5), (40,)])
def test_a_log_that_grows_is_cosigned_step_by_step(witness, sizes):
    old = 0
    for new in sizes:
        assert witness.add_checkpoint(request(old, new, [] if old == new else None)).status == 200
        assert size_of(witness) == new
        old = new


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, build_request(0, [], at(12).note(STRANGER))),
        (403, build_request(10, proof(10, 12), at(12).note(IMPOSTOR))),
        (403, build_request(10, proof(10, 12), at(12).note().replace("— prueba.example/registro ", "— x "))),
        # Signed by a known key, but for a log that this witness does not know.
        (404, build_request(10, proof(10, 12), signed(at(12).checkpoint("otro.example")))),
        (400, request(13, 12, proof(10, 12))),
        (409, request(9, 12)),
        (409, request(11, 12)),
        (409, request(0, 12)),
        (409, request(0, 0)),
        (422, request(10, 12, [])),
        (422, request(10, 12, proof(9, 12))),
        (422, request(10, 12, [OTHER_ROOT, *proof(10, 12)[1:]])),
        (422, request(10, 12, [*proof(10, 12), OTHER_ROOT])),
        (422, request(10, 12, [item[:-1] for item in proof(10, 12)])),
        (422, build_request(10, consistency_proof(10, 12, FORK), FORK.note())),
        (422, request(10, 12, [OTHER_ROOT] * 63)),
        (422, request(10, 10, [OTHER_ROOT])),
        (422, build_request(10, [], signed(Checkpoint(logs.ORIGIN, 10, OTHER_ROOT)))),
    ],
)
def test_what_is_not_consistent_is_refused_and_changes_nothing(at_ten, status, body):
    answer = at_ten.add_checkpoint(body)
    assert answer.status == status
    if status == 409:
        assert (answer.body, answer.content_type) == ("10\n", SIZE)
    assert "—" not in answer.body
    assert at_ten.store.log(logs.ORIGIN).root == at(10).root


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (422, request(0, 10, [OTHER_ROOT])),
        (422, request(0, 0, [OTHER_ROOT])),
        (422, build_request(0, [], signed(Checkpoint(logs.ORIGIN, 0, OTHER_ROOT)))),
        (200, build_request(0, [], signed(Checkpoint(logs.ORIGIN, 0, EMPTY_ROOT)))),
        (409, request(5, 10)),
    ],
)
def test_the_first_checkpoint_has_its_own_rules(witness, status, body):
    assert witness.add_checkpoint(body).status == status
    assert size_of(witness) == 0


GOOD = request(10, 12)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 10\n",
        GOOD.replace(b"old 10", b"old 010"),
        GOOD.replace(b"old 10", b"old -1"),
        GOOD.replace(b"old 10", b"old"),
        GOOD.replace(b"old 10", b"Old 10"),
        GOOD.replace(b"old 10", b" old 10"),
        GOOD.replace(b"old 10\n", b"old 10\r\n"),
        GOOD.replace(b"old 10\n", b"old 10\n*\n"),
        GOOD.replace(b"old 10\n", b"old 10\n" + b"A" * 43 + b"\n"),
        request(10, 12, [OTHER_ROOT] * 64),
        GOOD.replace(b"old 10\n", b"old 10\n\xc3\xa1\n"),
        GOOD.partition(b"\n\n")[0] + b"\n\n",
        GOOD.partition(b"\n\n")[2],
        GOOD[:-1],
        GOOD + b"\xff",
        GOOD.replace(b"\n12\n", b"\n012\n"),
    ],
)
def test_a_malformed_request_is_refused(at_ten, body):
    assert at_ten.add_checkpoint(body).status == 400
    assert size_of(at_ten) == 10
    assert at_ten.add_checkpoint(GOOD).status == 200


def test_signatures_of_unknown_keys_are_ignored(at_ten):
    others = parse_note(sign_note(at(12).checkpoint().body(), [STRANGER])).signatures
    note = sign_checkpoint(at(12).checkpoint(), logs.SIGNER, others)
    assert at_ten.add_checkpoint(request(10, 12, note=note)).status == 200
    # What monitors are shown carries only signatures that this witness can vouch for.
    shown = parse_note(at_ten.checkpoint(origin_id(logs.ORIGIN)).body)
    assert [item.name for item in shown.signatures] == [logs.ORIGIN, SIGNER.name]


def test_what_was_cosigned_survives_a_restart(at_ten, tmp_path):
    again = Witness(SIGNER, WitnessStore(tmp_path / "witness.sqlite3"))
    assert again.add_checkpoint(request(0, 12)).status == 409
    assert again.add_checkpoint(request(10, 12)).status == 200


def test_the_answer_comes_after_the_store(at_ten, monkeypatch):
    """A cosignature leaves only when another reader of the file already sees its checkpoint."""
    advance = at_ten.store.advance

    def checked(origin, decide):
        note = advance(origin, decide)
        assert size_of(at_ten) == 12
        return note

    monkeypatch.setattr(at_ten.store, "advance", checked)
    assert at_ten.add_checkpoint(request(10, 12)).status == 200


def test_of_two_requests_at_once_from_the_same_size_only_one_is_cosigned(at_ten, tmp_path, monkeypatch):
    """The race of the standard: the smaller checkpoint may not come second and roll the witness back."""
    for first, second in ((12, 20), (20, 12)):
        store = WitnessStore(tmp_path / f"{first}.sqlite3")
        store.add_log(logs.SIGNER.verifier)
        witness = Witness(SIGNER, store)
        assert witness.add_checkpoint(request(0, 10)).status == 200
        gate = threading.Barrier(2)

        def ask(new, witness=witness, gate=gate):
            gate.wait()
            return witness.add_checkpoint(request(10, new))

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(ask, (first, second)))
        assert sorted(answer.status for answer in answers) == [200, 409]
        winner = next(
            new for new, answer in zip((first, second), answers, strict=True) if answer.status == 200
        )
        loser = next(answer for answer in answers if answer.status == 409)
        assert store.log(logs.ORIGIN).size == winner
        assert loser.body == f"{winner}\n"


def test_many_requests_at_once_never_roll_back(at_ten):
    """Whatever the order, the sizes cosigned by one witness only grow."""
    cosigned = []

    def ask(new):
        for _ in range(60):
            old = size_of(at_ten)
            if old >= new:
                return
            answer = at_ten.add_checkpoint(request(old, new))
            if answer.status == 200:
                cosigned.append((old, new))
                return
            assert answer.status in (409, 400)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, range(11, 31)))
    assert sorted(cosigned) == sorted(cosigned, key=lambda step: step[1])
    ends = [10, *(new for _, new in sorted(cosigned))]
    assert [old for old, _ in sorted(cosigned)] == ends[:-1]
    assert size_of(at_ten) == 30


def test_without_the_lock_the_same_race_would_roll_back(at_ten, monkeypatch):
    """Control: the race is real. A store that checks and writes apart cosigns both."""

    def unguarded(self, origin, decide):
        checkpoint, note = decide(self.log(origin))
        gate.wait(timeout=5)
        with self._writing() as connection:
            connection.execute(
                "UPDATE log SET size = ?, root = ?, note = ?", (checkpoint.size, checkpoint.root, note)
            )
        return note

    gate = threading.Barrier(2)
    monkeypatch.setattr(WitnessStore, "advance", unguarded)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda new: at_ten.add_checkpoint(request(10, new)), (12, 20)))
    assert [answer.status for answer in answers] == [200, 200]


def test_a_log_keeps_its_key(witness):
    witness.store.add_log(logs.SIGNER.verifier)
    with pytest.raises(KeyChangedError):
        witness.store.add_log(IMPOSTOR.verifier)
