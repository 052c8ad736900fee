"""The assistant's server, asked by the SDK's own client: every answer cites acts, and drafts are in none."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult
from tests.drafts import SECRET

from tequio.register.models import Entry, Record

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("db")]
TOOLS = {
    "search", "get_record", "list_agreements", "list_commitments", "list_meetings", "who_voted_what", "proof_of",
}  # fmt: skip


def ask(site: str, *questions: tuple[str, dict[str, Any]]) -> tuple[set[str], list[CallToolResult]]:
    """The names of the tools, and the answers of ``tequio mcp`` in a process of its own."""

    async def talk() -> tuple[set[str], list[CallToolResult]]:
        environment = {"PYTHONPATH": os.pathsep.join(sys.path), "TEQUIO_URL": site}
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "tequio", "mcp", "--url", site], env=environment
        )
        async with Client(server) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, [await client.call_tool(name, arguments) for name, arguments in questions]

    with ThreadPoolExecutor() as apart:  # a browser of another test may hold a loop in this thread
        return apart.submit(lambda: asyncio.run(talk())).result()


def is_cited(citation: dict[str, Any], site: str) -> bool:
    entry = Entry.objects.get(index=citation["act"])
    return bool(
        citation["title"]
        and citation["url"].startswith(site)
        and citation["act_url"] == f"{site}/registro/actos/{entry.index}/"
        and citation["proof_url"] == f"{site}/registro/actos/{entry.index}.tlog-proof"
    )


def test_every_answer_cites_its_acts(example_site: str) -> None:
    vote = Record.objects.filter(subject_type="meetings.vote_event").first()
    agreement = Record.objects.filter(subject_type="meetings.agreement", data__has_key="vote").first()
    assert vote is not None
    assert agreement is not None
    tools, answers = ask(
        example_site,
        ("search", {"text": "parque", "limit": 5}),
        ("get_record", {"type": "meetings.agreement", "id": agreement.subject_id}),
        ("list_agreements", {"status": "open"}),
        ("list_commitments", {"organization": "obras-publicas"}),
        ("list_meetings", {"since": "2025-01-01", "until": "2025-12-31"}),
        ("who_voted_what", {"vote": vote.subject_id}),
        ("who_voted_what", {"agreement": agreement.subject_id}),
        ("proof_of", {"entry": 100}),
    )
    assert tools == TOOLS
    for answer in answers:
        assert not answer.is_error
        body = answer.structured_content
        assert body["citations"]
        assert all(is_cited(citation, example_site) for citation in body["citations"])
    found, one, opened, _promised, _met, voted, by_agreement, proved = (a.structured_content for a in answers)
    assert len(found["items"]) == len(found["citations"]) == 5
    assert one["items"][0]["versions"]
    assert {item["data"]["status"] for item in opened["items"]} == {"open"}
    assert len(voted["votes"]) == sum(voted["totals"].values())
    assert len(by_agreement["citations"]) == 2
    assert proved["holds"] is True


def test_what_is_wrong_or_missing_is_said_and_no_draft_is_told(example_site: str) -> None:
    _tools, answers = ask(
        example_site,
        ("get_record", {"type": "commitments.commitment", "id": "C-BORRADOR"}),
        ("get_record", {"type": "../../trabajo", "id": "x"}),
        ("list_agreements", {"status": "nothing"}),
        ("who_voted_what", {}),
        ("proof_of", {"entry": -1}),
        ("search", {"text": SECRET}),
    )
    assert [answer.is_error for answer in answers[:5]] == [True] * 5
    assert SECRET not in str(answers[:5])
    assert all(SECRET not in str(item) for item in answers[5].structured_content["items"])
