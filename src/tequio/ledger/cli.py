"""``tequio verify``, ``tequio mirror`` and ``tequio witness``: a reader's and a witness's commands.

Exit codes: 0 everything is as it was signed; 1 it is not; 2 the command is badly written, or a key is
missing; 7 the port is taken; 8 it could not be read (network, missing file).
"""

import argparse
import sys
from typing import Any, Never

from tequio.ledger import verify_commands, witness_commands
from tequio.ledger.cosignature import CosignatureVerifier
from tequio.ledger.errors import FormatError, LedgerError, SourceError
from tequio.ledger.keys import Verifier, require_name
from tequio.ledger.messages import complain, explain, text
from tequio.ledger.seen import state_folder
from tequio.ledger.verify_commands import FAILED, UNREADABLE, USAGE


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, text("Uso: ", "Usage: ") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the reader's language, with its arguments under one heading."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Formatter, add_help=False, allow_abbrev=False)
        self.words = self.add_argument_group(text("Opciones", "Options"))
        self.words.add_argument("--help", action="help", help=text("muestra esta ayuda", "show this help"))

    def error(self, message: str) -> Never:
        self.print_usage(sys.stderr)
        complain("✗ Orden mal escrita.", "✗ The command is badly written.")
        complain(f"  Detalle técnico: {message}", f"  Technical detail: {message}")
        raise SystemExit(USAGE)


def main(argv: list[str]) -> int:
    """Run one command, such as ``["verify", "https://town.example"]``, and return its exit code."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return USAGE if stop.code else 0
    try:
        code: int = options.run(options)
    except SourceError as error:
        explain(error)
        return UNREADABLE
    except LedgerError as error:
        explain(error)
        return FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="./tequio",
        epilog=text(
            "Códigos de salida: 0 todo está como se firmó; 1 no lo está; "
            "2 orden mal escrita o falta una llave; 7 puerto ocupado; 8 no se pudo leer.",
            "Exit codes: 0 all is as it was signed; 1 it is not; "
            "2 badly written or a key is missing; 7 port taken; 8 it could not be read.",
        ),
    )
    commands = parser.add_subparsers(
        required=True, title=text("Órdenes", "Commands"), metavar=text("ORDEN", "COMMAND")
    )
    _add_verify(
        commands.add_parser(
            "verify", help=text("comprueba un registro o un acto", "check a register or an act")
        )
    )
    _add_mirror(commands.add_parser("mirror", help=text("copia un registro", "copy a register")))
    witness = commands.add_parser("witness", help=text("atestigua un registro", "witness a register"))
    _add_witness(witness)
    return parser


def _add_verify(parser: _Parser) -> None:
    parser.set_defaults(run=verify_commands.verify)
    parser.words.add_argument(
        "target",
        metavar=text("FUENTE", "SOURCE"),
        help=text(
            "dirección del municipio o de su registro, carpeta con una copia, o archivo .tlog-proof",
            "address of the town or of its register, folder with a copy, or .tlog-proof file",
        ),
    )
    _add_keys(parser)
    parser.words.add_argument(
        "--entry",
        metavar=text("ARCHIVO", "FILE"),
        help=text(
            "el acto que tienes, para compararlo con la prueba",
            "the act you hold, to compare it with the proof",
        ),
    )


def _add_mirror(parser: _Parser) -> None:
    parser.set_defaults(run=verify_commands.copy)
    parser.words.add_argument(
        "url", metavar="URL", help=text("dirección del municipio", "address of the town")
    )
    parser.words.add_argument("folder", metavar=text("CARPETA", "FOLDER"))
    _add_keys(parser)


def _add_witness(parser: _Parser) -> None:
    actions = parser.add_subparsers(
        required=True, title=text("Acciones", "Actions"), metavar=text("ACCIÓN", "ACTION")
    )
    init = actions.add_parser("init", help=text("crea la clave del testigo", "make the witness's key"))
    run = actions.add_parser("run", help=text("atestigua sin servidor propio", "witness without a server"))
    serve = actions.add_parser("serve", help=text("atiende por la red", "answer on the network"))
    _add_witness_init(init)
    _add_witness_run(run)
    _add_witness_serve(serve)
    for action in (init, run, serve):
        action.words.add_argument(
            "--folder",
            metavar=text("CARPETA", "FOLDER"),
            default=str(state_folder() / "witness"),
            help=text("carpeta del testigo", "the witness's folder"),
        )


def _add_witness_init(parser: _Parser) -> None:
    parser.set_defaults(run=witness_commands.init)
    parser.words.add_argument(
        "name",
        metavar=text("NOMBRE", "NAME"),
        type=_key_name,
        help=text(
            "nombre de la llave, como observatorio.example/testigo", "key name, like university.example/w1"
        ),
    )


def _add_witness_run(parser: _Parser) -> None:
    parser.set_defaults(run=witness_commands.run)
    parser.words.add_argument(
        "url", metavar="URL", help=text("dirección del municipio", "address of the town")
    )
    parser.words.add_argument("--key", metavar="VKEY", type=_verifier, help=_key_help())
    parser.words.add_argument(
        "--every",
        metavar="MIN",
        type=_minutes,
        help=text("repite cada tantos minutos", "repeat every so many minutes"),
    )


def _add_witness_serve(parser: _Parser) -> None:
    parser.set_defaults(run=witness_commands.serve)
    parser.words.add_argument(
        "--log", metavar="VKEY", type=_verifier, action="append", default=[], help=_key_help()
    )
    parser.words.add_argument("--host", default="127.0.0.1")
    parser.words.add_argument("--port", type=int, default=8765)


def _add_keys(parser: _Parser) -> None:
    parser.words.add_argument("--key", metavar="VKEY", type=_verifier, help=_key_help())
    parser.words.add_argument(
        "--witness",
        metavar="VKEY",
        action="append",
        default=[],
        type=_witness_verifier,
        help=text("llave de un testigo; se puede repetir", "a witness's key; may be repeated"),
    )


def _key_help() -> str:
    return text("llave pública del registro", "the register's public key")


def _verifier(vkey: str) -> Verifier:
    try:
        return Verifier.from_vkey(vkey)
    except FormatError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _witness_verifier(vkey: str) -> CosignatureVerifier:
    try:
        return CosignatureVerifier.from_vkey(vkey)
    except FormatError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _key_name(name: str) -> str:
    try:
        require_name(name)
    except FormatError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return name


def _minutes(number: str) -> int:
    if not number.isdecimal() or int(number) < 1:
        raise argparse.ArgumentTypeError(text("escribe minutos, desde 1", "write minutes, from 1"))
    return int(number)
