"""What the documents tell a person to type exists: the command, and each of its options."""

import contextlib
import re

import pytest

from tequio.config.environment import REPOSITORY
from tequio.console import COMMANDS, main
from tequio.console.new import CHECKLIST

DOCUMENTS = [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").glob("*.md"))]
TYPED = re.compile(r"\./tequio ([a-z]+)((?:[^\n`]|\\\n)*)")
WITH_OPTIONS = {"serve", "new", "check", "backup", "restore", "verify", "mirror", "mcp"}


def typed_commands() -> list[tuple[str, str, str]]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS} | {"new": CHECKLIST}
    return [(name, *match.groups()) for name, text in texts.items() for match in TYPED.finditer(text)]


def test_documents_name_only_commands_that_exist():
    known = {command.name for command in COMMANDS if command.summary} | {"help"}
    typed = typed_commands()
    assert len(typed) > 10
    assert [(where, word) for where, word, _rest in typed if word not in known] == []


@pytest.mark.parametrize("command", sorted(WITH_OPTIONS))
def test_documents_name_only_options_that_exist(command, capsys):
    with contextlib.suppress(SystemExit):
        main([command, "--help"])
    known = set(re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out))
    typed = [(where, option) for where, word, rest in typed_commands() if word == command
             for option in re.findall(r"--[a-z][a-z-]*", rest)]  # fmt: skip
    assert [(where, option) for where, option in typed if option not in known] == []


def test_sections_that_messages_point_to_are_in_the_guide():
    guide = (REPOSITORY / "docs" / "operacion.md").read_text(encoding="utf-8")
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (REPOSITORY / "src" / "tequio").rglob("*.py")
    )
    pointed = set(re.findall(r"docs/operacion\.md, «([^»]+)»", sources))
    assert "Un respaldo más viejo que lo firmado" in pointed
    assert [title for title in sorted(pointed) if f"## {title}\n" not in guide] == []
