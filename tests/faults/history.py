"""Comparing what people were told with what the register holds, without Django: plain SQL and the ledger alone."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg

from tequio.ledger.audit import audit
from tequio.ledger.checkpoint import Checkpoint, open_checkpoint
from tequio.ledger.errors import LedgerError, NotFoundError
from tequio.ledger.keys import Signer
from tequio.ledger.merkle import tree_root
from tests.faults.acts import History
from tests.faults.town import Town

WORD = re.compile(r"(?:Oficina \d+|Aviso) ([a-z]+\d+x\d+)")


@dataclass
class Register:
    """The tables of the register as they lie in the database: an audit source of the ledger's."""

    entries: list[bytes]
    detached: list[bytes | None]
    leaves: list[bytes]
    subtrees: dict[tuple[int, int], bytes]
    size: int
    notes: list[str]
    tables: dict[str, list[tuple[Any, ...]]]

    def read_tile(self, level: int, index: int, width: int) -> list[bytes]:
        """The hashes of a tile."""
        start = index * 256
        if level == 0:
            hashes = self.leaves[start : start + width]
        else:
            found = (self.subtrees.get((level - 1, slot)) for slot in range(start, start + width))
            hashes = [value for value in found if value is not None]
        if len(hashes) != width:
            raise NotFoundError(f"tile {level}/{index}")
        return hashes

    def read_bundle(self, index: int, width: int) -> list[bytes]:
        """The entries of a bundle."""
        return self.entries[index * 256 : index * 256 + width]


TABLES = {
    "records": "SELECT subject_type, subject_id, version, entry_id, title FROM register_record",
    "traces": "SELECT entry_id FROM register_trace",
    "heads": 'SELECT subject_type, subject_id, MAX(version), MAX("index") FROM register_entry GROUP BY 1, 2',
    "organizations": "SELECT slug, name FROM bodies_organization WHERE is_published",
    "indexed": "SELECT kind, key, title FROM search_indexeddocument WHERE language = 'es'",
    "files": "SELECT sha256, content, size, published_in_id FROM register_file",
}
REGISTER = (
    'SELECT "index", body, leaf_hash, detached FROM register_entry ORDER BY "index"',
    'SELECT level, "index", root FROM register_subtree',
    "SELECT size FROM register_log",
    "SELECT note FROM register_checkpoint ORDER BY size",
)


