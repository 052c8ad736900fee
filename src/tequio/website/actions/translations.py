"""Writing, reviewing and publishing translations of public records."""

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models.organizations import new_salt
from tequio.bodies.rules import name_commitment
from tequio.core import clock
from tequio.core.legal import RuleError, action
from tequio.core.models import Town
from tequio.register.log import append
from tequio.register.models import Record
from tequio.search.index import Document, put, remove
from tequio.website.models import Translation
from tequio.website.records import TranslationRecord
from tequio.website.rules import FIELDS, TranslationStatus


@action
def save_translation(
    *, source: Record, language: str, variant: str, fields: dict[str, str], credit: str, rights: str, by: User
) -> Translation:
    """Keep the work of a translator as a draft; what readers see does not change until it is approved."""
    require(by.may(Permission.TRANSLATION_EDIT))
    if not fields["title"].strip():
        raise RuleError(_("Escribe el título traducido."), field="title")
    translation = Translation.objects.filter(
        subject_type=source.subject_type, subject_id=source.subject_id, language=language
    ).first() or Translation(
        subject_type=source.subject_type, subject_id=source.subject_id, language=language
    )
    translation.with_text(
        fields={name: fields.get(name, "").strip() for name in FIELDS},
        on=clock.today(),
        variant=variant,
        translator_credit=credit,
        rights_note=rights,
        status=TranslationStatus.DRAFT,
        reviewer_credit="",
        source_version=source.version,
        translated_by=by,
        reviewed_by=None,
    ).save()
    return translation


@action
def review_translation(*, translation: Translation, credit: str, by: User) -> Translation:
    """Say that a speaker other than the translator read it and found it right."""
    require(by.may(Permission.TRANSLATION_REVIEW))
    if translation.status != TranslationStatus.DRAFT:
        raise RuleError(_("Esta versión ya se revisó."))
    if translation.translated_by_id == by.pk:
        raise RuleError(_("Quien traduce no revisa su propio trabajo. Pide a otra persona que la revise."))
    translation.with_changes(
        status=TranslationStatus.REVIEWED, reviewer_credit=credit, reviewed_by=by, changed_on=clock.today()
    ).save()
    return translation


@action
def approve_translation(*, translation: Translation, by: User) -> Translation:
    """Publish a reviewed translation: it enters the register and its page shows it."""
    require(by.may(Permission.TRANSLATION_REVIEW))
    if translation.status != TranslationStatus.REVIEWED:
        raise RuleError(_("Antes de publicarla, otra persona debe revisarla."))
    source = translation.source
    if translation.source_version != source.version:
        raise RuleError(
            _("El original cambió después de traducirse. Actualiza la traducción antes de publicarla.")
        )
    held = Record.objects.filter(subject_type=TranslationRecord.type_name, subject_id=translation.public_id)
    verb = "amended" if held.filter(data__withdrawn_on__isnull=True).exists() else "published"
    translation.with_changes(
        status=TranslationStatus.APPROVED,
        public_translator=translation.translator_credit,
        public_reviewer=translation.reviewer_credit,
        changed_on=clock.today(),
    ).save()
    record = _record(translation)
    append(record, verb, issuer=Town.current().full_name, by=by)
    index_translation(translation, record)
    return translation


@action
def withdraw_translation(*, translation: Translation, by: User) -> Translation:
    """Take a published translation off the site; the register keeps that it was there."""
    require(by.may(Permission.TRANSLATION_REVIEW))
    held = Record.objects.filter(
        subject_type=TranslationRecord.type_name, subject_id=translation.public_id
    ).first()
    record = held.public if held else None
    if not isinstance(record, TranslationRecord) or record.withdrawn_on:
        raise RuleError(_("Esta traducción no está publicada."))
    withdrawn = record.model_copy(update={"withdrawn_on": clock.today()})
    append(withdrawn, "withdrawn", issuer=Town.current().full_name, by=by)
    remove(TranslationRecord.type_name, translation.public_id)
    remove(translation.subject_type, translation.subject_id, translation.language)
    translation.with_changes(
        status=TranslationStatus.DRAFT, reviewer_credit="", reviewed_by=None, changed_on=clock.today()
    ).save()
    return translation


@action
def erase_credits(*, translation: Translation, by: User) -> Translation:
    """Take the names of translator and reviewer out for good, on request; the text stays.

    The salt goes too, so what the register holds of the names can no longer be opened.
    """
    require(by.may(Permission.TRANSLATION_REVIEW) or by.may(Permission.PERSONAL_DATA_MANAGE))
    nobody = _("Nombre retirado a petición")
    salt = new_salt()
    translation.with_changes(
        translator_credit=nobody,
        reviewer_credit=nobody if translation.reviewer_credit else "",
        public_translator=nobody if translation.public_translator else "",
        public_reviewer=nobody if translation.public_reviewer else "",
        salt=salt,
    ).save()
    held = Record.objects.filter(
        subject_type=TranslationRecord.type_name, subject_id=translation.public_id
    ).first()
    if held:
        commitment = name_commitment(nobody, salt)
        changes = {"translator_commitment": commitment, "reviewer_commitment": commitment}
        append(held.public.model_copy(update=changes), "amended", issuer=Town.current().full_name, by=by)
    return translation


def _record(translation: Translation) -> TranslationRecord:
    salt = bytes(translation.salt)
    return TranslationRecord(
        id=translation.public_id,
        subject_type=translation.subject_type,
        subject_id=translation.subject_id,
        source_path=translation.source.path,
        source_version=translation.source_version,
        language=translation.language,
        variant=translation.variant,
        name=translation.fields["title"],
        in_brief=translation.fields["summary"],
        text=translation.fields["text"],
        translator_commitment=name_commitment(translation.translator_credit, salt),
        reviewer_commitment=name_commitment(translation.reviewer_credit, salt),
        rights=translation.rights_note,
    )


def index_translation(translation: Translation, record: TranslationRecord) -> None:
    """Find it as the original in its language, not as a thing of its own."""
    remove(TranslationRecord.type_name, translation.public_id)
    put(
        Document(
            kind=translation.subject_type,
            key=translation.subject_id,
            title=record.name,
            summary=record.in_brief,
            text=record.text,
            path=record.path(),
            section=translation.source.section,
            on=translation.source.date,
            language=translation.language,
        )
    )
