"""What the documents say is what the code does."""

import ast
import re
from pathlib import Path

import polib
import pytest
from tools.messages import catalogue, found

from tequio.config.environment import KNOWN

LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+[^>]*>")


def documents(repository: Path) -> list[Path]:
    return sorted([*repository.glob("*.md"), *repository.glob("docs/**/*.md")])


def test_every_link_between_documents_leads_somewhere(repository: Path) -> None:
    broken = [
        f"{path.relative_to(repository)}: {target}"
        for path in documents(repository)
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_architecture_names_every_room_and_no_other(repository: Path) -> None:
    text = (repository / "docs/architecture.md").read_text(encoding="utf-8")
    picture = text.split("## The rooms")[1].split("```")[1]
    named = set(re.findall(r"^(\w+)/", picture, re.MULTILINE))
    source = repository / "src/tequio"
    rooms = {path.name for path in source.iterdir() if (path / "__init__.py").exists()}
    assert named == rooms


def test_glossary_names_things_that_exist(repository: Path) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (repository / "src/tequio").rglob("*.py"))
    text = (repository / "docs/glossary.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2] for line in text.splitlines() if line.startswith("| ") and "---" not in line][
        1:
    ]
    nouns = {noun for row in rows for noun in re.findall(r"`(?:\w+\.)?([A-Z]\w+)`", row)}
    assert nouns
    assert [noun for noun in sorted(nouns) if f"class {noun}" not in source] == []


def test_every_decision_is_in_the_list_of_decisions(repository: Path) -> None:
    folder = repository / "docs/adr"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("0*.md")}


def test_every_setting_is_documented(repository: Path) -> None:
    text = (repository / ".env.example").read_text(encoding="utf-8")
    assert [name for name in sorted(KNOWN) if name not in text] == []


def test_every_interface_text_has_its_english(repository: Path) -> None:
    entries = {(entry.msgid, entry.msgctxt): entry for entry in polib.pofile(str(catalogue("en")))}
    missing = [text for text, _plural, context in found() if (text, context) not in entries]
    assert missing == [], "run python tools/messages.py and translate what is new"
    assert [entry.msgid for entry in entries.values() if not entry.translated()] == []


def test_translations_keep_their_placeholders() -> None:
    wrong = []
    for entry in polib.pofile(str(catalogue("en"))):
        pairs = [(entry.msgid, entry.msgstr)] if not entry.msgid_plural else []
        pairs += [(entry.msgid_plural, text) for form, text in entry.msgstr_plural.items() if form == 1]
        wrong += [
            source
            for source, text in pairs
            if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(text))
        ]
    assert wrong == []


@pytest.mark.parametrize("name", ["README.md", "README.es.md"])
def test_readme_gives_the_two_commands(repository: Path, name: str) -> None:
    text = (repository / name).read_text(encoding="utf-8")
    assert "./tequio serve" in text
    assert "./tequio test" in text


def test_every_test_that_the_security_model_names_exists(repository: Path) -> None:
    text = (repository / "docs/security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src|tests)/[\w/]+\.py)::(\w+)`", text))
    assert len(named) > 60
    missing = [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not (repository / path).exists() or name not in defined(repository / path)
    ]
    assert missing == []


def defined(path: Path) -> set[str]:
    """The names of the functions in a file of tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
