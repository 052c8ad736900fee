"""Every night: the files are the ones published, the register is the one signed, and nothing is left over."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tequio.core.models import Town
from tequio.core.schedule import JOBS
from tequio.register import signing
from tequio.register.files import published_file, store_file
from tequio.register.models import Checkpoint, Entry, File
from tequio.register.self_audit import register_faults
from tequio.register.sweep import Sweep, sweep
from tequio.register.tests.notices import Notice, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence(town: Town) -> File:
    file = store_file(SimpleUploadedFile("acta.txt", b"acta de la sesion"))
    publish(Notice(id="1", heading="Aviso", files=[published_file(file)]), files=[file])
    signing.sign_head()
    return file


def test_a_sound_town_has_nothing_to_tell(evidence: File) -> None:
    found = sweep()
    assert (found.files, found.altered, found.faults, found.removed) == (1, [], [], 0)
    assert Sweep.last() == found


@pytest.mark.parametrize("harm", ["swapped", "missing"])
def test_a_file_swapped_or_missing_is_named_and_never_served(evidence: File, harm: str) -> None:
    path = Path(evidence.content.path)
    path.unlink() if harm == "missing" else path.write_bytes(b"otra acta")
    assert sweep().altered == [f"acta.txt ({evidence.sha256})"]
    answer = Client().get(evidence.get_absolute_url())
    assert answer.status_code == 409
    assert b"otra acta" not in answer.content


def test_an_altered_act_is_named(evidence: File) -> None:
    Entry.objects.filter(index=0).update(
        body=bytes(Entry.objects.get(index=0).body).replace(b"Aviso", b"Otros")
    )
    assert any(" 0: the entry is not the one" in fault for fault in sweep().faults)


def test_a_long_record_that_changed_is_named(town: Town) -> None:
    publish(Notice(id="largo", heading="Aviso", text="a" * 70_000))
    signing.sign_head()
    assert register_faults(with_key=True) == []
    detached = bytes(Entry.objects.get(index=0).detached or b"")
    Entry.objects.update(detached=detached.replace(b"aaa", b"aab", 1))
    assert register_faults(with_key=True) == ["acto 0: su contenido no es el que se firmó"]


def test_an_older_checkpoint_that_changed_is_named(town: Town) -> None:
    for number in range(3):
        publish(Notice(id=str(number), heading="Aviso"))
        signing.sign_head()
    Checkpoint.objects.filter(size=2).update(root=b"\0" * 32)
    assert register_faults(with_key=True) == ["la firma de 2 actos no es la de estos actos"]


def test_only_what_nobody_cites_and_is_a_day_old_is_removed(evidence: File) -> None:
    folder = Path(evidence.content.path).parent
    for name, hours in (("viejo", 30), ("nuevo", 1)):
        (folder / name).write_bytes(b"a medias")
        os.utime(folder / name, (time.time() - hours * 3600,) * 2)
    os.utime(evidence.content.path, (0, 0))
    assert sweep().removed == 1
    assert sorted(path.name for path in folder.iterdir()) == sorted([evidence.sha256, "nuevo"])


def test_it_runs_at_night() -> None:
    assert JOBS["register.sweep"].daily_at is not None
