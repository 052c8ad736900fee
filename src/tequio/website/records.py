"""The public shape of what this room publishes: editorial pages and translations."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.register.kinds import PublicRecord, Section


class PageRecord(PublicRecord):
    """An editorial page: the register keeps its title, its summary and the fingerprint of its text."""

    type_name = "website.page"
    label = _("Página")
    label_plural = _("Páginas")
    section = Section.PAGES
    verbs = {
        "published": _("Se publicó la página “{title}”"),
        "amended": _("Cambió la página “{title}”"),
        "withdrawn": _("Se retiró la página “{title}”"),
    }
    field_labels = {
        "name": _("Título"),
        "in_brief": _("En pocas palabras"),
        "language": _("Lengua"),
        "address": _("Dirección"),
        "text_sha256": _("Huella del texto (SHA-256)"),
        "withdrawn_on": _("Retirada el"),
    }

    name: str = Field(description="Title of the page", max_length=255)
    in_brief: str = Field(description="Its summary in plain words")
    language: str = Field(description="BCP 47 tag of the language it is written in")
    address: str = Field(description="Site path of the page, with the language prefix when it is not Spanish")
    text_sha256: str = Field(
        description="SHA-256 of the page's text (UTF-8) as served by its text version",
        pattern=r"^[0-9a-f]{64}$",
    )
    withdrawn_on: date | None = Field(default=None, description="Date on which the page left the site")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.in_brief

    def path(self) -> str:
        return f"/registro/{self.type_name}/{self.id}/" if self.withdrawn_on else self.address


class TranslationRecord(PublicRecord):
    """A translation of a public record: what it says, and the version of the original that it says it of."""

    type_name = "website.translation"
    label = _("Traducción")
    label_plural = _("Traducciones")
    section = Section.PAGES
    verbs = {
        "published": _("Se publicó la traducción “{title}”"),
        "amended": _("Cambió la traducción “{title}”"),
        "withdrawn": _("Se retiró la traducción “{title}”"),
    }
    field_labels = {
        "subject_type": _("Tipo del original"),
        "subject_id": _("Original"),
        "source_path": _("Dirección del original"),
        "source_version": _("Versión del original"),
        "language": _("Lengua"),
        "variant": _("Variante"),
        "name": _("Título"),
        "in_brief": _("Resumen"),
        "text": _("Texto"),
        "rights": _("Derechos"),
        "withdrawn_on": _("Retirada el"),
        "translator_commitment": _("Crédito de quien traduce (compromiso)"),
        "reviewer_commitment": _("Crédito de quien revisa (compromiso)"),
    }

    subject_type: str = Field(description="Kind of the record that is translated")
    subject_id: str = Field(description="Key of that record within its kind")
    source_path: str = Field(description="Site path of that record")
    source_version: int = Field(description="Version of that record which this translation matches", ge=1)
    language: str = Field(description="BCP 47 tag of the language it is written in")
    variant: str = Field(default="", description="Variant of the language, as its speakers call it")
    name: str = Field(description="Title, translated")
    in_brief: str = Field(default="", description="Summary, translated")
    text: str = Field(default="", description="The rest of what the page says, translated")
    translator_commitment: str = Field(
        description="HMAC-SHA256 of the translator's credit, with a salt that the town keeps"
    )
    reviewer_commitment: str = Field(description="HMAC-SHA256 of the reviewer's credit, with the same salt")
    rights: str = Field(default="", description="Under which terms the translation may be used")
    withdrawn_on: date | None = Field(default=None, description="Date on which the translation left the site")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.in_brief

    def search_text(self) -> str:
        return self.text

    def path(self) -> str:
        return self.source_path if self.withdrawn_on else f"/{self.language}{self.source_path}"
