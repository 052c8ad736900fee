"""Signatures of institutions outside the town hall that follow the register."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _

from tequio.core.legal import action
from tequio.ledger.checkpoint import Checkpoint as SignedHead
from tequio.ledger.cosignature import CosignatureVerifier
from tequio.ledger.note import open_note
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
    opened = open_note(note, [town_signer().verifier])
    head = SignedHead.parse(opened.text)
    if not Checkpoint.objects.filter(size=head.size, root=head.root).exists():
        raise UnknownWitnessError(_("Este punto de control no es nuestro."))
    for witness in Witness.objects.filter(until_on__isnull=True):
        cosignature = CosignatureVerifier.from_vkey(witness.vkey).find(note)
        if cosignature:
            held = Cosignature.objects.filter(witness=witness).first()
            if held is None or held.size <= head.size:
                Cosignature.objects.update_or_create(
                    witness=witness,
                    defaults={
                        "size": head.size,
                        "line": cosignature.line,
                        "signed_at": datetime.fromtimestamp(cosignature.timestamp, UTC),
                    },
                )
            return witness
    raise UnknownWitnessError(_("No reconocemos la firma de este testigo."))


def with_cosignatures(checkpoint: Checkpoint) -> str:
    """The checkpoint's note followed by the lines of every witness that signed exactly it."""
    lines = Cosignature.objects.filter(size=checkpoint.size, witness__until_on__isnull=True).order_by("witness__vkey")
    return checkpoint.note + "".join(cosignature.line for cosignature in lines)
