import json
import stat
import threading
import time
from http.server import ThreadingHTTPServer

import pytest

from tequio.ledger import witness_commands
from tequio.ledger.checkpoint import sign_checkpoint
from tequio.ledger.cli import main
from tequio.ledger.cosignature import CosignatureSigner, CosignatureVerifier
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import inclusion_proof
from tequio.ledger.note import open_note, sign_note
from tequio.ledger.proof import LogProof
from tequio.ledger.tests import logs
from tequio.ledger.witness import WitnessStore

VKEY = logs.SIGNER.vkey
OTHER = Signer(logs.ORIGIN, b"8" * 32)
WITNESS = CosignatureSigner("testigo.example/w1", b"5" * 32, clock=lambda: 1_700_000_000)


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_MX.UTF-8")


@pytest.fixture
def log():
    return logs.Memory(logs.entries(300))


@pytest.fixture
def folder(tmp_path, log):
    return logs.publish(tmp_path / "town" / "registro", log)


@pytest.fixture
def proof_file(tmp_path, log):
    return write_proof(tmp_path, log, log.note())


def write_proof(tmp_path, log, note, entry=True):
    path = tmp_path / "acto-7.tlog-proof"
    proof = LogProof(7, tuple(inclusion_proof(7, log.size, log)), note, log.items[7] if entry else None)
    path.write_bytes(proof.to_bytes())
    return path


def run(*words):
    return main([str(word) for word in words])


def test_a_whole_register_in_a_folder_is_verified(folder, capsys):
    assert run("verify", folder, "--key", VKEY) == 0
    assert capsys.readouterr().out == f"✔ {logs.ORIGIN}: 300 actos, todos como se firmaron.\n"


def test_english_is_spoken_where_the_system_does(folder, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert run("verify", folder, "--key", VKEY) == 0
    assert "300 acts, all as they were signed" in capsys.readouterr().out


def test_a_town_is_verified_from_its_home_page_and_its_key_is_told_once(folder, capsys):
    with logs.serving_folder(folder.parent) as url:
        assert run("verify", url) == 0
        assert f"Llave tomada del propio registro: {VKEY}" in capsys.readouterr().out
        assert run("verify", url) == 0
        assert "Llave" not in capsys.readouterr().out


def test_an_altered_act_is_named(folder, capsys):
    path = folder / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace('número 7"'.encode(), 'número 8"'.encode()))
    assert run("verify", folder, "--key", VKEY) == 1
    assert "✗ el acto 7, tile/0/000: el acto fue alterado después de firmarse" in capsys.readouterr().err


def test_more_faults_than_fit_are_counted(tmp_path, capsys):
    folder = logs.publish(tmp_path / "log", logs.Memory([b"x"] * 250))
    assert run("verify", folder, "--key", VKEY) == 1
    assert "…y 150 fallas más" in capsys.readouterr().err


def test_another_key_is_refused(folder, capsys):
    assert run("verify", folder, "--key", OTHER.vkey) == 1
    assert "La firma no es de la llave del registro" in capsys.readouterr().err


def test_a_register_that_shrank_or_forked_is_refused(folder, capsys):
    assert run("verify", folder) == 0
    logs.publish(folder, logs.Memory(logs.entries(290)))
    assert run("verify", folder) == 1
    assert "tiene menos actos que antes" in capsys.readouterr().err
    logs.publish(folder, logs.Memory([logs.entry(0, title="otro"), *logs.entries(400)[1:]]))
    assert run("verify", folder) == 1
    assert "cambió actos que ya había publicado" in capsys.readouterr().err


def test_a_register_that_changes_its_key_is_refused(folder, log, capsys):
    assert run("verify", folder) == 0
    logs.publish(folder, log, OTHER)
    assert run("verify", folder) == 1
    assert "una llave distinta de la que ya conocías" in capsys.readouterr().err


def test_a_folder_without_key_is_verified_with_the_known_one(folder):
    assert run("verify", folder) == 0
    for name in ("llave", "vkey"):
        (folder / name).unlink()
    assert run("verify", folder) == 0


def test_what_cannot_be_read_has_its_own_code(tmp_path, folder, capsys):
    assert run("verify", tmp_path / "nowhere") == 8
    assert run("verify", "ftp://nowhere.example") == 8
    for name in ("llave", "vkey"):
        (folder / name).unlink()
    assert run("verify", folder) == 8
    assert "No se encontró" in capsys.readouterr().err


