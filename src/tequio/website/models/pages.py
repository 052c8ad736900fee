"""Editorial pages: what the town explains in its own words. Acts of the commission are never pages."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester, Revision

from tequio.core.legal import RuleError
from tequio.register.models import Record
from tequio.website.blocks import BodyBlock
from tequio.website.door import settle
from tequio.website.permissions import LegalPagePermissionTester, NobodyPermissionTester
from tequio.website.records import PageRecord
from tequio.website.text import lines_of

SUMMARY_WORDS = 60


def validate_summary(value: str) -> None:
    """At most 60 words: what somebody reads before deciding to go on."""
    if len(value.split()) > SUMMARY_WORDS:
        raise ValidationError(_("Usa 60 palabras o menos. Es lo primero que se lee."))


class SiteRoot(Page):
    """The top of the tree in one language: it has no page of its own, the home page is made of records."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["website.EditorialPage", "website.EditorialIndexPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("inicio")
        verbose_name_plural = _("inicios")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return NobodyPermissionTester(user, self)


class PublishedPage(Page):
    """Base of the pages that enter the register when they go live."""

    summary = models.TextField(
        _("en pocas palabras"),
        validators=[validate_summary],
        help_text=_("60 palabras o menos: qué es y para qué le sirve a quien lee."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("contenido"), blank=True)

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = [FieldPanel("go_live_at"), FieldPanel("expire_at")]
    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """BCP 47 tag of the language that the page is written in."""
        return str(self.locale.language_code)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; when the whole page is saved, what is live and what the register says of it change together."""
        with transaction.atomic():
            before = Page.objects.filter(pk=self.pk).values_list("url_path", flat=True).first()
            super().save(*args, **kwargs)
            if not kwargs.get("update_fields"):
                settle(self)
                if before and before != self.url_path:
                    self._settle_descendants()

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish whole or not at all; a page that says a later date waits for the job that looks every minute."""
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete a draft; what was ever published stays in the register and is withdrawn instead."""
        if self.first_published_at:
            raise RuleError(_("Esta página ya se publicó. Retírala en lugar de borrarla."))
        return super().delete(*args, **kwargs)

    def _settle_descendants(self) -> None:
        """A new address for a page is a new address for those below it."""
        for page in self.get_descendants().live().specific():
            if isinstance(page, PublishedPage):
                settle(page)

    def site_path(self) -> str:
        """The address on this site, with the language's prefix when it has one."""
        url = self.get_url_parts()
        return str(url[2]) if url else ""

    def public_text(self) -> str:
        """Everything the page says, one piece a line: what its fingerprint in the register is computed from."""
        return "\n".join([self.title, self.summary, *lines_of(self.body)]) + "\n"

    def record(self) -> Record | None:
        """What the register says of this page."""
        return Record.objects.filter(subject_type=PageRecord.type_name, subject_id=str(self.pk)).first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        record = self.record()
        parent = self.get_parent().specific
        return {
            **super().get_context(request, *args, **kwargs),
            "record": record,
            "og_image_url": record.image_url() if record else "",
            "foreign_language": "" if self.language == get_language() else self.language,
            "parent_page": parent if isinstance(parent, PublishedPage) else None,
        }

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return LegalPagePermissionTester(user, self)


class EditorialPage(PublishedPage):
    """A text with its summary: a guide, a statement, an explanation."""

    parent_page_types: ClassVar[list[str]] = ["website.SiteRoot", "website.EditorialIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/editorial_page.html"

    class Meta:
        verbose_name = _("página")
        verbose_name_plural = _("páginas")


class EditorialIndexPage(PublishedPage):
    """A page that gathers others: guides, help."""

    parent_page_types: ClassVar[list[str]] = ["website.SiteRoot"]
    subpage_types: ClassVar[list[str]] = ["website.EditorialPage"]
    template = "website/editorial_index_page.html"

    class Meta:
        verbose_name = _("página con otras páginas")
        verbose_name_plural = _("páginas con otras páginas")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        children = self.get_children().live().specific()
        return {**super().get_context(request, *args, **kwargs), "children": children}
