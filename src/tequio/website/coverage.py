"""What is translated, what fell behind and what is missing, in each language."""

from dataclasses import dataclass

from django.db.models import CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import Promise

from tequio.register.kinds import KINDS
from tequio.register.models import Record
from tequio.website.models import EditorialPage, Translation
from tequio.website.models.pages import PublishedPage
from tequio.website.records import PageRecord, TranslationRecord
from tequio.website.rules import Coverage

NOT_TRANSLATED = (PageRecord.type_name, TranslationRecord.type_name)


@dataclass(frozen=True)
class Row:
    """A record or a page in the board."""

    title: str
    kind: str | Promise
    state: Coverage
    url: str
    path: str


def records_in(language: str, state: Coverage) -> QuerySet[Record]:
    """The records in that state of translation, newest change first."""
    work = Translation.objects.filter(
        subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), language=language
    )
    public = Record.objects.filter(
        subject_type=TranslationRecord.type_name,
        subject_id=Concat(
            OuterRef("subject_type"),
            Value("."),
            OuterRef("subject_id"),
            Value(f".{language}"),
            output_field=CharField(),
        ),
        data__withdrawn_on__isnull=True,
    )
    rows = Record.objects.exclude(subject_type__in=NOT_TRANSLATED).annotate(
        work_status=Subquery(work.values("status")[:1]),
        public_version=Subquery(
            public.values(matched=Cast(KeyTextTransform("source_version", "data"), IntegerField()))[:1]
        ),
    )
    done = Q(public_version=F("version"))
    conditions = {
        Coverage.MISSING: Q(work_status__isnull=True),
        Coverage.DONE: done,
        Coverage.STALE: Q(public_version__isnull=False) & ~done,
        Coverage.WORKING: Q(work_status__in=["draft", "reviewed"], public_version__isnull=True),
    }
    return rows.filter(conditions[state]).order_by("-updated_at", "-pk")


def record_row(record: Record, language: str, state: Coverage) -> Row:
    """How the board shows a record."""
    shape = KINDS.get(record.subject_type)
    url = reverse("website:translation", args=[language, record.subject_type, record.subject_id])
    return Row(record.title, shape.label if shape else "", state, url, record.path)


def pages_in(language: str) -> list[Row]:
    """The editorial pages in Spanish with their state in *language*; they are translated in the page editor."""
    pages = EditorialPage.objects.live().filter(locale__language_code="es")
    others = EditorialPage.objects.filter(
        locale__language_code=language, translation_key__in=pages.values("translation_key")
    )
    translated = {page.translation_key: page for page in others}
    return [_page_row(page, translated.get(page.translation_key)) for page in pages.order_by("path")]


def _page_row(page: PublishedPage, other: PublishedPage | None) -> Row:
    if other is None:
        state, url = Coverage.MISSING, reverse("simple_translation:submit_page_translation", args=[page.pk])
    else:
        url = reverse("wagtailadmin_pages:edit", args=[other.pk])
        newer = bool(
            page.last_published_at
            and other.last_published_at
            and page.last_published_at > other.last_published_at
        )
        state = Coverage.WORKING if not other.live else Coverage.STALE if newer else Coverage.DONE
    return Row(page.title, PageRecord.label, state, url, page.site_path())
