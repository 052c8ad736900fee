from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from tequio.law import actions
from tequio.law.desk import LAW
from tequio.law.forms.desk import NormForm, ProvisionForm
from tequio.law.models import Norm, Provision
from tequio.law.views.norms import norm_context
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView
from tequio.register.models import Discarded
from tequio.register.preview import preview, preview_context


class NormsDesk(DeskListView):
    permissions = LAW
    title = _("Marco legal: normas")
    template_name = "law/desk_list.html"
    model = Norm
    search_fields = ("name", "short_name", "issuer")
    columns = (
        (_("Norma"), "name"),
        (_("Nivel"), "get_level_display"),
        (_("Revisión"), "get_text_status_display"),
        (_("Estado"), "state_label"),
    )
    create_url = reverse_lazy("law:norm_new")
    create_label = _("Registrar una norma")

    def row_url(self, row: Norm) -> str:
        return reverse("law:norm_edit", args=[row.slug])


class _OneNorm(ActionFormView):
    permissions = LAW

    @property
    def norm(self) -> Norm:
        norm: Norm = get_object_or_404(Norm, slug=self.kwargs["slug"])
        return norm

    def done_url(self, result: Norm | Provision) -> str:
        norm = result.norm if isinstance(result, Provision) else result
        return reverse("law:norm_edit", args=[norm.slug])


class NewNormView(_OneNorm):
    title = _("Registrar una norma")
    explanation = _(
        "Se guarda como borrador. La ves solo tú y quienes editan el marco legal, hasta que la publiques."
    )
    button = _("Guardar borrador")
    form_class = NormForm

    def perform(self, form: forms.Form) -> Norm:
        return actions.create_norm(by=self.user, **form.cleaned_data)


class NormView(_OneNorm):
    is_edit = True
    template_name = "law/desk_norm.html"
    form_class = NormForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.norm}

    def perform(self, form: forms.Form) -> Norm:
        return actions.edit_norm(norm=self.norm, by=self.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        norm = self.norm
        published = _("Está publicada: al guardar, la versión nueva entra al registro público.")
        draft = _("Es un borrador. Nadie fuera de esta mesa la ve.")
        context = super().get_context_data(norm=norm, provisions=norm.provisions.all(), **kwargs)
        return context | {"title": norm.name, "explanation": published if norm.is_published else draft}


class PublishNormView(ConfirmView):
    permissions = LAW
    title = _("Publicar la norma")
    explanation = _(
        "Cualquier persona podrá leerla y comprobarla. Lo publicado no se borra; se corrige con otra versión."
    )
    button = _("Publicar la norma")
    done_message = _("Listo. La norma está publicada.")

    @property
    def norm(self) -> Norm:
        norm: Norm = get_object_or_404(Norm, slug=self.kwargs["slug"])
        return norm

    def summary(self) -> list[tuple[Any, Any]]:
        norm = self.norm
        return [
            (_("Norma"), norm.name),
            (_("Nivel"), norm.get_level_display()),
            (_("En pocas palabras"), norm.summary),
            (_("Revisión del texto"), norm.get_text_status_display()),
            (_("Artículos"), norm.provisions.count()),
        ]

    def perform(self) -> Norm:
        return actions.publish_norm(norm=self.norm, by=self.user)


@preview(*LAW)
def preview_norm(request: HttpRequest, slug: str) -> HttpResponse:
    """A norm in preparation, as it will be published."""
    drafts = Norm.objects.filter(is_published=False).select_related("issuer_organization")
    norm = get_object_or_404(drafts, slug=slug)
    back = reverse("law:norm_edit", args=[slug])
    context = norm_context(norm) | preview_context(request, back, norm.get_absolute_url())
    return render(request, "law/norm.html", context)


class DiscardNormView(ConfirmView):
    permissions = LAW
    title = _("Descartar la norma")
    explanation = _("Va a la papelera con sus artículos. Puedes recuperarla durante 30 días.")
    button = _("Descartar la norma")
    done_message = _("Se descartó la norma.")

    def perform(self) -> Discarded:
        norm = get_object_or_404(Norm, slug=self.kwargs["slug"])
        return actions.discard_norm(norm=norm, by=self.user)

    def done_url(self, _result: Any) -> str:
        return reverse("law:desk")


class NewProvisionView(_OneNorm):
    title = _("Agregar un artículo")
    form_class = ProvisionForm

    def perform(self, form: forms.Form) -> Provision:
        return actions.set_provision(norm=self.norm, by=self.user, **form.cleaned_data)


class ProvisionView(_OneNorm):
    is_edit = True
    title = _("Corregir un artículo")
    form_class = ProvisionForm

    @property
    def provision(self) -> Provision:
        provision: Provision = get_object_or_404(
            Provision.objects.select_related("norm"), norm__slug=self.kwargs["slug"], pk=self.kwargs["pk"]
        )
        return provision

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.provision}

    def perform(self, form: forms.Form) -> Provision:
        provision = self.provision
        return actions.set_provision(
            norm=provision.norm, provision=provision, by=self.user, **form.cleaned_data
        )
