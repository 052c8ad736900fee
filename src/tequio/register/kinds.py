"""The public shape of what the town publishes.

A room describes each kind of record as a subclass of :class:`PublicRecord` in its ``records.py``. That class is the
contract with the world: its fields are what the register hashes, what the pages, feeds, exports and mirrors show, and
its JSON Schema documents them. Schemas only grow; a change of meaning is a new ``schema_version``.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

Label = str | Promise


class Section:
    """The parts of the public chronicle that a reader can follow on their own."""

    COMMISSION = "comision"
    MEETINGS = "sesiones"
    AGREEMENTS = "acuerdos"
    COMMITMENTS = "compromisos"
    LAW = "marco-legal"
    PAGES = "publicaciones"

    LABELS: ClassVar[dict[str, Label]] = {
        COMMISSION: _("Comisión"),
        MEETINGS: _("Sesiones"),
        AGREEMENTS: _("Acuerdos"),
        COMMITMENTS: _("Compromisos"),
        LAW: _("Marco legal"),
        PAGES: _("Publicaciones"),
    }


class PublishedFile(BaseModel):
    """A file that belongs to a record: the register keeps its fingerprint, the site its bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(description="File name as offered for download")
    media_type: str = Field(description="IANA media type")
    size: int = Field(description="Bytes", ge=0)
    sha256: str = Field(description="SHA-256 of the bytes, lower-case hexadecimal", pattern=r"^[0-9a-f]{64}$")


class PublicRecord(BaseModel):
    """Base of every public shape. Subclassing with a ``type_name`` registers the kind."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do_not_call_in_templates: ClassVar[bool] = True
    """A template that names a kind wants the class, not an empty record."""

    type_name: ClassVar[str] = ""
    schema_version: ClassVar[int] = 1
    label: ClassVar[Label] = ""
    label_plural: ClassVar[Label] = ""
    section: ClassVar[str] = ""
    verbs: ClassVar[dict[str, Label]] = {}
    """Past verb → the sentence of the chronicle, with ``{title}`` where the record's title goes."""
    field_labels: ClassVar[dict[str, Label]] = {}
    """Field → its name on the page that shows how versions differ."""
    vocabularies: ClassVar[dict[str, type[TextChoices]]] = {}
    """Field, or field of a part (``agenda.kind``) → the words that its coded values stand for."""

    id: str = Field(
        description="Public key of the record within its kind; it never changes", min_length=1, max_length=120
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        name = cls.__dict__.get("type_name", "")
        if name:
            if name in KINDS and KINDS[name].__qualname__ != cls.__qualname__:
                raise TypeError(f"two kinds are called {name}")
            KINDS[name] = cls

    @classmethod
    def field_label(cls, name: str) -> str:
        """What a reader calls the field."""
        return str(cls.field_labels.get(name, name.replace("_", " ").capitalize()))

    @classmethod
    def sentence(cls, verb: str, title: str) -> str:
        """The act as the chronicle tells it."""
        return str(cls.verbs[verb]).format(title=title)

    def title(self) -> str:
        """What the record is called in lists, feeds and search."""
        raise NotImplementedError

    def summary(self) -> str:
        """One or two sentences for lists, feeds and link previews."""
        return ""

    def search_text(self) -> str:
        """All the words by which somebody should find it, besides title and summary."""
        return ""

    def path(self) -> str:
        """The site path of its public page, without language prefix: ``/comision/acuerdos/CIGA-2026-03/``."""
        raise NotImplementedError

    def occurred_on(self) -> date | None:
        """The date of the fact itself, which may be earlier than its entry in the register."""
        return None

    def occurred_note(self) -> str:
        """What is known of that date when it is not known to the day ("abril de 2025"); then no page shows a day."""
        return ""

    def fingerprints(self) -> list[PublishedFile]:
        """The files that this record publishes."""
        return []

    @classmethod
    def from_public(cls, data: dict[str, Any]) -> Self:
        """Rebuild the shape from what a register entry holds."""
        return cls.model_validate(data)

    def to_public(self) -> dict[str, Any]:
        """JSON values only: dates in ISO 8601, decimals as strings, nothing absent and nothing null."""
        return self.model_dump(mode="json", exclude_none=True)


KINDS: dict[str, type[PublicRecord]] = {}


def kind_of(type_name: str) -> type[PublicRecord]:
    """The shape registered under *type_name*; ``KeyError`` when there is none."""
    return KINDS[type_name]
