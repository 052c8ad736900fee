"""What the shapes of this room share."""

from pydantic import BaseModel, ConfigDict

LONGEST_TITLE = 160


def shortened(text: str) -> str:
    """The start of a long text, cut at a word."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
