"""What a reader needs to check one act without trusting us."""

from dataclasses import dataclass

from django.http import Http404

from tequio.ledger.errors import ProofError
from tequio.ledger.merkle import inclusion_proof, leaf_hash, verify_inclusion
from tequio.ledger.proof import LogProof
from tequio.register import signing
from tequio.register.models import Checkpoint, Cosignature, Entry, Witness
from tequio.register.tree import DatabaseTiles, current_size
from tequio.register.witnesses import with_cosignatures


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint; signs one first if an act entered after the last signature."""
    newest = Checkpoint.objects.first()
    size = current_size()
    if newest is None or newest.size < size:
        return signing.sign_head()
    return newest


@dataclass(frozen=True)
class ActProof:
    """An act, the checkpoint that covers it and the hashes that join them; checked again each time it is made."""

    entry: Entry
    checkpoint: Checkpoint
    path: list[bytes]

    def holds(self) -> bool:
        """Whether the hashes really lead from the act's bytes to the signed root."""
        try:
            verify_inclusion(
                self.entry.index,
                self.checkpoint.size,
                leaf_hash(bytes(self.entry.body)),
                self.path,
                bytes(self.checkpoint.root),
            )
        except ProofError:
            return False
        return True

    def to_file(self) -> bytes:
        """The ``.tlog-proof`` file, with the act itself inside: it is checked offline, on its own."""
        note = with_cosignatures(self.checkpoint)
        return LogProof(self.entry.index, self.path, note, bytes(self.entry.body)).to_bytes()


def prove(entry: Entry) -> ActProof:
    """The proof of *entry* in the newest checkpoint."""
    checkpoint = latest_checkpoint()
    if checkpoint is None or checkpoint.size <= entry.index:
        raise Http404
    return ActProof(entry, checkpoint, inclusion_proof(entry.index, checkpoint.size, DatabaseTiles()))


@dataclass(frozen=True)
class WitnessState:
    """How far one witness has followed the register."""

    witness: Witness
    cosignature: Cosignature | None
    behind: int


def witness_states(size: int) -> list[WitnessState]:
    """Every witness in force with what it last signed, honestly: how many acts it has not seen."""
    states = []
    for witness in (
        Witness.objects.filter(until_on__isnull=True).select_related("cosignature").order_by("name")
    ):
        cosignature = getattr(witness, "cosignature", None)
        states.append(WitnessState(witness, cosignature, size - cosignature.size if cosignature else size))
    return states