def test_an_act_is_verified_offline_from_its_file(proof_file, capsys):
    started = time.monotonic()
    assert run("verify", proof_file, "--key", VKEY) == 0
    assert time.monotonic() - started < 1
    out = capsys.readouterr().out
    assert f"✔ Este acto está en el registro público de {logs.ORIGIN}, tal como se publicó." in out
    assert "Qué: meetings.agreement.adopted, 2026-ord-7, versión 1" in out
    assert "Cuándo: 2026-01-01 00:07 UTC" in out
    assert "Quién: Secretaría Técnica de la CIGA" in out


def test_an_act_is_verified_with_the_key_that_is_known(folder, proof_file, capsys):
    assert run("verify", proof_file) == 2
    assert "Falta la llave del registro" in capsys.readouterr().err
    assert run("verify", folder) == 0
    assert run("verify", proof_file) == 0


def test_an_act_in_another_version_of_the_register_is_refused(folder, tmp_path, capsys):
    assert run("verify", folder) == 0
    forked = logs.Memory([logs.entry(0, title="otro"), *logs.entries(300)[1:]])
    assert run("verify", write_proof(tmp_path, forked, forked.note())) == 1
    assert "cambió actos que ya había publicado" in capsys.readouterr().err


def test_the_act_that_a_person_holds_is_compared(tmp_path, log, proof_file, capsys):
    act = tmp_path / "acto.json"
    act.write_bytes(log.items[7])
    assert run("verify", proof_file, "--key", VKEY, "--entry", act) == 0
    bare = write_proof(tmp_path, log, log.note(), entry=False)
    assert run("verify", bare, "--key", VKEY, "--entry", act) == 0
    act.write_text(json.dumps(json.loads(log.items[7]), indent=1))
    assert run("verify", bare, "--key", VKEY, "--entry", act) == 1
    assert "el acto no es el que se publicó" in capsys.readouterr().err


def test_a_proof_without_act_needs_it(tmp_path, log, capsys):
    assert run("verify", write_proof(tmp_path, log, log.note(), entry=False), "--key", VKEY) == 1
    assert "no tiene la forma que pide el estándar" in capsys.readouterr().err


def test_an_entry_of_another_project_is_proved_without_telling_what_it_says(tmp_path, capsys):
    log = logs.Memory([b"x"] * 9)
    assert run("verify", write_proof(tmp_path, log, log.note()), "--key", VKEY) == 0
    assert "Acto 7 de 9" in capsys.readouterr().out


def test_an_act_that_carries_only_the_hash_of_its_record_tells_it(tmp_path, capsys):
    log = logs.Memory([logs.hashed_entry(index) for index in range(9)])
    assert run("verify", write_proof(tmp_path, log, log.note()), "--key", VKEY) == 0
    assert f"Huella de su contenido: {'ab' * 32}" in capsys.readouterr().out


def test_witnesses_are_told(tmp_path, log, capsys):
    cosigned = open_note(sign_note(log.checkpoint().body(), [WITNESS]), [WITNESS.verifier]).verified
    note = sign_checkpoint(log.checkpoint(), logs.SIGNER, cosigned)
    absent = CosignatureVerifier("ausente.example/w", WITNESS.verifier.public_key)
    words = ("--key", VKEY, "--witness", WITNESS.vkey, "--witness", absent.vkey)
    assert run("verify", write_proof(tmp_path, log, note), *words) == 0
    out = capsys.readouterr().out
    assert "Atestiguado por testigo.example/w1: 2023-11-14 22:13 UTC" in out
    assert "Sin testimonio de ausente.example/w" in out


def test_a_mirror_is_made_and_verified(folder, tmp_path, capsys):
    copy = tmp_path / "copy"
    with logs.serving_folder(folder.parent) as url:
        assert run("mirror", url, copy) == 0
    assert "300 actos copiados y comprobados" in capsys.readouterr().out
    assert run("verify", copy) == 0


def test_a_mirror_of_an_altered_register_is_refused(folder, tmp_path, capsys):
    (folder / "tile/0/000").write_bytes(bytes(8192))
    with logs.serving_folder(folder) as url:
        assert run("mirror", url, tmp_path / "copy", "--key", VKEY) == 1
    assert "La copia conserva su último estado bueno" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["verify"],
        ["other"],
        ["verify", "x", "--key", "y"],
        ["verify", "x", "--witness", VKEY],
        ["witness"],
        ["witness", "init", "a b"],
        ["witness", "run", "http://127.0.0.1:1", "--every", "0"],
    ],
)
def test_a_badly_written_command_has_its_own_code(words, capsys):
    assert run(*words) == 2
    assert "Orden mal escrita" in capsys.readouterr().err


