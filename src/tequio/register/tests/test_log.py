"""Appending to the register: both or neither, contiguous, in order, and never below what was signed."""

import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import SideDoorError, action
from tequio.core.models import Town
from tequio.ledger.envelope import Envelope
from tequio.ledger.merkle import EMPTY_ROOT, leaf_hash, subtree_root, verify_consistency
from tequio.ledger.merkle import consistency_proof as prove_consistency
from tequio.register import proofs, signing
from tequio.register.log import append
from tequio.register.models import Checkpoint, Entry, Log, Record, Subtree, Trace
from tequio.register.tests.notices import Notice, publish
from tequio.register.tree import DatabaseTiles, current_root, current_size
from tequio.search.models import IndexedDocument


def test_append_writes_entry_record_trace_and_search_together(town: Town, secretary: User) -> None:
    entry = publish(Notice(id="a", heading="Uno"), by=secretary)
    assert (entry.index, entry.version, entry.kind) == (0, 1, "tests.notice.published")
    assert Record.objects.get().title == "Uno"
    assert Trace.objects.get().user == secretary
    assert IndexedDocument.objects.get(kind="tests.notice").title == "Uno"
    assert Log.objects.get().size == 1


def test_append_is_undone_with_the_callers_transaction(town: Town) -> None:
    @action
    def publish_and_fail() -> None:
        publish(Notice(id="a", heading="Uno"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish_and_fail()
    assert not Entry.objects.exists()
    assert not Record.objects.exists()
    assert not IndexedDocument.objects.filter(kind="tests.notice").exists()
    assert current_size() == 0


def test_append_outside_an_action_is_refused(town: Town) -> None:
    with pytest.raises(SideDoorError):
        append(Notice(id="a", heading="Uno"), "published", issuer="X", by=None)


def test_append_refuses_a_verb_the_kind_does_not_have(town: Town) -> None:
    with pytest.raises(ValueError, match="no verb"):
        publish(Notice(id="a", heading="Uno"), verb="sung")


def test_entry_bytes_are_a_strict_envelope_without_the_person(town: Town, secretary: User) -> None:
    entry = publish(Notice(id="a", heading="Uno", on=datetime(2026, 4, 14).date()), by=secretary)
    envelope = Envelope.parse(bytes(entry.body))
    assert envelope.issuer == "Secretaría Técnica"
    assert envelope.record == {
        "schema": 1,
        "id": "a",
        "heading": "Uno",
        "text": "",
        "on": "2026-04-14",
        "files": [],
    }
    assert secretary.username.encode() not in bytes(entry.body)


def test_versions_rise_by_one_for_each_subject(town: Town) -> None:
    publish(Notice(id="a", heading="Uno"))
    publish(Notice(id="b", heading="Otro"))
    second = publish(Notice(id="a", heading="Uno corregido"), verb="amended")
    assert second.version == 2
    assert Record.objects.get(subject_id="a").version == 2
    assert Trace.objects.get(entry=second).before["heading"] == "Uno"


def test_times_never_decrease_when_the_clock_goes_back(town: Town) -> None:
    with clock.at(datetime(2026, 5, 1, 12, tzinfo=UTC)):
        publish(Notice(id="a", heading="Uno"))
    with clock.at(datetime(2016, 5, 1, 12, tzinfo=UTC)):
        assert publish(Notice(id="b", heading="Dos")).at == datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_record_too_long_for_an_entry_is_kept_beside_it_under_its_hash(town: Town) -> None:
    entry = publish(Notice(id="a", heading="Largo", text="á" * 40_000))
    envelope = Envelope.parse(bytes(entry.body))
    assert envelope.record is None
    assert envelope.record_sha256 == sha256(bytes(entry.detached)).hexdigest()
    assert entry.record_data()["text"] == "á" * 40_000


def test_tree_matches_a_plain_recomputation_across_a_full_tile(town: Town) -> None:
    many(258)
    leaves = [
        leaf_hash(bytes(body)) for body in Entry.objects.order_by("index").values_list("body", flat=True)
    ]
    assert Subtree.objects.get(level=0, index=0).root == subtree_root(leaves[:256])
    assert current_root(0) == EMPTY_ROOT
    for old, new in ((1, 258), (255, 257), (256, 258), (200, 256)):
        proof = prove_consistency(old, new, DatabaseTiles())
        verify_consistency(old, new, proof, current_root(old), current_root(new))


@action
def many(count: int) -> None:
    for number in range(count):
        append(Notice(id=f"n{number}", heading=f"Aviso {number}"), "published", issuer="X", by=None)


def test_signing_covers_every_act_and_is_kept_apart(
    town: Town, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        entry = publish(Notice(id="a", heading="Uno"))
    assert Checkpoint.objects.get().size == 1
    assert signing.highest_signed().size == 1
    assert proofs.prove(entry).holds()


def test_proof_of_an_altered_act_does_not_hold(town: Town) -> None:
    entry = publish(Notice(id="a", heading="Uno"))
    signing.sign_head()
    Entry.objects.filter(index=0).update(body=bytes(entry.body).replace(b"Uno", b"Dos"))
    assert not proofs.prove(Entry.objects.get()).holds()


def test_key_is_private_and_never_replaced(town: Town) -> None:
    key = signing.keys_folder() / "log-key"
    assert key.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        signing.create_log_key("otra.example/registro")


def test_restored_old_database_cannot_append_nor_sign(town: Town) -> None:
    publish(Notice(id="a", heading="Uno"))
    publish(Notice(id="b", heading="Dos"))
    signing.sign_head()
    drop_last_act()
    with pytest.raises(signing.RegisterBlockedError):
        publish(Notice(id="c", heading="Tres"))
    with pytest.raises(signing.RegisterBlockedError):
        signing.sign_head()
    assert "2" in signing.blocked_reason()


def test_fork_with_as_many_acts_is_refused(town: Town) -> None:
    publish(Notice(id="a", heading="Uno"))
    signing.sign_head()
    drop_last_act()
    shutil.move(signing.keys_folder() / "highest-checkpoint", signing.keys_folder() / "aside")
    publish(Notice(id="a", heading="Otra historia"))
    shutil.move(signing.keys_folder() / "aside", signing.keys_folder() / "highest-checkpoint")
    with pytest.raises(signing.RegisterBlockedError):
        signing.sign_head()


def drop_last_act() -> None:
    """What restoring an old backup does to the database."""
    last = Entry.objects.order_by("-index").first()
    Checkpoint.objects.all().delete()
    Trace.objects.filter(entry=last).delete()
    Record.objects.filter(entry=last).delete()
    size = last.index
    last.delete()
    Log.objects.update(size=size)


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_contiguous_indices(tmp_path: Path, settings: settings) -> None:
    settings.TEQUIO_DATA = tmp_path
    signing.create_log_key("prueba.example/registro")
    writers, each = 6, 8
    failures: list[Exception] = []

    def write(writer: int) -> None:
        try:
            for number in range(each):
                publish(Notice(id=f"{writer}-{number}", heading="Aviso"))
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert list(Entry.objects.order_by("index").values_list("index", flat=True)) == list(
        range(writers * each)
    )
    heads = list(Checkpoint.objects.order_by("size"))
    assert heads[-1].size == writers * each
    for older, newer in pairwise(heads):
        proof = prove_consistency(older.size, newer.size, DatabaseTiles())
        verify_consistency(older.size, newer.size, proof, bytes(older.root), bytes(newer.root))
