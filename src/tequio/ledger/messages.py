"""What the command line says to a person: Spanish, or English where the system speaks English."""

import os
import sys
from datetime import UTC, datetime

from tequio.ledger.audit import Fault, Problem
from tequio.ledger.errors import (
    FormatError,
    KeyChangedError,
    LedgerError,
    LogForkedError,
    LogShrankError,
    NotAcceptedError,
    NotFoundError,
    ProofError,
    SignatureError,
    SourceError,
)

# From the most particular to the most general.
_ERRORS = (
    (
        LogShrankError,
        "El registro tiene menos actos que antes. Lo publicado no se borra: guarda esta evidencia.",
        "The register has fewer acts than before. What was published is never erased: keep this evidence.",
    ),
    (
        LogForkedError,
        "El registro cambió actos que ya había publicado. Guarda esta evidencia.",
        "The register changed acts that it had already published. Keep this evidence.",
    ),
    (
        KeyChangedError,
        "El registro muestra una llave distinta de la que ya conocías. Pregunta por otro medio cuál es la buena.",
        "The register shows another key than the one you knew. Ask by another way which one is right.",
    ),
    (
        SignatureError,
        "La firma no es de la llave del registro.",
        "The signature is not from the register's key.",
    ),
    (
        ProofError,
        "La prueba no lleva al registro firmado: el acto no es el que se publicó.",
        "The proof does not lead to the signed register: the act is not the one that was published.",
    ),
    (
        NotAcceptedError,
        "El municipio no aceptó el testimonio. ¿Ya le entregaste tu llave pública?",
        "The town did not take the cosignature. Did you give it your public key?",
    ),
    (
        NotFoundError,
        "No se encontró lo que se buscaba.",
        "What was looked for is not there.",
    ),
    (
        SourceError,
        "No se pudo leer. Revisa la dirección y tu conexión, e inténtalo de nuevo.",
        "It could not be read. Check the address and your connection, and try again.",
    ),
    (
        FormatError,
        "El contenido no tiene la forma que pide el estándar.",
        "The content does not have the form that the standard demands.",
    ),
    (
        LedgerError,
        "La copia no coincide con el registro firmado.",
        "The copy does not match the signed register.",
    ),
)

_PROBLEMS = {
    Problem.ENTRY_ALTERED: (
        "el acto fue alterado después de firmarse",
        "the act was altered after it was signed",
    ),
    Problem.HASH_ALTERED: (
        "el acto está bien, pero su huella publicada fue alterada",
        "the act is right, but its published hash was altered",
    ),
    Problem.DISAGREEMENT: (
        "el acto y su huella no coinciden, y ninguno es lo que se firmó",
        "the act and its hash do not agree, and neither is what was signed",
    ),
    Problem.RANGE_ALTERED: (
        "uno de los actos bajo este archivo fue alterado, junto con su huella",
        "one of the acts under this file was altered, together with its hash",
    ),
    Problem.TILE_WRONG: (
        "este archivo de huellas fue alterado; los actos están bien",
        "this file of hashes was altered; the acts are right",
    ),
    Problem.FILE_MISSING: ("falta este archivo", "this file is missing"),
    Problem.FILE_MALFORMED: ("este archivo está dañado", "this file is damaged"),
    Problem.ENTRY_MALFORMED: ("el acto no tiene la forma debida", "the act does not have the due form"),
    Problem.TIME_DECREASES: (
        "el acto tiene una fecha anterior a la del acto que lo precede",
        "the act is dated before the act that precedes it",
    ),
    Problem.VERSION_JUMPS: (
        "la versión no sigue a la última de ese asunto",
        "the version does not follow the last one of that subject",
    ),
    Problem.ROOT_WRONG: (
        "los actos no llevan a lo que se firmó",
        "the acts do not lead to what was signed",
    ),
}


def text(spanish: str, english: str) -> str:
    """Return one of the two, by the language of the system."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if language := os.environ.get(name):
            return english if language.startswith("en") else spanish
    return spanish


def moment(at: datetime) -> str:
    """Return a moment as everybody reads it, to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def say(spanish: str, english: str) -> None:
    """Write one line of the answer."""
    sys.stdout.write(text(spanish, english) + "\n")


def complain(spanish: str, english: str) -> None:
    """Write one line about what went wrong."""
    sys.stderr.write(text(spanish, english) + "\n")


def show_progress(done: int, total: int) -> None:
    """Rewrite one line with what is done so far, when a person is looking."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write("\r" + text(f"  {done:,} de {total:,} actos", f"  {done:,} of {total:,} acts") + end)
        sys.stderr.flush()


def explain(error: LedgerError) -> None:
    """Say what an error means, and the detail for whoever will look into it."""
    spanish, english = next((es, en) for kind, es, en in _ERRORS if isinstance(error, kind))
    complain(f"✗ {spanish}", f"✗ {english}")
    complain(f"  Detalle técnico: {error}", f"  Technical detail: {error}")


def describe(fault: Fault) -> None:
    """Say which act or file is wrong."""
    spanish, english = _PROBLEMS[fault.problem]
    where = text("el acto", "act") + f" {fault.entry}, " if fault.entry is not None else ""
    detail = f" [{fault.detail}]" if fault.detail else ""
    complain(f"✗ {where}{fault.path}: {spanish}{detail}", f"✗ {where}{fault.path}: {english}{detail}")
