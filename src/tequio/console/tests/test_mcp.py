"""``mcp`` as a person starts it: on this machine's town, and what it says when something is missing."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from mcp import Client, StdioServerParameters

from tequio.console import mcp as command
from tequio.console.output import Stop
from tequio.console.tests.conftest import TownFolder


@pytest.mark.slow
def test_without_an_address_it_reads_the_town_of_this_machine(town_folder: TownFolder) -> None:
    async def talk() -> dict[str, object] | None:
        words = ["-m", "tequio", "mcp", "--data", str(town_folder.path)]
        variables = {"PYTHONPATH": town_folder.environment["PYTHONPATH"]}
        async with Client(StdioServerParameters(command=sys.executable, args=words, env=variables)) as client:
            return (await client.call_tool("proof_of", {"entry": 0})).structured_content

    with ThreadPoolExecutor() as apart:  # a browser of another test may hold a loop in this thread
        proved = apart.submit(lambda: asyncio.run(talk())).result()
    assert proved is not None
    assert proved["holds"] is True
    assert proved["register_size"] == town_folder.acts()
    assert "https://abierto.prueba.example/registro/actos/0/" in str(proved["citations"])


def test_it_says_how_to_install_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _name: None)
    with pytest.raises(Stop, match=r"requirements/mcp\.txt"):
        command.main([])


@pytest.mark.parametrize("address", ["ftp://x", "x.example", "file:///etc/passwd"])
def test_it_reads_only_web_addresses(address: str) -> None:
    with pytest.raises(Stop, match="https://"):
        command.main(["--url", address])
