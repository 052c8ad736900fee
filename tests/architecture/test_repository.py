"""What the repository itself may hold."""

import re
import stat

import pytest

from tests.architecture.source import ROOT, name, python_files, tracked_files

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
# In pieces, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot)/",
    "a package server": r"py"
    + r"pi\.org|python"
    + r"hosted|npm"
    + r"js\.(?:org|com)|un"
    + r"pkg\.com|js"
    + r"delivr",
    "a tool that wrote code": r"(?i)\b(?:clau"
    + r"de|anthro"
    + r"pic|open"
    + r"ai|chat"
    + r"gpt|copi"
    + r"lot)\b",
    "a private key": r"BEGIN (?:[A-Z]+ )?PRIVATE" + r" KEY",
}
BINARY = {".png", ".jpg", ".webp", ".woff2", ".ttf", ".ico", ".pdf", ".gz", ".mp3", ".ogg"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^[\w.\[\]-]+==", text, flags=re.MULTILINE)
    assert pinned
    blocks = re.split(r"^(?=[\w.\[\]-]+==)", text, flags=re.MULTILINE)[1:]
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_each_lock_contains_the_smaller_one():
    def pins(file: str) -> set[str]:
        text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
        return set(re.findall(r"^\S+==\S+", text, flags=re.MULTILINE))

    assert pins("runtime.txt") <= pins("scale.txt") <= pins("dev.txt")
    assert pins("runtime.txt") <= pins("mcp.txt") <= pins("dev.txt")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{name(path)}:{number}"
        for path in tracked_files()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in python_files() if path.name.startswith("test_")}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_scripts_can_be_run():
    for script in ("tequio", "tools/lock", ".ci/run"):
        assert (ROOT / script).stat().st_mode & stat.S_IXUSR, script
