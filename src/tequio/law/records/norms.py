from datetime import date
from typing import ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from tequio.law.models import Norm
from tequio.law.records.parts import Part
from tequio.law.rules import Level, TextStatus
from tequio.register.kinds import PublicRecord, Section


class ArticlePart(Part):
    article: str = Field(description="Article, fraction or transitory provision")
    summary: str = Field(description="What it says, in plain language; not the official text")


class NormRecord(PublicRecord):
    type_name = "law.norm"
    label = _("Norma")
    label_plural = _("Normas")
    section = Section.LAW
    vocabularies: ClassVar = {"level": Level, "text_status": TextStatus}
    verbs: ClassVar = {
        "published": _("Se publicó en el marco legal: {title}"),
        "amended": _("Se actualizó en el marco legal: {title}"),
        "abrogated": _("Dejó de estar en vigor: {title}"),
    }
    field_labels: ClassVar = {
        "name": _("Nombre oficial"),
        "short_name": _("Siglas o nombre corto"),
        "level": _("Nivel"),
        "issuer": _("Quién la expidió"),
        "gazette": _("Dónde se publicó"),
        "published_on": _("Fecha de publicación"),
        "last_reform_on": _("Última reforma"),
        "in_force_from": _("En vigor desde"),
        "in_force_until": _("En vigor hasta"),
        "official_url": _("Texto oficial"),
        "source_url": _("Dónde se leyó"),
        "text_status": _("Revisión del texto"),
        "source_note": _("Nota sobre la fuente"),
        "plain_summary": _("En pocas palabras"),
        "meaning": _("Qué significa para ti"),
        "articles": _("Artículos"),
        "issuer_organization": _("Clave de quien la expidió"),
    }

    name: str = Field(description="Official name")
    short_name: str = Field(default="", description="Acronym or short name")
    level: Level = Field(description="Whom it binds: general, federal, state or municipal")
    issuer: str = Field(description="Who issued it")
    issuer_organization: str | None = Field(default=None, description="Public key of that organization")
    gazette: str = Field(default="", description="Official gazette and reference")
    published_on: date | None = Field(default=None, description="Date of that gazette; absent when unknown")
    last_reform_on: date | None = Field(default=None, description="Date of the last reform known")
    in_force_from: date | None = Field(default=None, description="First day in force; absent when unknown")
    in_force_until: date | None = Field(default=None, description="Last day in force; absent while it lasts")
    official_url: str = Field(default="", description="Address of the official text")
    source_url: str = Field(default="", description="Address where the text or the reference was read")
    text_status: TextStatus = Field(description="Whether its text was read before publishing this summary")
    source_note: str = Field(default="", description="What is known about the source, and what is missing")
    plain_summary: str = Field(default="", description="The norm in a few words")
    meaning: str = Field(default="", description="What it means for a resident")
    articles: list[ArticlePart] = Field(default=[], description="Articles told in plain language")

    def title(self) -> str:
        return self.name

    def summary(self) -> str:
        return self.plain_summary

    def search_text(self) -> str:
        articles = " ".join(f"{part.article} {part.summary}" for part in self.articles)
        return f"{self.short_name} {self.issuer} {self.meaning} {articles}"

    def path(self) -> str:
        return f"/comision/marco-legal/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.last_reform_on or self.published_on

    @classmethod
    def of(cls, norm: Norm) -> Self:
        """The norm as it stands."""
        organization = norm.issuer_organization
        return cls(
            id=norm.slug,
            name=norm.name,
            short_name=norm.short_name,
            level=Level(norm.level),
            issuer=norm.issuer,
            issuer_organization=organization.slug if organization else None,
            gazette=norm.gazette,
            published_on=norm.published_on,
            last_reform_on=norm.last_reform_on,
            in_force_from=norm.in_force_from,
            in_force_until=norm.in_force_until,
            official_url=norm.official_url,
            source_url=norm.source_url,
            text_status=TextStatus(norm.text_status),
            source_note=norm.source_note,
            plain_summary=norm.summary,
            meaning=norm.meaning,
            articles=[
                ArticlePart(article=provision.article, summary=provision.summary)
                for provision in norm.provisions.all()
            ],
        )
