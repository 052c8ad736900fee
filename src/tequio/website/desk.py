"""The staff's pages of translations at /trabajo/traducciones/."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.roles import Permission
from tequio.core.legal import RuleError
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView
from tequio.register.kinds import KINDS
from tequio.register.models import Record
from tequio.search.models import ZeroResult
from tequio.website.actions import translations as actions
from tequio.website.coverage import pages_in, record_row, records_in
from tequio.website.forms import ReviewForm, TranslationForm
from tequio.website.models import Translation
from tequio.website.rules import Coverage, TranslationStatus

PER_PAGE = 50
LANGUAGES = {code: name for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
FIRST = "nah"


@staff(Permission.TRANSLATION_EDIT, Permission.TRANSLATION_REVIEW)
def board(request: HttpRequest) -> HttpResponse:
    """What is missing, behind or in progress in one language: records, and editorial pages."""
    language = request.GET.get("lengua", FIRST)
    language = language if language in LANGUAGES else FIRST
    wanted = request.GET.get("estado", "")
    state = Coverage(wanted) if wanted in Coverage.values else Coverage.MISSING
    page = Paginator(records_in(language, state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Traducciones"),
        "language": language,
        "languages": LANGUAGES.items(),
        "state": state,
        "states": [(each, records_in(language, each).count()) for each in Coverage],
        "rows": [record_row(record, language, state) for record in page.object_list],
        "pages": [row for row in pages_in(language) if row.state == state],
        "page_obj": page,
    }
    return render(request, "website/desk_translations.html", context)


class _OfTranslation:
    """Pages of one record in one language."""

    kwargs: dict[str, Any]

    @property
    def language(self) -> str:
        """The language of the address; 404 when the site has no such one."""
        if self.kwargs["language"] not in LANGUAGES:
            raise Http404
        return str(self.kwargs["language"])

    @property
    def source(self) -> Record:
        """The record that is translated."""
        return get_object_or_404(
            Record, subject_type=self.kwargs["type_name"], subject_id=self.kwargs["record_id"]
        )

    def find(self) -> Translation | None:
        """The translation, when somebody began it."""
        found: Translation | None = Translation.objects.filter(
            subject_type=self.kwargs["type_name"],
            subject_id=self.kwargs["record_id"],
            language=self.language,
        ).first()
        return found

    def get_translation(self) -> Translation:
        """The translation; 404 before anybody began it."""
        found = self.find()
        if found is None:
            raise Http404
        return found


class EditTranslation(_OfTranslation, ActionFormView):
    """The original on one side, the translation on the other."""

    is_edit = True
    permissions: ClassVar = (Permission.TRANSLATION_EDIT, Permission.TRANSLATION_REVIEW)
    template_name = "website/desk_translation.html"
    form_class = TranslationForm
    explanation = _(
        "Se guarda como borrador. El público la verá cuando otra persona la revise y se publique."
    )
    button = _("Guardar borrador")
    done_message = _("Se guardó el borrador. Falta que otra persona lo revise.")

    def get_initial(self) -> dict[str, Any]:
        translation = self.find()
        if translation is None:
            return {}
        return {
            **translation.fields,
            "variant": translation.variant,
            "credit": translation.translator_credit,
            "rights": translation.rights_note,
        }

    def perform(self, form: forms.Form) -> Translation:
        data = form.cleaned_data
        return actions.save_translation(
            source=self.source,
            language=self.language,
            variant=data["variant"],
            fields={name: data[name] for name in ("title", "summary", "text")},
            credit=data["credit"],
            rights=data["rights"],
            by=self.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source, translation = self.source, self.find()
        return super().get_context_data(
            source=source,
            source_texts=texts_of(source),
            translation=translation,
            language_name=LANGUAGES[self.language],
            language=self.language,
            is_stale=bool(translation and translation.source_version < source.version),
            may_review=self.user.may(Permission.TRANSLATION_REVIEW),
            reviewed=TranslationStatus.REVIEWED,
            **kwargs,
        )


class ReviewTranslation(_OfTranslation, ActionFormView):
    """Somebody else says that it is right."""

    permissions: ClassVar = (Permission.TRANSLATION_REVIEW,)
    title = _("Revisar la traducción")
    form_class = ReviewForm
    explanation = _("Al revisarla dices que la leíste completa y que dice lo mismo que el original.")
    button = _("Dar por revisada")
    done_message = _("Quedó revisada. Ya se puede publicar.")

    def perform(self, form: forms.Form) -> Translation:
        return actions.review_translation(
            translation=self.get_translation(), credit=form.cleaned_data["credit"], by=self.user
        )


class ApproveTranslation(_OfTranslation, ConfirmView):
    """Publish it."""

    permissions: ClassVar = (Permission.TRANSLATION_REVIEW,)
    title = _("Publicar la traducción")
    explanation = _("Entra al registro público y aparece en la página del original.")
    button = _("Publicar la traducción")
    done_message = _("La traducción ya es pública.")

    def summary(self) -> list[tuple[Any, Any]]:
        row = self.get_translation()
        return [
            (_("Título"), row.fields["title"]),
            (_("Traducción de"), row.translator_credit),
            (_("Revisión de"), row.reviewer_credit),
            (_("Versión del original"), row.source_version),
        ]

    def perform(self) -> Translation:
        return actions.approve_translation(translation=self.get_translation(), by=self.user)


class WithdrawTranslation(_OfTranslation, ConfirmView):
    """Take it off the site."""

    permissions: ClassVar = (Permission.TRANSLATION_REVIEW,)
    title = _("Retirar la traducción")
    explanation = _("Deja de mostrarse. El registro conserva que estuvo publicada.")
    button = _("Retirar la traducción")
    done_message = _("La traducción ya no se muestra.")

    def perform(self) -> Translation:
        return actions.withdraw_translation(translation=self.get_translation(), by=self.user)


class ZeroResults(DeskListView):
    """What people looked for and nothing answered: what to publish, or to call by its common name."""

    permissions: ClassVar = (Permission.PAGE_EDIT, Permission.PAGE_PUBLISH)
    title = _("Búsquedas sin resultado")
    queryset = ZeroResult.objects.all()
    search_fields = ("text",)
    columns: ClassVar = ((_("Búsqueda"), "text"), (_("Veces"), "count"), (_("Última vez"), "last_on"))
    empty_text = _("Todo lo que la gente buscó tuvo respuesta.")

    def row_url(self, row: ZeroResult) -> str:
        return f"{reverse('website:search')}?{urlencode({'q': row.text})}"


def texts_of(source: Record) -> list[tuple[str, str]]:
    """What there is to translate of a record besides title and summary: its own texts, with their names."""
    shape = KINDS.get(source.subject_type)
    if shape is None:
        raise RuleError(_("Este tipo de registro ya no existe."))
    texts = []
    for name, value in source.data.items():
        pieces = value if isinstance(value, list) else [value]
        text = "\n".join(piece for piece in pieces if isinstance(piece, str) and " " in piece)
        if text and text not in (source.title, source.summary):
            texts.append((shape.field_label(name), text))
    return texts
