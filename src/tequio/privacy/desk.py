"""Attending rights over personal data: find, hand over, erase. Every step leaves a trace without the data."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core.legal import RuleError
from tequio.core.personal_data import INVENTORY
from tequio.privacy import people
from tequio.privacy.forms import PersonSearchForm
from tequio.privacy.models import RightExercise
from tequio.register.desk import ActionFormView

LAST_SHOWN = 20


class PeopleSearchView(ActionFormView):
    """Look for a person; the answer is a page, never an address with a name in it."""

    keeps_typed = False
    permissions = (Permission.PERSONAL_DATA_MANAGE,)
    template_name = "privacy/desk.html"
    title = gettext_lazy("Datos personales")
    explanation = gettext_lazy(
        "Busca lo que el sistema guarda de una persona para entregarlo o cancelarlo. Queda constancia de cada consulta."
    )
    form_class = PersonSearchForm
    button = gettext_lazy("Buscar")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            matches = people.find(form.cleaned_data["text"], by=self.user)
        except RuleError as refused:
            form.add_error(refused.field, refused.message)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, matches=matches, searched=True))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            last=RightExercise.objects.select_related("by")[:LAST_SHOWN], **kwargs
        )


@staff(Permission.PERSONAL_DATA_MANAGE)
@require_POST
def export_data(request: HttpRequest) -> HttpResponse:
    """The chosen rows as one file for the person."""
    chosen = [_match(reference) for reference in request.POST.getlist("match")[: people.MATCHES_SHOWN]]
    if not chosen:
        messages.error(request, _("Elige al menos un dato para entregarlo."))
        return HttpResponseRedirect(reverse("privacy:desk"))
    response = HttpResponse(people.export(chosen, by=_user(request)), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="datos-personales.json"'
    return response


@staff(Permission.PERSONAL_DATA_MANAGE)
@require_POST
def erase_data(request: HttpRequest) -> HttpResponse:
    """Ask once, then erase one row."""
    match = _match(request.POST.get("match", ""))
    refused = ""
    if request.POST.get("confirm"):
        try:
            people.erase(match, by=_user(request))
        except RuleError as rule:
            refused = rule.message
        else:
            messages.success(request, _("Se canceló el dato. En unos minutos no quedará en el sistema."))
            return HttpResponseRedirect(reverse("privacy:desk"))
    context = {"match": match, "refused": refused, "title": _("Cancelar un dato personal")}
    return render(request, "privacy/erase.html", context, status=422 if refused else 200)


@staff(Permission.PERSONAL_DATA_MANAGE)
@require_safe
def inventory(request: HttpRequest) -> HttpResponse:
    """Every personal field of the system with its purpose, basis and term (articles 19, 29 and 31)."""
    context = {"holdings": INVENTORY.holdings.values(), "title": _("Inventario de datos personales")}
    return render(request, "privacy/inventory.html", context)


def _match(reference: str) -> people.Match:
    try:
        return people.match_of(reference)
    except (LookupError, ValueError):
        raise Http404 from None


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("a desk page needs somebody signed in")
    return request.user
