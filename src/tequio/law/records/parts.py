"""Pieces that several shapes of this room share."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from tequio.law.models import Provision

CONFIDENCE = Field(description="confirmed by the office in charge, or unconfirmed")


class Part(BaseModel):
    """Base of the pieces that a record is made of."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(Part):
    norm: str = Field(description="Public key of the norm")
    norm_name: str = Field(description="The norm's official name when this was published")
    article: str = Field(description="Article of the norm")

    @classmethod
    def of(cls, provision: Provision) -> Self:
        norm = provision.norm
        return cls(norm=norm.slug, norm_name=norm.name, article=provision.article)
