"""``tequio verify`` and ``tequio mirror``: what a reader does with a register."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from tequio.ledger.audit import AuditReport, audit
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.cosignature import CosignatureVerifier, cosigned_at
from tequio.ledger.envelope import Envelope
from tequio.ledger.errors import FormatError, LogForkedError, NotFoundError
from tequio.ledger.http_source import HttpSource
from tequio.ledger.keys import Verifier
from tequio.ledger.messages import complain, describe, moment, say, show_progress
from tequio.ledger.mirror import MirrorError, mirror
from tequio.ledger.note import Note, parse_note
from tequio.ledger.proof import MAX_PROOF_SIZE, LogProof
from tequio.ledger.seen import SeenLogs, require_same_key, state_folder
from tequio.ledger.source import Folder, FolderSource, LogSource
from tequio.ledger.tiles import MAX_ENTRY_SIZE

OK, FAILED, USAGE, PORT_TAKEN, UNREADABLE = 0, 1, 2, 7, 8


def verify(options: argparse.Namespace) -> int:
    """Check a whole register, or one act's proof."""
    target: str = options.target
    if not is_url(target) and Path(target).is_file():
        return _verify_proof(Path(target), options)
    source: LogSource = HttpSource(target) if is_url(target) else FolderSource(target)
    seen = SeenLogs(state_folder())
    note = source.checkpoint()
    log = choose_key(source, options.key, seen.verifier(origin_of(note)))
    checkpoint, opened = open_checkpoint(note, log, options.witness)
    report = audit(checkpoint, source, show_progress)
    if not report.is_sound:
        return _tell_faults(report)
    seen.update(log, checkpoint, note, source)
    say(
        f"✔ {checkpoint.origin}: {checkpoint.size:,} actos, todos como se firmaron.",
        f"✔ {checkpoint.origin}: {checkpoint.size:,} acts, all as they were signed.",
    )
    _tell_witnesses(opened, options.witness)
    return OK


def copy(options: argparse.Namespace) -> int:
    """Copy a register into a folder and check all of it."""
    source = HttpSource(options.url)
    seen = SeenLogs(state_folder())
    note = source.checkpoint()
    log = choose_key(source, options.key, seen.verifier(origin_of(note)))
    folder = Path(options.folder)
    try:
        report = mirror(source, folder, log, options.witness, show_progress)
    except MirrorError as error:
        complain(
            "✗ Lo copiado no es lo que se firmó. La copia conserva su último estado bueno.",
            "✗ What was copied is not what was signed. The copy keeps its last good state.",
        )
        return _tell_faults(error.report)
    copied = FolderSource(folder)
    seen.update(log, report.checkpoint, copied.checkpoint(), copied)
    say(
        f"✔ {report.checkpoint.origin}: {report.checkpoint.size:,} actos copiados y comprobados en {folder}.",
        f"✔ {report.checkpoint.origin}: {report.checkpoint.size:,} acts copied and checked in {folder}.",
    )
    return OK


def is_url(target: str) -> bool:
    """Whether this is a web address rather than a path."""
    return target.startswith(("http://", "https://"))


def choose_key(source: LogSource, given: Verifier | None, known: Verifier | None) -> Verifier:
    """Return the key to check with: the given one, else the known one, else the one that the log shows.

    Raises:
        KeyChangedError: the log shows another key than the known one.
        NotFoundError: no key is given nor known, and the log shows none.
    """
    if given is not None:
        return given
    try:
        shown = Verifier.from_vkey(source.vkey())
    except NotFoundError:
        if known is None:
            raise
        return known
    require_same_key(known, shown)
    if known is None:
        say(
            f"Llave tomada del propio registro: {shown.vkey}\n"
            "Compárala con la que el municipio publica por otro medio.",
            f"Key taken from the register itself: {shown.vkey}\n"
            "Compare it with the one that the town publishes elsewhere.",
        )
    return shown


def _verify_proof(path: Path, options: argparse.Namespace) -> int:
    proof = LogProof.parse(_read(path, MAX_PROOF_SIZE))
    seen = SeenLogs(state_folder())
    log = options.key or seen.verifier(origin_of(proof.checkpoint))
    if log is None:
        complain(
            "✗ Falta la llave del registro: escríbela con --key, o comprueba antes el registro completo.",
            "✗ The register's key is missing: give it with --key, or verify the whole register first.",
        )
        return USAGE
    entry = _read(Path(options.entry), MAX_ENTRY_SIZE) if options.entry else None
    checkpoint, note = proof.verify(log, options.witness, entry)
    before = seen.checkpoint(log.name)
    if before is not None and before.size == checkpoint.size and before.root != checkpoint.root:
        raise LogForkedError(f"another tree of {checkpoint.size} entries was signed before")
    say(
        f"✔ Este acto está en el registro público de {checkpoint.origin}, tal como se publicó.",
        f"✔ This act is in the public register of {checkpoint.origin}, just as it was published.",
    )
    _tell_act(proof, entry, checkpoint)
    _tell_witnesses(note, options.witness)
    return OK


def _read(path: Path, limit: int) -> bytes:
    return Folder(path.parent).fetch(path.name, limit)


def origin_of(note: str) -> str:
    """Return the name of the log that a checkpoint is about; nothing is verified."""
    return Checkpoint.parse(parse_note(note).text).origin


def _tell_act(proof: LogProof, entry: bytes | None, checkpoint: Checkpoint) -> None:
    say(
        f"  Acto {proof.index} de {checkpoint.size:,}",
        f"  Act {proof.index} of {checkpoint.size:,}",
    )
    try:
        act = Envelope.parse(entry or proof.entry or b"")
    except FormatError:
        return  # another project's log: its entries have another form
    at = moment(act.at)
    say(
        f"  Qué: {act.kind}, {act.subject_id}, versión {act.version}\n  Cuándo: {at}\n  Quién: {act.issuer}",
        f"  What: {act.kind}, {act.subject_id}, version {act.version}\n  When: {at}\n  Who: {act.issuer}",
    )
    if act.record_sha256:
        say(f"  Huella de su contenido: {act.record_sha256}", f"  Hash of its content: {act.record_sha256}")


def _tell_witnesses(note: Note, witnesses: list[CosignatureVerifier]) -> None:
    keys = {(witness.name, witness.key_id) for witness in witnesses}
    for item in note.verified:
        if (item.name, item.key_id) in keys:
            at = moment(datetime.fromtimestamp(cosigned_at(item.signature), UTC))
            say(f"  Atestiguado por {item.name}: {at}", f"  Witnessed by {item.name}: {at}")
    missing = keys - {(item.name, item.key_id) for item in note.verified}
    for name, _ in sorted(missing):
        say(f"  Sin testimonio de {name}", f"  Not witnessed by {name}")


def _tell_faults(report: AuditReport) -> int:
    for fault in report.faults:
        describe(fault)
    if hidden := report.fault_count - len(report.faults):
        complain(f"  …y {hidden:,} fallas más", f"  …and {hidden:,} more faults")
    return FAILED
