"""A kind of record that exists only in these tests."""

from datetime import date
from typing import ClassVar

from tequio.accounts.models import User
from tequio.core.legal import action
from tequio.register.kinds import KINDS, PublicRecord, PublishedFile, Section
from tequio.register.log import append
from tequio.register.models import Entry, File


class Notice(PublicRecord):
    type_name = "tests.notice"
    label = "Aviso"
    label_plural = "Avisos"
    section = Section.PAGES
    verbs: ClassVar = {"published": "Se publicó {title}", "amended": "Se corrigió {title}"}
    field_labels: ClassVar = {"heading": "Título"}

    heading: str
    text: str = ""
    on: date | None = None
    files: list[PublishedFile] = []

    def title(self) -> str:
        return self.heading

    def search_text(self) -> str:
        return self.text

    def path(self) -> str:
        return f"/avisos/{self.id}/"

    def occurred_on(self) -> date | None:
        return self.on

    def fingerprints(self) -> list[PublishedFile]:
        return self.files


del KINDS["tests.notice"]  # known only while a test that takes something from here runs (tests/fixtures.py)


@action
def publish(
    notice: Notice, *, verb: str = "published", by: User | None = None, files: list[File] | None = None
) -> Entry:
    return append(notice, verb, issuer="Secretaría Técnica", by=by, files=files or [])
