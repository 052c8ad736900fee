"""What people outside the town hall run against a town: verify, mirror and witness, over HTTP."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from tequio.core.legal import action
from tequio.core.models import Town
from tequio.ledger.cli import main
from tequio.register.models import Witness
from tequio.register.tests.notices import Notice, publish


@action
def accept_witness(vkey: str) -> Witness:
    return Witness.objects.create(name="Observatorio", vkey=vkey, since_on=date(2026, 1, 1))


@pytest.fixture
def address(live_server: LiveServer, town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A town with three acts on the network, and a reader with a memory of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "reader"))
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    for number in range(3):
        publish(Notice(id=f"aviso-{number}", heading=f"Aviso {number}"))
    return live_server.url


def test_reader_verifies_and_mirrors_the_town(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", address]) == 0
    assert "3 actos, todos como se firmaron" in capsys.readouterr().out
    publish(Notice(id="aviso-3", heading="Aviso 3"))
    assert main(["mirror", address, str(tmp_path / "copy")]) == 0
    assert main(["verify", str(tmp_path / "copy")]) == 0
    assert "4 actos, todos como se firmaron" in capsys.readouterr().out


def test_witness_signs_the_town_and_readers_see_it_offline(
    address: str, tmp_path: Path, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--folder", str(tmp_path / "witness")]
    assert main(["witness", "init", "observatorio.example/testigo", *place]) == 0
    vkey = capsys.readouterr().out.splitlines()[-1]
    assert main(["witness", "run", address, *place]) == 1
    assert "¿Ya le entregaste tu llave pública?" in capsys.readouterr().err
    accept_witness(vkey)
    assert main(["witness", "run", address, *place]) == 0
    assert main(["verify", address, "--witness", vkey]) == 0
    assert "Atestiguado por observatorio.example/testigo" in capsys.readouterr().out
    proof = tmp_path / "acto-1.tlog-proof"
    proof.write_bytes(client.get("/registro/actos/1.tlog-proof").content)
    assert main(["verify", str(proof), "--witness", vkey]) == 0
    assert "Atestiguado por observatorio.example/testigo" in capsys.readouterr().out
