"""A read-only server of the Model Context Protocol: an assistant asks, and every answer cites acts and their proofs.

It knows nothing but the public API: of this town when it is given this site, of another when it is given its address.
Needs the optional dependency ``mcp``; nothing else imports this module.
"""

from typing import Any

import httpx2
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import BaseModel, Field

BASE = "/api/v1"
READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
INSTRUCTIONS = (
    "Datos públicos de la comisión de gobierno abierto de un municipio. Cada respuesta trae «citations»: cita siempre "
    "el título, la dirección y el número de acto. Si no hay resultados, dilo; no supongas. Los nombres de personas no "
    "están: se habla de cargos."
)


class Citation(BaseModel):
    """What an answer rests on."""

    title: str = Field(description="What the record is called")
    url: str = Field(description="Its public page")
    act: int = Field(description="Number of the act in the public register")
    act_url: str = Field(description="Page of the act, with its proof in plain words")
    proof_url: str = Field(description="Proof to check offline")


class Found(BaseModel):
    """What was found, and what to cite."""

    total: int = Field(description="How many there are; only the first ones are listed")
    items: list[dict[str, Any]] = Field(description="The records, as published")
    citations: list[Citation] = Field(description="One for each record, in the same order")


class Votes(BaseModel):
    """How each seat voted."""

    motion: str = Field(description="What was put to the vote")
    meeting: str = Field(description="In which session")
    held_on: str = Field(description="Day of the session, if known")
    result: str = Field(description="approved or rejected")
    totals: dict[str, int] = Field(description="How many seats chose each option")
    votes: list[dict[str, str]] = Field(description="Office that holds each seat, and what it voted")
    citations: list[Citation] = Field(description="The vote and, when asked by agreement, the agreement")


class Proved(BaseModel):
    """An act and its proof."""

    sentence: str = Field(description="What was done, as the chronicle tells it")
    at: str = Field(description="When it entered the register")
    holds: bool = Field(description="Whether the hashes lead from the act to the signed root")
    leaf_hash: str = Field(description="Hash of the act")
    root: str = Field(description="Signed root of the register")
    register_size: int = Field(description="Acts that the root covers")
    citations: list[Citation] = Field(description="The act")


class Town:
    """The public API of one town, as the tools ask it."""

    def __init__(self, client: httpx2.Client) -> None:
        self.client = client

    def get(self, path: str, **asked: Any) -> dict[str, Any]:
        """One document of the API; what the API refuses becomes an error that the assistant can read."""
        chosen = {name: value for name, value in asked.items() if value not in ("", None)}
        try:
            response = self.client.get(f"{BASE}{path}", params=chosen)
        except httpx2.HTTPError as unreachable:
            raise ToolError(f"No se pudo leer {self.client.base_url}: {unreachable}") from unreachable
        body: dict[str, Any] = response.json() if "json" in response.headers.get("content-type", "") else {}
        if response.status_code != 200:
            wrong = "; ".join(f"{one['parameter']}: {one['detail']}" for one in body.get("errors", []))
            raise ToolError(wrong or body.get("detail") or f"{response.status_code} {path}")
        return body

    def find(self, collection: str, **asked: Any) -> Found:
        """A list of the API, each record with its citation."""
        page = self.get(f"/{collection}", **asked)
        items = page["items"]
        return Found(
            total=page["total"], items=[_told(item) for item in items], citations=[_cited(i) for i in items]
        )

    def record(self, kind: str, key: str) -> dict[str, Any]:
        """One record as it is today."""
        body: dict[str, Any] = self.get(f"/records/{_part(kind)}/{_part(key)}")
        return body


def _part(text: str) -> str:
    if not text or "/" in text or text in (".", ".."):
        raise ToolError(f"Clave no válida: {text!r}")
    return text


def _told(item: dict[str, Any]) -> dict[str, Any]:
    names = ("type", "id", "title", "summary", "occurred_on", "occurred_note", "updated_at", "data")
    return {name: item[name] for name in names if name in item}


def _cited(item: dict[str, Any]) -> Citation:
    act = item["act"]
    return Citation(
        title=item.get("title") or item["sentence"],
        url=item.get("url") or act["url"],
        act=act["index"],
        act_url=act["url"],
        proof_url=act["proof_url"],
    )


