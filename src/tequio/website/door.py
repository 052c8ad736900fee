"""Editorial pages go out through the register's door, like everything else.

Wagtail publishes and unpublishes from a dozen places: the editor, bulk actions, workflows, the scheduler. All of them
end in ``Page.save()``, so that is where a page and its entry are written: both or neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any, Protocol

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext
from wagtail.models import Page

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import SideDoorError, action
from tequio.core.models import Town
from tequio.register.log import append
from tequio.register.models import Record
from tequio.search.index import Document, put, remove
from tequio.website.permissions import OwnPageError, may_publish_text_of
from tequio.website.records import PageRecord

_editor: ContextVar[User | None] = ContextVar("acting_editor", default=None)


class PublicPage(Protocol):
    """What the door needs to know of a page."""

    pk: int
    title: str
    summary: str
    live: bool
    live_revision: Any

    @property
    def language(self) -> str: ...

    def site_path(self) -> str: ...

    def public_text(self) -> str: ...


@contextmanager
def acting(user: User | None) -> Iterator[None]:
    """Whoever publishes inside the block is *user*; outside of any, the scheduler."""
    token = _editor.set(user)
    try:
        yield
    finally:
        _editor.reset(token)


@action
def settle(page: PublicPage) -> None:
    """Make the register say of *page* what the site shows of it; nothing when it already does."""
    held = Record.objects.filter(subject_type=PageRecord.type_name, subject_id=str(page.pk)).first()
    previous = held.public if held else None
    was_public = isinstance(previous, PageRecord) and previous.withdrawn_on is None
    if page.live:
        record = describe(page)
        if record != previous:
            _append(record, "amended" if was_public else "published", basis=_four_eyes(page))
        index(page, record)
    elif isinstance(previous, PageRecord) and was_public:
        _append(previous.model_copy(update={"withdrawn_on": clock.today()}), "withdrawn")
        remove(PageRecord.type_name, str(page.pk))
        remove(PageRecord.type_name, str(page.pk), page.language)


def describe(page: PublicPage) -> PageRecord:
    """The public shape of a page as it stands."""
    return PageRecord(
        id=str(page.pk),
        name=page.title,
        in_brief=page.summary,
        language=page.language,
        address=page.site_path(),
        text_sha256=sha256(page.public_text().encode()).hexdigest(),
    )


def index(page: PublicPage, record: PageRecord) -> None:
    """Put the words of the page in the index; the register only has their fingerprint."""
    key = str(page.pk)
    held = Record.objects.get(subject_type=PageRecord.type_name, subject_id=key)
    remove(PageRecord.type_name, key)
    put(
        Document(
            kind=PageRecord.type_name,
            key=key,
            title=record.name,
            summary=record.in_brief,
            text=page.public_text(),
            path=record.path(),
            section=record.section,
            on=held.date,
            language=page.language,
        )
    )


def _four_eyes(page: PublicPage) -> str:
    """Refuse that somebody publishes their own text when another could; say it in the entry when nobody else can."""
    editor, revision = _editor.get(), page.live_revision
    if editor is None or revision is None or revision.user_id != editor.pk:
        return ""
    if not may_publish_text_of(editor, revision.user_id):
        raise OwnPageError
    return gettext("La publica quien la escribió: nadie más tiene esa función.")


def _append(record: PageRecord, verb: str, basis: str = "") -> None:
    append(record, verb, issuer=Town.current().full_name, by=_editor.get(), basis=basis)


@receiver(pre_save, sender=Page)
def refuse_to_go_around(instance: Page, **_options: Any) -> None:
    """Some of Wagtail's tools save a page without its class, which would put it on the site with no entry."""
    if Page.objects.filter(pk=instance.pk).exclude(live=instance.live).exists():
        raise SideDoorError(f"page {instance.pk} goes live or leaves the site through its own class only")


@receiver(pre_delete, sender=Page)
def refuse_to_lose(instance: Page, **_options: Any) -> None:
    """What was ever published is withdrawn, never deleted."""
    if instance.first_published_at:
        raise SideDoorError(f"page {instance.pk} was published: withdraw it instead of deleting it")