def test_help_tells_the_exit_codes(capsys):
    assert run("--help") == 0
    assert "Códigos de salida" in capsys.readouterr().out


def test_the_key_of_a_witness_is_made_once_and_only_its_owner_reads_it(tmp_path, capsys):
    place = tmp_path / "w"
    assert run("witness", "init", "testigo.example/w1", "--folder", place) == 0
    vkey = capsys.readouterr().out.splitlines()[-1]
    assert CosignatureVerifier.from_vkey(vkey).name == "testigo.example/w1"
    key = place / "clave-del-testigo"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    assert run("witness", "init", "testigo.example/w1", "--folder", place) == 1
    assert key.read_text() == before


def test_a_witness_without_key_or_with_an_open_one_does_not_start(tmp_path, capsys):
    place = tmp_path / "w"
    assert run("witness", "run", "http://127.0.0.1:1", "--folder", place) == 2
    assert run("witness", "serve", "--folder", place) == 2
    assert "Falta la clave" in capsys.readouterr().err
    run("witness", "init", "testigo.example/w1", "--folder", place)
    (place / "clave-del-testigo").chmod(0o640)
    assert run("witness", "serve", "--folder", place) == 2
    assert "Otras personas pueden leer" in capsys.readouterr().err


class Cosigning(logs.Files):
    """The static files of a town that also takes cosignatures."""

    received = []
    status = 204

    def do_POST(self):
        self.received.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(self.status)
        self.end_headers()


def test_a_witness_runs_once_with_one_command(folder, tmp_path, capsys):
    place = tmp_path / "w"
    run("witness", "init", "testigo.example/w1", "--folder", place)
    witness = CosignatureVerifier.from_vkey(capsys.readouterr().out.splitlines()[-1])
    handler = type("Handler", (Cosigning,), {"received": []})
    with logs.serving(logs.at_folder(handler, folder.parent)) as url:
        assert run("witness", "run", url, "--folder", place) == 0
        out = capsys.readouterr().out
        assert "Llave tomada del propio registro" in out
        assert "✔ Atestiguado: prueba.example/registro, 300 actos." in out
        assert run("witness", "run", url, "--folder", place) == 0
        assert "Llave" not in capsys.readouterr().out
        logs.publish(folder, logs.Memory(logs.entries(290)))
        assert run("witness", "run", url, "--folder", place) == 1
        assert "menos actos que antes" in capsys.readouterr().err
    assert len(handler.received) == 2
    assert all(open_note(note, [witness]).verified for note in handler.received)


def test_a_town_that_does_not_know_the_witness_is_told(folder, tmp_path, capsys):
    place = tmp_path / "w"
    run("witness", "init", "testigo.example/w1", "--folder", place)
    handler = type("Handler", (Cosigning,), {"received": [], "status": 403})
    with logs.serving(logs.at_folder(handler, folder.parent)) as url:
        assert run("witness", "run", url, "--folder", place) == 1
    assert "¿Ya le entregaste tu llave pública?" in capsys.readouterr().err


def test_a_witness_that_repeats_goes_on_after_a_passing_fault(tmp_path, capsys, monkeypatch):
    place = tmp_path / "w"
    run("witness", "init", "testigo.example/w1", "--folder", place)
    waits = []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(witness_commands.time, "sleep", wait)
    with pytest.raises(KeyboardInterrupt):
        run("witness", "run", "ftp://x.example", "--folder", place, "--every", "5")
    assert waits == [300, 300]
    assert "No se pudo leer" in capsys.readouterr().err


def test_a_witness_serves_the_logs_it_is_told(tmp_path, capsys, monkeypatch):
    place = tmp_path / "w"
    run("witness", "init", "testigo.example/w1", "--folder", place)
    started = threading.Event()
    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", lambda _self: started.set())
    assert run("witness", "serve", "--folder", place, "--log", VKEY, "--port", "0") == 0
    assert started.is_set()
    assert WitnessStore(place / "testigo.sqlite3").log(logs.ORIGIN).verifier == logs.SIGNER.verifier
    assert "Testigo testigo.example/w1 en http://127.0.0.1:" in capsys.readouterr().out


def test_a_taken_port_has_its_own_code(tmp_path, capsys):
    place = tmp_path / "w"
    run("witness", "init", "testigo.example/w1", "--folder", place)
    with logs.serving_folder(tmp_path) as url:
        assert run("witness", "serve", "--folder", place, "--port", url.rsplit(":", 1)[1]) == 7
    assert "puerto" in capsys.readouterr().err
