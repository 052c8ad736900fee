"""What waits for somebody on the site: pages and translations to review, and what the site still lacks."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.register.due import AT_MOST, DueItem, DueKind, provides_due
from tequio.register.models import Record
from tequio.search.models import ZeroResult
from tequio.website.coverage import NOT_TRANSLATED
from tequio.website.models import Translation
from tequio.website.rules import TranslationStatus

FIRST_LANGUAGE = "nah"


@provides_due
def pages_to_review(user: User) -> Iterator[DueItem]:
    """For those who publish: the pages that somebody else sent, the longest waiting first."""
    if not user.may(Permission.PAGE_PUBLISH):
        return
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    waiting = waiting.exclude(requested_by=user).select_related("requested_by").order_by("created_at")
    states = list(waiting[:AT_MOST])
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    for state in states:
        page = pages.get(int(state.object_id))
        if page is not None:
            yield DueItem(
                key=f"website.page:{page.pk}",
                kind=DueKind.YOURS,
                title=_("Revisa la página “%(title)s”") % {"title": page.draft_title or page.title},
                why=_("La envió %(who)s") % {"who": state.requested_by} if state.requested_by else "",
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )


@provides_due
def website_due(user: User) -> Iterator[DueItem]:
    """One's own pages in review, translations, and the care of the site."""
    yield from _pages(user)
    yield from _translations(user)
    if user.may(Permission.PAGE_EDIT) or user.may(Permission.PAGE_PUBLISH):
        yield from _searches()
    if user.may(Permission.TRANSLATION_EDIT):
        yield from _untranslated()


def _pages(user: User) -> Iterator[DueItem]:
    """One's own pages that somebody else has to review."""
    if user.may(Permission.PAGE_PUBLISH) or not user.may(Permission.PAGE_EDIT):
        return
    mine = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user)
    states = list(mine.order_by("created_at")[:AT_MOST])
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    for state in states:
        page = pages.get(int(state.object_id))
        if page is not None:
            yield DueItem(
                key=f"website.in_review:{page.pk}",
                kind=DueKind.OTHERS,
                title=_("Que se revise la página “%(title)s”") % {"title": page.draft_title or page.title},
                url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
                waits_for=_("Secretaría técnica"),
            )


def _translations(user: User) -> Iterator[DueItem]:
    reviews, edits = user.may(Permission.TRANSLATION_REVIEW), user.may(Permission.TRANSLATION_EDIT)
    if not (reviews or edits):
        return
    rows = Translation.objects.exclude(status=TranslationStatus.APPROVED).order_by("changed_on", "pk")
    for row in rows[:AT_MOST]:
        words = {"title": str(row), "language": row.language}
        is_mine = row.translated_by_id == user.pk
        if row.status == TranslationStatus.REVIEWED and reviews:
            yield _translation(
                row, DueKind.YOURS, _("Publicar la traducción: %(title)s (%(language)s)") % words
            )
        elif row.status == TranslationStatus.DRAFT and reviews and not is_mine:
            yield _translation(
                row, DueKind.YOURS, _("Revisar la traducción: %(title)s (%(language)s)") % words
            )
        elif is_mine:
            title = _("Que se revise la traducción: %(title)s (%(language)s)") % words
            yield _translation(row, DueKind.OTHERS, title, str(_("Otra persona que traduzca")))


def _translation(row: Translation, kind: DueKind, title: str, waits_for: str = "") -> DueItem:
    key = f"website.translation:{row.pk}"
    return DueItem(key=key, kind=kind, title=title, url=row.get_absolute_url(), waits_for=waits_for)


def _searches() -> Iterator[DueItem]:
    found = ZeroResult.objects.aggregate(texts=Count("pk"), times=Sum("count"))
    if found["texts"]:
        n = found["texts"]
        title = ngettext("%(n)s búsqueda sin resultado", "%(n)s búsquedas sin resultado", n) % {"n": n}
        times = found["times"]
        why = ngettext("Se buscó %(n)s vez.", "Se buscaron %(n)s veces.", times) % {"n": times}
        url = reverse("website:zero_results")
        yield DueItem(key="website.searches", kind=DueKind.SITE, title=title, why=why, url=url)


def _untranslated() -> Iterator[DueItem]:
    every = Record.objects.exclude(subject_type__in=NOT_TRANSLATED).count()
    begun = Translation.objects.filter(language=FIRST_LANGUAGE).count()
    if every > begun:
        n = every - begun
        title = ngettext(
            "%(n)s registro sin traducción al náhuatl", "%(n)s registros sin traducción al náhuatl", n
        ) % {"n": n}
        url = reverse("website:translations")
        yield DueItem(key="website.untranslated", kind=DueKind.SITE, title=title, url=url)
