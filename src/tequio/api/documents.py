"""The fixed documents of the API: its index, acts, proofs, the checkpoint and the law's clocks."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from tequio.api.shapes import Act

Hash = Field(description="SHA-256 in lower-case hexadecimal", pattern=r"^[0-9a-f]{64}$")


class FieldProblem(BaseModel):
    parameter: str = Field(description="Name of the parameter")
    detail: str = Field(description="What is wrong with it")


class ProblemOut(BaseModel):
    """An error (RFC 9457)."""

    type: str = Field(description="Address that explains this sort of error")
    title: str = Field(description="What went wrong, in general")
    status: int = Field(description="HTTP status", ge=400, le=599)
    detail: str = Field(description="What went wrong this time, and what to do")
    instance: str = Field(description="Path that was asked for")
    errors: list[FieldProblem] = Field(default=[], description="Each parameter that is wrong")


class IndexOut(BaseModel):
    """Where everything is."""

    town: str = Field(description="Name of the municipality")
    commission: str = Field(description="Name of the commission")
    version: str = Field(description="Version of this API")
    license: str = Field(description="What may be done with the data")
    register_size: int = Field(description="How many acts the register has", ge=0)
    updated_at: datetime = Field(default=datetime.min, description="Instant of the newest act")
    documentation: str = Field(description="Page that explains this API to people")
    openapi: str = Field(description="OpenAPI document of this API")
    links: dict[str, str] = Field(description="Name of each list → its address")


class EntryOut(BaseModel):
    """One act of the register."""

    act: Act = Field(description="Where it stands and how to check it")
    kind: str = Field(description="Kind of act: the kind of record and the verb")
    type: str = Field(description="Kind of record that it is about")
    id: str = Field(description="Key of that record")
    version: int = Field(description="Version of the record that it published", ge=1)
    issuer: str = Field(description="Office that acted")
    sentence: str = Field(description="The act as the chronicle tells it")
    leaf_hash: str = Hash
    record_api_url: str = Field(description="The record as it is today, with its versions")
    data: dict[str, Any] = Field(
        description="The record as this act published it; see the schema of its kind"
    )


class EntryPage(BaseModel):
    """A run of acts, in the order of the register."""

    items: list[EntryOut] = Field(description="Acts in order, oldest first")
    register_size: int = Field(description="How many acts the register had when this was answered", ge=0)
    next: str = Field(default="", description="Address of the following acts; absent when there are none yet")


class WitnessOut(BaseModel):
    name: str = Field(description="Institution that checks the register")
    vkey: str = Field(description="Its public key")
    size: int = Field(description="How many acts it had checked when it last signed", ge=0)
    behind: int = Field(description="How many acts it has not seen yet", ge=0)


class CheckpointOut(BaseModel):
    """The signed size and root of the register."""

    size: int = Field(description="How many acts it covers", ge=0)
    root: str = Hash
    signed_at: datetime = Field(description="Instant of the signature")
    note: str = Field(description="The signed note, with the signatures of the witnesses that saw exactly it")
    vkey: str = Field(description="The town's public key")
    witnesses: list[WitnessOut] = Field(description="Who else checks the register")


class ProofOut(BaseModel):
    """What joins one act to the signed root (RFC 6962 inclusion proof)."""

    index: int = Field(description="Number of the act", ge=0)
    leaf_hash: str = Hash
    hashes: list[str] = Field(description="Hashes from the act to the root, in hexadecimal, nearest first")
    size: int = Field(description="Size of the register in that checkpoint", ge=1)
    root: str = Hash
    holds: bool = Field(description="Whether the hashes lead to the root: this server just checked it")
    note: str = Field(description="The signed checkpoint")
    body_url: str = Field(description="The act byte for byte, as it was hashed")
    proof_url: str = Field(description="All of this in one file to check offline (C2SP tlog-proof)")


class StepOut(BaseModel):
    day: date = Field(description="The day")
    kind: Literal["counted", "skipped", "paused", "lost", "moved"] = Field(
        description="What it did to the count"
    )
    number: int = Field(default=1, description="Which number it got; absent when it does not count", ge=1)
    why: str = Field(default="", description="Why it does not count")


class DeadlineOut(BaseModel):
    """When a legal term ends, and how that was counted."""

    term: str = Field(description="Key of the term")
    name: str = Field(description="What the term is called")
    since: date = Field(description="Day on which it starts to run")
    due_on: date = Field(description="Last day")
    calendar: str = Field(description="Key of the calendar of days off")
    calendar_version: int = Field(description="Version of that calendar", ge=0)
    is_covered: bool = Field(description="Whether the days off of the whole period are known")
    url: str = Field(description="The same count explained on the site")
    steps: list[StepOut] = Field(description="Every day of the count")


class DayOut(BaseModel):
    day: date = Field(description="The day")
    is_working: bool = Field(description="Whether it counts")
    why: str = Field(default="", description="Why it does not count")


class WorkingDaysOut(BaseModel):
    """Which days of a period count."""

    calendar: str = Field(description="Key of the calendar of days off")
    calendar_version: int = Field(description="Version of that calendar", ge=0)
    is_covered: bool = Field(description="Whether the days off of the whole period are known")
    working_days: int = Field(description="How many count", ge=0)
    days: list[DayOut] = Field(description="Every day of the period")