def read(town: Town) -> Register:
    """Read the register of a town that may be running."""
    if town.database_url:
        with psycopg.connect(town.database_url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            return _read(lambda query: connection.execute(query).fetchall())
    with closing(sqlite3.connect(town.database, timeout=30)) as database:
        database.execute("BEGIN")
        return _read(lambda query: database.execute(query).fetchall())


def _read(ask: Any) -> Register:
    entries, subtrees, size, notes = map(ask, REGISTER)
    if [row[0] for row in entries] != list(range(len(entries))):
        raise AssertionError("the indices of the register are not 0, 1, 2…")
    return Register(
        entries=[bytes(row[1]) for row in entries],
        detached=[bytes(row[3]) if row[3] else None for row in entries],
        leaves=[bytes(row[2]) for row in entries],
        subtrees={(row[0], row[1]): bytes(row[2]) for row in subtrees},
        size=size[0][0] if size else 0,
        notes=[row[0] for row in notes],
        tables={name: ask(query) for name, query in TABLES.items()},
    )


def problems_of(town: Town, history: History | None = None, *, all_signed: bool = True) -> list[str]:
    """Everything that does not hold: of the register by itself, and against what people were told."""
    try:
        register = read(town)
    except (AssertionError, sqlite3.Error) as error:
        return [f"the register cannot be read: {error}"]
    found = _unsound(town, register, all_signed=all_signed) + _half_written(town, register)
    if history is not None:
        found += _against(register, history)
    return found


def _unsound(town: Town, register: Register, *, all_signed: bool) -> list[str]:
    """What the independent verifier says of the newest checkpoint, and whether all of them agree."""
    if register.size != len(register.entries):
        return [f"the head says {register.size} acts and there are {len(register.entries)}"]
    verifier = Signer.from_text((town.path / "keys" / "log-key").read_text().strip()).verifier
    try:
        heads = [open_checkpoint(note, verifier)[0] for note in register.notes]
        kept = open_checkpoint((town.path / "keys" / "highest-checkpoint").read_text(), verifier)[0]
    except LedgerError as error:
        return [f"a signed head is not valid: {error}"]
    found = []
    for head in [*heads, kept]:
        if head.size > register.size or tree_root(head.size, register) != head.root:
            found.append(f"the signed head of {head.size} is not of these acts")
    newest = max([*heads, kept], key=lambda head: head.size)
    if all_signed and newest.size != register.size:
        found.append(f"{register.size - newest.size} acts are not signed")
    if not found:
        whole = Checkpoint(newest.origin, register.size, tree_root(register.size, register))
        found += [f"{fault.path} {fault.entry}: {fault.problem}" for fault in audit(whole, register).faults]
    return found


def _half_written(town: Town, register: Register) -> list[str]:
    """Records, traces, search and rows must tell the same act as the last entry; files must be whole."""
    tables, found = register.tables, []
    heads = {(row[0], row[1]): (row[2], row[3]) for row in tables["heads"]}
    records = {(row[0], row[1]): (row[2], row[3]) for row in tables["records"]}
    if heads != records:
        found.append(
            f"the records in force are not the last entries: {set(heads.items()) ^ set(records.items())}"
        )
    if {row[0] for row in tables["traces"]} != set(range(register.size)):
        found.append("an act without its trace, or a trace without its act")
    titles = {(row[0], row[1]): row[4] for row in tables["records"]}
    indexed = {(row[0], row[1]): row[2] for row in tables["indexed"]}
    found += [f"search tells another {key}" for key, title in titles.items() if indexed.get(key) != title]
    found += [
        f"{slug} has a name that was not published"
        for slug, name in tables["organizations"]
        if titles.get(("bodies.organization", slug)) != name
    ]
    return found + _broken_files(town, register)


def _broken_files(town: Town, register: Register) -> list[str]:
    found, cited = [], _cited(register)
    rows = {row[0]: row for row in register.tables["files"]}
    for sha256 in cited - set(rows):
        found.append(f"the file {sha256} is cited and there is no row for it")
    for sha256, content, size, _entry in rows.values():
        path = town.path / "media" / content
        if not path.is_file():
            found.append(f"the file {sha256} has a row and no bytes")
        elif path.stat().st_size != size or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"the file {sha256} is not whole")
    return found


def _cited(register: Register) -> set[str]:
    texts = [*register.entries, *(text for text in register.detached if text)]
    return {digest.decode() for text in texts for digest in re.findall(rb'"sha256":"([0-9a-f]{64})"', text)}


def words(register: Register) -> dict[str, list[int]]:
    """Where in the register each word of the writers was published for the first time."""
    places: dict[str, list[int]] = {}
    for index, (entry, detached) in enumerate(zip(register.entries, register.detached, strict=True)):
        envelope = json.loads(entry)
        record = json.loads(detached) if detached else envelope["record"]
        texts = [change.get("reason", "") for change in record.get("changes", [])]
        if envelope["kind"].startswith("bodies.organization."):
            texts = [record["name"]]
        for text in texts:
            if match := WORD.fullmatch(text):
                places.setdefault(match[1], []).append(index)
    return places


def _against(register: Register, history: History) -> list[str]:
    places = words(register)
    found = []
    for act in history.acts:
        times = len(places.get(act.word, []))
        if act.state == "acked" and times != 1:
            found.append(f"{act.word} was acknowledged and is there {times} times")
        if act.state == "refused" and times:
            found.append(f"{act.word} was refused ({act.status}) and is there")
        if act.state == "unknown" and times > 1:
            found.append(f"{act.word} is there {times} times")
    known = {act.word for act in history.acts}
    found += [f"{word} was never sent" for word in places if word not in known]
    return found + _out_of_order(places, history)


def _out_of_order(places: dict[str, list[int]], history: History) -> list[str]:
    last: dict[int, int] = {}
    found = []
    for act in history.of("acked"):
        index = places.get(act.word, [-1])[0]
        if index >= 0 and index < last.get(act.writer, -1):
            found.append(f"{act.word} was acknowledged after an act that follows it")
        last[act.writer] = max(index, last.get(act.writer, -1))
    return found
