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
        "published": _("Se publicó la página «{title}»."),
        "amended": _("Cambió la página «{title}»."),
        "withdrawn": _("Se retiró la página «{title}»."),
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
