"""The one command: what it lists, what it refuses, and its exit codes."""

import subprocess
import sys

import pytest

from tequio.config.environment import REPOSITORY
from tequio.console import COMMANDS, help_text, main
from tequio.console.output import CONFIGURATION, OK, USAGE

WITHOUT_DJANGO = """
import sys
from tequio.console import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
assert "django" not in sys.modules
"""


def test_help_names_every_command_with_its_summary(capsys):
    assert main([]) == OK
    shown = capsys.readouterr().out
    for command in COMMANDS:
        if command.summary:
            assert f"./tequio {command.name}" in shown
            assert command.summary in shown


def test_unknown_command_is_one_line(capsys):
    assert main(["servir"]) == USAGE
    assert (
        capsys.readouterr().err
        == "✗ No existe la orden «servir»; escribe ./tequio help para ver las que hay\n"
    )


@pytest.mark.parametrize("command", ["serve", "backup", "restore x.tar.gz --data .", "check"])
def test_a_setting_that_cannot_be_used_is_told_in_one_line(command, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("TEQUIO_DATA", str(tmp_path))
    monkeypatch.setenv("TEQUIO_DEBUG", "tal vez")
    (tmp_path / "x.tar.gz").touch()
    monkeypatch.chdir(tmp_path)
    code = main(command.split())
    shown = "".join(capsys.readouterr())
    assert code == (1 if command == "check" else CONFIGURATION)
    assert "TEQUIO_DEBUG: «tal vez» no es válido; escribe 0 o 1" in shown


@pytest.mark.parametrize("command", ["serve", "new", "check", "backup", "restore"])
def test_each_command_explains_its_options(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == OK
    assert "--data CARPETA" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["help"], ["verify", "--help"]])
def test_help_and_verify_start_without_django(arguments):
    subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *arguments],
        cwd=REPOSITORY / "src",
        check=True,
        capture_output=True,
    )


def test_help_fits_in_a_terminal():
    assert max(map(len, help_text().splitlines())) <= 100
