"""Signatures of institutions outside the town hall that follow the register."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from tequio.core.legal import action
from tequio.ledger.checkpoint import open_checkpoint
from tequio.ledger.cosignature import CosignatureVerifier, cosigned_at
from tequio.ledger.note import Signature
from tequio.register.models import Checkpoint, Cosignature, Witness
from tequio.register.signing import town_signer


class UnknownWitnessError(ValueError):
    """The note carries no signature of a witness that this town knows, or is not about one of its checkpoints."""


@action
def receive(note: str) -> Witness:
    """Keep the cosignature that *note* (a checkpoint of ours plus a witness's line) brings.

    Raises ``LedgerError`` for a malformed note or a bad signature, :class:`UnknownWitnessError` otherwise. A
    signature older than the one we hold changes nothing.
    """
    known = {witness.vkey: witness for witness in Witness.objects.filter(until_on__isnull=True)}
    verifiers = [CosignatureVerifier.from_vkey(vkey) for vkey in known]
    head, opened = open_checkpoint(note, town_signer().verifier, verifiers)
    if not Checkpoint.objects.filter(size=head.size, root=head.root).exists():
        raise UnknownWitnessError(_("Este punto de control no es nuestro."))
    for verifier in verifiers:
        for signature in opened.verified:
            if (signature.name, signature.key_id) == (verifier.name, verifier.key_id):
                return _keep(known[verifier.vkey], head.size, signature)
    raise UnknownWitnessError(_("No reconocemos la firma de este testigo."))


def _keep(witness: Witness, size: int, signature: Signature) -> Witness:
    held = Cosignature.objects.filter(witness=witness).first()
    if held is None or held.size <= size:
        at = datetime.fromtimestamp(cosigned_at(signature.signature), UTC)
        Cosignature.objects.update_or_create(
            witness=witness, defaults={"size": size, "line": signature.line, "signed_at": at}
        )
    return witness


def with_cosignatures(checkpoint: Checkpoint) -> str:
    """The checkpoint's note followed by the lines of every witness that signed exactly it."""
    lines = Cosignature.objects.filter(size=checkpoint.size, witness__until_on__isnull=True).order_by(
        "witness__vkey"
    )
    return checkpoint.note + "".join(cosignature.line for cosignature in lines)
