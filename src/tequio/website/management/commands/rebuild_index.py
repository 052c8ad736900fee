"""Fill the search index anew from what the register says today."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Page

from tequio.register.log import index_record
from tequio.register.models import Record
from tequio.search.index import clear
from tequio.website import door
from tequio.website.actions.translations import index_translation
from tequio.website.models import Translation
from tequio.website.models.pages import PublishedPage
from tequio.website.records import PageRecord, TranslationRecord


class Command(BaseCommand):
    help = "Vuelve a formar el índice de búsqueda a partir del registro público."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Empty the index and index every record again, oldest first; all or nothing."""
        clear()
        for record in Record.objects.order_by("first_at", "pk").iterator(chunk_size=500):
            _index(record)
        self.stdout.write(f"{Record.objects.count()} registros en el índice.")


def _index(record: Record) -> None:
    public = record.public
    if isinstance(public, PageRecord):
        page = Page.objects.live().filter(pk=record.subject_id).specific().first()
        if isinstance(page, PublishedPage):
            door.index(page, public)
    elif isinstance(public, TranslationRecord):
        row = Translation.objects.filter(
            subject_type=public.subject_type, subject_id=public.subject_id, language=public.language
        ).first()
        if row and public.withdrawn_on is None:
            index_translation(row, public)
    else:
        index_record(record, public)
