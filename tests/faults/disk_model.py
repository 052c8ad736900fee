"""A disk that forgets: what a recorded run wrote, and what of it may be there after the power went.

The rules are POSIX's strict ones: only ``fsync`` of a file keeps its bytes, only ``fsync`` of a folder keeps its
names. What was not synced may be there in any part and any order, torn at 512 bytes; names go in order, as in journals.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SECTOR = 512
CALLS = "openat,close,write,pwrite64,fsync,fdatasync,rename,unlink,ftruncate,lseek,mkdir"
LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
FD = re.compile(r"^(\d+)<([^>]*)>")
OPENED = re.compile(r"= \d+<([^>]*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Step:
    """One thing that a program asked of the disk."""

    call: str
    path: str
    data: bytes = b""
    at: int = 0
    other: str = ""


def steps(trace: str) -> Iterator[Step]:
    """The steps of a trace taken with ``strace -f -y -xx``."""
    offsets: dict[str, int] = {}
    for line in trace.splitlines():
        match = LINE.match(line)
        if match is None or int(match[3]) < 0:
            continue
        call, words, result = match[1], match[2], int(match[3])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(words)]
        if call == "openat":
            path = OPENED.search(line)
            offsets[str(result)] = 0
            if path is not None and "O_CREAT" in words:
                yield Step("create", _path(path[1]), at="O_TRUNC" in words)
        elif call in {"rename", "unlink", "mkdir"}:
            yield Step(call, texts[0].decode(), other=texts[-1].decode())
        elif found := FD.match(words):
            yield from _on_open_file(call, found, words, texts, result, offsets)


def _on_open_file(
    call: str, found: re.Match[str], words: str, texts: list[bytes], result: int, offsets: dict[str, int]
) -> Iterator[Step]:
    number, path = found[1], _path(found[2])
    if call == "lseek":
        offsets[number] = result
    elif call == "write":
        yield Step("write", path, texts[0][:result], offsets.get(number, 0))
        offsets[number] = offsets.get(number, 0) + result
    elif call == "pwrite64":
        yield Step("write", path, texts[0][:result], int(words.rsplit(",", 1)[1]))
    elif call == "ftruncate":
        yield Step("truncate", path, at=int(words.rsplit(",", 1)[1]))
    elif call in {"fsync", "fdatasync"}:
        yield Step("sync", path)


def _path(text: str) -> str:
    if "\\x" in text:
        text = bytes.fromhex(text.replace("\\x", "")).decode()
    return text.removesuffix("(deleted)")


@dataclass
class _File:
    kept: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


class Disk:
    """Files with their synced bytes, and what is still on its way."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.kept_names = {path: _File(bytearray(data)) for path, data in files.items()}
        self.names = dict(self.kept_names)
        self.pending_names: list[
            tuple[str, str, _File | None]
        ] = []  # (folder, path, file or None for "gone")

    def take(self, step: Step) -> None:
        """Let one step happen, in memory."""
        if step.call == "create":
            if step.path not in self.names:
                self._name(step.path, _File())
            elif step.at:
                self.names[step.path].pending.append(Step("truncate", step.path))
        elif step.call in {"write", "truncate"} and step.path in self.names:
            self.names[step.path].pending.append(step)
        elif step.call == "rename" and step.path in self.names:
            file = self.names[step.path]
            self._name(step.other, file)
            self._name(step.path, None)
        elif step.call == "unlink" and step.path in self.names:
            self._name(step.path, None)
        elif step.call == "sync":
            self._sync(step.path)

    def _name(self, path: str, file: _File | None) -> None:
        self.pending_names.append((path.rsplit("/", 1)[0], path, file))
        _put(self.names, path, file)

    def _sync(self, path: str) -> None:
        if path in self.names:
            file = self.names[path]
            for step in file.pending:
                _apply(file.kept, step)
            file.pending.clear()
            return
        for folder, name, file_or_none in self.pending_names:
            if folder == path:
                _put(self.kept_names, name, file_or_none)
        self.pending_names = [change for change in self.pending_names if change[0] != path]

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """One of the states in which the disk may be found."""
        names = dict(self.kept_names)
        for _folder, path, file in self.pending_names[: chance.randint(0, len(self.pending_names))]:
            _put(names, path, file)
        return {path: self._content(file, chance) for path, file in names.items()}

    @staticmethod
    def _content(file: _File, chance: random.Random) -> bytes:
        if not file.pending:
            return bytes(file.kept)
        data = bytearray(file.kept)
        for step in file.pending:
            fate = chance.random()
            if fate < 0.5:
                _apply(data, step)
            elif fate < 0.6 and step.call == "write" and len(step.data) > SECTOR:
                cut = SECTOR * chance.randrange(1, -(-len(step.data) // SECTOR))
                _apply(data, Step("write", step.path, step.data[:cut], step.at))
        return bytes(data)


def _put(names: dict[str, _File], path: str, file: _File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _apply(data: bytearray, step: Step) -> None:
    if step.call == "truncate":
        if len(data) > step.at:
            del data[step.at :]
        else:
            data.extend(bytes(step.at - len(data)))
        return
    if len(data) < step.at:
        data.extend(bytes(step.at - len(data)))
    data[step.at : step.at + len(step.data)] = step.data
