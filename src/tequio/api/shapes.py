"""The typed documents of the API, all made from the kinds of record that the rooms declare."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, Field, create_model

from tequio.api.parameters import RecordQuery
from tequio.register.kinds import KINDS, PublicRecord, Section

RESERVED = frozenset(
    {"records", "kinds", "entries", "checkpoint", "deadlines", "working-days", "openapi.json"}
)


class Act(BaseModel):
    """Where an act stands in the register and how to check it."""

    index: int = Field(description="Number of the act in the register, from 0", ge=0)
    at: datetime = Field(description="Instant at which it entered the register")
    verb: str = Field(description="What was done: one of the verbs of the kind")
    url: str = Field(description="Page of the act, with its proof in plain words")
    api_url: str = Field(description="The act in this API, with the record as it was published then")
    proof_url: str = Field(description="Proof to check offline (C2SP tlog-proof)")


class RecordHead(BaseModel):
    """What every record has, whatever its kind."""

    type: str = Field(description="Kind of the record")
    id: str = Field(description="Key of the record within its kind; it never changes")
    version: int = Field(description="Number of its latest version, from 1", ge=1)
    section: str = Field(description="Part of the chronicle that it belongs to")
    title: str = Field(description="What the record is called")
    summary: str = Field(description="One or two sentences; may be empty")
    url: str = Field(description="Its public page")
    api_url: str = Field(description="The record in this API, with all its versions")
    occurred_on: date = Field(
        default=date.min, description="Day of the fact itself; absent when it is not known to the day"
    )
    occurred_note: str = Field(default="", description="What is known of that day when it is not exact")
    published_at: datetime = Field(description="Instant of its first publication")
    updated_at: datetime = Field(description="Instant of its latest version")
    act: Act = Field(description="The act that published the latest version")


class PageHead(BaseModel):
    """One page of a list."""

    total: int = Field(description="How many there are in all the pages", ge=0)
    register_size: int = Field(description="How many acts the register had when this was answered", ge=0)
    next: str = Field(default="", description="Address of the next page; absent on the last one")


class VersionOut(BaseModel):
    """One version of a record."""

    version: int = Field(description="Number of the version, from 1", ge=1)
    sentence: str = Field(description="The act as the chronicle tells it")
    issuer: str = Field(description="Office that acted")
    act: Act = Field(description="The act that published it")


@dataclass(frozen=True)
class Collection:
    """The list of one kind: its name in the address, its documents, and what it can be asked."""

    name: str
    shape: type[PublicRecord]
    record: type[BaseModel]
    page: type[BaseModel]
    query: type[RecordQuery]

    @property
    def coded(self) -> frozenset[str]:
        """The fields of the record that can be asked for by their code."""
        return frozenset(self.query.model_fields) & frozenset(self.shape.vocabularies)


def collection_name(type_name: str) -> str:
    """``commitments.action_plan`` → ``action-plans``: the plural of the kind's own name."""
    name = type_name.rpartition(".")[2].replace("_", "-")
    if name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


@cache
def collections() -> dict[str, Collection]:
    """Every kind's list, by its name; a new kind is in it from its first day."""
    made: dict[str, Collection] = {}
    for type_name, shape in sorted(KINDS.items()):
        name = collection_name(type_name)
        if name in made or name in RESERVED:
            raise TypeError(f"two lists of the API would be called {name}")
        made[name] = _collection(name, shape)
    return made


def collection_of(type_name: str) -> Collection:
    """The list of one kind; ``KeyError`` when there is none."""
    return collections()[collection_name(type_name)]


def _collection(name: str, shape: type[PublicRecord]) -> Collection:
    prefix = shape.__name__.removesuffix("Record")
    record = create_model(
        prefix,
        __base__=RecordHead,
        __doc__=f"{shape.label}: {shape.type_name}.",
        type=(_one_of(shape.type_name), Field(description="Kind of the record")),
        data=(shape, Field(description="The record as it entered the register")),
    )
    page = create_model(
        f"{prefix}Page",
        __base__=PageHead,
        __doc__=f"{shape.label_plural}.",
        items=(list[record], Field(description="The records of this page")),  # type: ignore[valid-type]
    )
    return Collection(name, shape, record, page, _query(prefix, shape))


def _one_of(*values: str) -> Any:
    return Literal[values]


def _query(prefix: str, shape: type[PublicRecord]) -> type[RecordQuery]:
    fields: dict[str, Any] = {}
    for name, words in shape.vocabularies.items():
        field = shape.model_fields.get(name)
        if field is not None and not str(field.annotation).startswith("list") and words.values:
            fields[name] = (_one_of(*words.values) | None, None)
    return create_model(f"{prefix}Query", __base__=RecordQuery, **fields)


@cache
def any_record() -> Any:
    """A record of whichever kind, told apart by its ``type``."""
    models = tuple(collection.record for collection in collections().values())
    return Annotated[Union[models], Field(discriminator="type")]  # noqa: UP007  # from a tuple


@cache
def any_page() -> type[BaseModel]:
    """A page of records of several kinds."""
    items: Any = (list[any_record()], Field(description="The records of this page"))  # type: ignore[misc]
    return create_model("RecordPage", __base__=PageHead, __doc__="Records of any kind.", items=items)


@cache
def record_with_versions() -> type[BaseModel]:
    """One record and its history."""
    return create_model(
        "RecordWithVersions",
        __doc__="A record and every version of it.",
        record=(any_record(), Field(description="What the register says today")),
        versions=(list[VersionOut], Field(description="Every version, newest first")),
    )


@cache
def any_query() -> type[RecordQuery]:
    """What the list of all kinds can be asked."""
    kinds: Any = (_one_of(*sorted(KINDS)) | None, None)
    return create_model("AnyRecordQuery", __base__=RecordQuery, type=kinds)


class KindOut(BaseModel):
    """A kind of record."""

    type: str = Field(description="Name of the kind")
    label: str = Field(description="What one is called, in the reader's language")
    label_plural: str = Field(description="What many are called")
    section: Literal[tuple(Section.LABELS)] = Field(description="Part of the chronicle")  # type: ignore[valid-type]
    schema_version: int = Field(description="Version of its shape; a change of meaning raises it", ge=1)
    verbs: dict[str, str] = Field(description="Verb → the sentence of the chronicle")
    count: int = Field(description="How many records there are today", ge=0)
    list_url: str = Field(description="Its list in this API")
    schema_url: str = Field(description="JSON Schema of its data")


class KindsOut(BaseModel):
    """Every kind of record."""

    items: list[KindOut] = Field(description="Kinds in alphabetical order")
    register_size: int = Field(description="How many acts the register had", ge=0)