def build(client: httpx2.Client) -> MCPServer[Any]:
    """The server, ready to run, over the public API that *client* reaches."""
    server: MCPServer[Any] = MCPServer("tequio", instructions=INSTRUCTIONS, log_level="WARNING")
    town = Town(client)
    for add in (_add_search, _add_lists, _add_proofs):
        add(server, town)
    return server


def _add_search(server: MCPServer[Any], town: Town) -> None:
    @server.tool(annotations=READ_ONLY)
    def search(text: str, section: str = "", limit: int = 10) -> Found:
        """Busca en lo publicado. section: comision, sesiones, acuerdos, compromisos, marco-legal o publicaciones."""
        return town.find("records", q=text, section=section, limit=limit)

    @server.tool(annotations=READ_ONLY)
    def get_record(type: str, id: str) -> Found:
        """Un registro completo por su tipo (por ejemplo meetings.agreement) y su clave, con todas sus versiones."""
        body = town.record(type, id)
        item = {**_told(body["record"]), "versions": body["versions"]}
        return Found(total=1, items=[item], citations=[_cited(body["record"])])


def _add_lists(server: MCPServer[Any], town: Town) -> None:
    @server.tool(annotations=READ_ONLY)
    def list_agreements(
        text: str = "",
        status: str = "",
        organization: str = "",
        since: str = "",
        until: str = "",
        limit: int = 20,
    ) -> Found:
        """Acuerdos. status: open, fulfilled o closed; organization: clave de Dependencia; fechas AAAA-MM-DD."""
        asked = {"q": text, "status": status, "organization": organization, "limit": limit}
        return town.find("agreements", **asked, occurred_from=since, occurred_to=until)

    @server.tool(annotations=READ_ONLY)
    def list_commitments(
        text: str = "", theme: str = "", organization: str = "", place: str = "", limit: int = 20
    ) -> Found:
        """Compromisos, por tema, por la Dependencia que responde o por el lugar que benefician."""
        asked = {"q": text, "theme": theme, "organization": organization, "place": place}
        return town.find("commitments", **asked, limit=limit)

    @server.tool(annotations=READ_ONLY)
    def list_meetings(
        text: str = "", status: str = "", kind: str = "", since: str = "", until: str = "", limit: int = 20
    ) -> Found:
        """Sesiones. status: convened, in_session, closed, postponed o cancelled; fechas AAAA-MM-DD."""
        asked = {"q": text, "status": status, "kind": kind, "limit": limit}
        return town.find("meetings", **asked, occurred_from=since, occurred_to=until)


def _add_proofs(server: MCPServer[Any], town: Town) -> None:
    @server.tool(annotations=READ_ONLY)
    def who_voted_what(vote: str = "", agreement: str = "") -> Votes:
        """Cómo votó cada cargo. Da la clave de la votación o el folio del acuerdo que salió de ella."""
        citations = []
        if agreement:
            adopted = town.record("meetings.agreement", agreement)["record"]
            citations.append(_cited(adopted))
            vote = adopted["data"].get("vote", "")
            if not vote:
                raise ToolError(f"El acuerdo {agreement} no tiene una votación publicada.")
        event = town.record("meetings.vote_event", vote)["record"]
        data = event["data"]
        return Votes(
            motion=data["motion"],
            meeting=data["meeting_name"],
            held_on=data.get("held_on", ""),
            result=data["result"],
            totals=data["totals"],
            votes=[{"office": one["office"], "option": one["option"]} for one in data["votes"]],
            citations=[_cited(event), *citations],
        )

    @server.tool(annotations=READ_ONLY)
    def proof_of(entry: int) -> Proved:
        """La prueba de un acto: los resúmenes que lo unen con la raíz firmada del registro."""
        act, proof = town.get(f"/entries/{entry}"), town.get(f"/entries/{entry}/proof")
        return Proved(
            sentence=act["sentence"],
            at=act["act"]["at"],
            holds=proof["holds"],
            leaf_hash=proof["leaf_hash"],
            root=proof["root"],
            register_size=proof["size"],
            citations=[_cited(act)],
        )
