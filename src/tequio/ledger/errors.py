"""What can be wrong with a log, as few classes of errors as a caller needs to tell apart."""


class LedgerError(Exception):
    """Anything that keeps a log, an entry or a proof from being accepted."""


class FormatError(LedgerError):
    """The bytes are not in the form that the standard demands."""


class EntryTooLargeError(FormatError):
    """An entry has more than 65,535 bytes: publish its hash instead."""


class ProofError(LedgerError):
    """The hashes do not lead to the root that was signed."""


class SignatureError(LedgerError):
    """A signature is missing or does not verify."""


class HistoryError(LedgerError):
    """The log contradicts what it said before."""


class LogShrankError(HistoryError):
    """The log has fewer entries than it had."""


class LogForkedError(HistoryError):
    """The log's earlier entries are no longer the same."""


class KeyChangedError(HistoryError):
    """The log shows another key than the one that is known for it."""


class NotAcceptedError(LedgerError):
    """The town was reached, but did not take the cosignature."""


class SourceError(LedgerError):
    """The log could not be read: network, disk, limits."""


class NotFoundError(SourceError):
    """The place answers, but does not have this resource."""
