"""``tequio witness``: an institution that watches another one's register."""

import argparse
import time
from pathlib import Path

from tequio.ledger.cosignature import CosignatureSigner
from tequio.ledger.errors import NotAcceptedError, SourceError
from tequio.ledger.http_source import HttpSource
from tequio.ledger.keys import Signer
from tequio.ledger.messages import complain, explain, say
from tequio.ledger.source import Folder
from tequio.ledger.storage import create_secret, is_private
from tequio.ledger.verify_commands import FAILED, OK, PORT_TAKEN, USAGE, choose_key, origin_of
from tequio.ledger.witness import Witness, WitnessStore
from tequio.ledger.witness_pull import witness_once
from tequio.ledger.witness_server import witness_server

KEY_FILE = "clave-del-testigo"
STORE_FILE = "testigo.sqlite3"
_MAX_KEY_SIZE = 1000


def init(options: argparse.Namespace) -> int:
    """Make the witness's key, once."""
    folder = Path(options.folder)
    signer = Signer.generate(options.name)
    try:
        create_secret(folder / KEY_FILE, signer.to_text() + "\n")
    except FileExistsError:
        complain(f"✗ Ya hay una clave en {folder}; no se cambia.", f"✗ {folder} already has a key; it stays.")
        return FAILED
    vkey = CosignatureSigner(signer.name, signer.seed).vkey
    say(
        f"✔ Clave creada en {folder / KEY_FILE}. Nadie más debe leerla. Respáldala.\n"
        f"Entrega esta llave pública al municipio:\n{vkey}",
        f"✔ Key made in {folder / KEY_FILE}. Nobody else may read it. Back it up.\n"
        f"Give this public key to the town:\n{vkey}",
    )
    return OK


def run(options: argparse.Namespace) -> int:
    """Witness a register once, or every so many minutes."""
    witness = _open(Path(options.folder))
    if witness is None:
        return USAGE
    while True:
        try:
            _witness_once(options, witness)
        except (NotAcceptedError, SourceError) as error:
            if not options.every:
                raise
            explain(error)
        if not options.every:
            return OK
        time.sleep(options.every * 60)


def serve(options: argparse.Namespace) -> int:
    """Answer the registers that ask for a cosignature."""
    witness = _open(Path(options.folder))
    if witness is None:
        return USAGE
    for log in options.log:
        witness.store.add_log(log)
    try:
        server = witness_server(witness, options.host, options.port)
    except OSError as error:
        complain(f"✗ No se puede atender en ese puerto: {error}", f"✗ That port cannot be served: {error}")
        return PORT_TAKEN
    with server:
        port = server.server_address[1]
        say(
            f"Testigo {witness.signer.name} en http://{options.host}:{port}. Se detiene con Ctrl+C.",
            f"Witness {witness.signer.name} at http://{options.host}:{port}. Ctrl+C stops it.",
        )
        server.serve_forever()
    return OK


def _witness_once(options: argparse.Namespace, witness: Witness) -> None:
    source = HttpSource(options.url)
    known = witness.store.log(origin_of(source.checkpoint()))
    log = choose_key(source, options.key, known.verifier if known else None)
    checkpoint = witness_once(source, log, witness)
    say(
        f"✔ Atestiguado: {checkpoint.origin}, {checkpoint.size:,} actos.",
        f"✔ Witnessed: {checkpoint.origin}, {checkpoint.size:,} acts.",
    )


def _open(folder: Path) -> Witness | None:
    path = folder / KEY_FILE
    if not path.exists():
        complain(
            "✗ Falta la clave: créala con «tequio witness init».",
            "✗ No key: make it with «tequio witness init».",
        )
        return None
    if not is_private(path):
        complain(
            f"✗ Otras personas pueden leer {path}. Corrígelo con: chmod 600 {path}",
            f"✗ Other people can read {path}. Correct it with: chmod 600 {path}",
        )
        return None
    secret = Folder(folder).fetch(KEY_FILE, _MAX_KEY_SIZE).decode("utf-8", "replace").strip()
    return Witness(CosignatureSigner.from_text(secret), WitnessStore(folder / STORE_FILE))
