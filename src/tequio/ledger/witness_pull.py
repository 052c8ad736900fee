"""Witnessing without a public server: fetch the town's checkpoint, check it, send the cosignature."""

from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.errors import SourceError
from tequio.ledger.http_source import HttpSource
from tequio.ledger.keys import Verifier
from tequio.ledger.merkle import consistency_proof
from tequio.ledger.seen import require_continuity
from tequio.ledger.witness import Witness, build_request

# Where a town receives cosignatures, below its log's prefix: the checkpoint's note with them added.
COSIGNATURES_PATH = "cofirmas"


def witness_once(source: HttpSource, log: Verifier, witness: Witness) -> Checkpoint:
    """Cosign the log's present checkpoint if it keeps what this witness cosigned before, and send it.

    Raises:
        SourceError: the town could not be read, or did not take the cosignature.
        HistoryError: the log shrank or forked, or has another key; nothing is cosigned.
        SignatureError, FormatError: the checkpoint is not in order.
    """
    known = witness.store.add_log(log)
    note = source.checkpoint()
    checkpoint, opened = open_checkpoint(note, log)
    require_continuity(Checkpoint(log.name, known.size, known.root), checkpoint, source)
    is_extended = 0 < known.size < checkpoint.size
    proof = consistency_proof(known.size, checkpoint.size, source) if is_extended else []
    answer = witness.add_checkpoint(build_request(known.size, proof, note))
    if answer.status != 200:
        raise SourceError(
            f"this witness moved on meanwhile; run it again ({answer.status} {answer.body.strip()})"
        )
    source.web.post(COSIGNATURES_PATH, opened.to_text() + answer.body)
    return checkpoint
