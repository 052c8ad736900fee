from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from tequio.core import clock
from tequio.law import actions
from tequio.law.actions import NewVersion
from tequio.law.desk import LAW
from tequio.law.forms.desk import NewTermForm, NoteForm, TermForm, VersionForm
from tequio.law.models import Term, TermVersion
from tequio.law.rules import Start, Unit
from tequio.register.desk import ActionFormView, DeskListView


def split(data: dict[str, Any]) -> tuple[NewVersion, dict[str, Any]]:
    """The version in a form's answer, and the rest of it."""
    names = VersionForm.base_fields.keys()
    version = {name: value for name, value in data.items() if name in names}
    version |= {"unit": Unit(version["unit"]), "starts": Start(version["starts"])}
    return NewVersion(**version), {name: value for name, value in data.items() if name not in names}


class TermsDesk(DeskListView):
    permissions = LAW
    title = _("Marco legal: plazos")
    template_name = "law/desk_list.html"
    model = Term
    search_fields = ("name", "key")
    columns = ((_("Plazo"), "name"), (_("Tema"), "get_group_display"), (_("Clave"), "key"))
    create_url = reverse_lazy("law:term_new")
    create_label = _("Registrar un plazo")

    def row_url(self, row: Term) -> str:
        return reverse("law:term_edit", args=[row.key])


class _OneTerm(ActionFormView):
    permissions = LAW

    @property
    def term(self) -> Term:
        term: Term = get_object_or_404(Term, key=self.kwargs["key"])
        return term

    def done_url(self, result: Term | TermVersion) -> str:
        term = result.term if isinstance(result, TermVersion) else result
        return reverse("law:term_edit", args=[term.key])


class NewTermView(_OneTerm):
    title = _("Registrar un plazo")
    explanation = _("Al guardar, el plazo se publica con su fundamento, marcado como “Por confirmar”.")
    button = _("Publicar el plazo")
    form_class = NewTermForm

    def perform(self, form: forms.Form) -> Term:
        version, fields = split(form.cleaned_data)
        return actions.create_term(version=version, by=self.user, **fields)


class TermView(_OneTerm):
    is_edit = True
    template_name = "law/desk_term.html"
    explanation = _("Al guardar, la versión nueva entra al registro público.")
    form_class = TermForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.term}

    def perform(self, form: forms.Form) -> Term:
        return actions.edit_term(term=self.term, by=self.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        term = self.term
        versions = list(term.versions.select_related("basis__norm").order_by("-valid_from"))
        return super().get_context_data(term=term, versions=versions, **kwargs) | {"title": term.name}


class NewVersionView(_OneTerm):
    title = _("Cambiar cuánto dura")
    explanation = _("La versión anterior termina un día antes. Los plazos ya contados no cambian.")
    button = _("Publicar el cambio")
    form_class = VersionForm

    def get_initial(self) -> dict[str, Any]:
        newest = self.term.versions.order_by("-valid_from").first()
        names = ("amount", "unit", "starts", "moves_if_non_working", "basis")
        copied = {name: getattr(newest, name) for name in names} if newest else {}
        return {**copied, "valid_from": clock.today()}

    def perform(self, form: forms.Form) -> TermVersion:
        version, _rest = split(form.cleaned_data)
        return actions.set_term_version(term=self.term, version=version, by=self.user)


class ConfirmTermView(_OneTerm):
    title = _("Confirmar el plazo")
    explanation = _(
        "Hazlo cuando la oficina responsable lo haya cotejado con la ley. Lo que escribas será público."
    )
    button = _("Confirmar el plazo")
    form_class = NoteForm

    def perform(self, form: forms.Form) -> Term:
        return actions.confirm_term(term=self.term, note=form.cleaned_data["note"], by=self.user)
