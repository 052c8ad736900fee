"""What a page says of its translation: the text that was approved, or that there is none yet."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from tequio.register.models import Record
from tequio.website.models import Translation
from tequio.website.records import PageRecord, TranslationRecord

OWN_LANGUAGES = (
    PageRecord.type_name,
    TranslationRecord.type_name,
)  # they say themselves what language they are in


@dataclass(frozen=True)
class Approved:
    """A translation as its readers see it."""

    record: TranslationRecord
    credits: Translation
    source: Record

    @property
    def is_stale(self) -> bool:
        """Whether the original moved on since."""
        return self.record.source_version < self.source.version


def notice_for(request: HttpRequest) -> SafeString:
    """The translation of the record whose page this is, or a notice that it has none; nothing in Spanish."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE:
        return SafeString("")
    path = "/" + request.path.removeprefix(f"/{language}/")
    source = Record.objects.filter(path=path).exclude(subject_type__in=OWN_LANGUAGES).first()
    if source is None:
        return SafeString("")
    context = {"approved": approved(source, language), "language": language}
    return render_to_string("website/parts/translation.html", context)


def approved(source: Record, language: str) -> Approved | None:
    """The published translation of *source*, when there is one."""
    row = Translation.objects.filter(
        subject_type=source.subject_type, subject_id=source.subject_id, language=language
    ).first()
    held = (
        row
        and Record.objects.filter(subject_type=TranslationRecord.type_name, subject_id=row.public_id).first()
    )
    record = held.public if held else None
    if row is None or not isinstance(record, TranslationRecord) or record.withdrawn_on:
        return None
    return Approved(record, row, source)


def interface_language() -> str:
    """The language that the buttons and labels are really in: Spanish where nobody translated them yet."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if gettext("Ir al contenido") != "Ir al contenido" else str(settings.LANGUAGE_CODE)


def page_notice(request: HttpRequest) -> dict[str, object]:
    """Context processor: what the frame says before the content, asked for only where there is a frame."""
    return {
        "page_notice": SimpleLazyObject(lambda: notice_for(request)),
        "interface_language": interface_language(),
    }
