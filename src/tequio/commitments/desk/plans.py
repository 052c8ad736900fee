"""Staff pages of action plans."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.commitments import actions
from tequio.commitments.desk.commitments import in_words
from tequio.commitments.forms import AmendPlanForm, PlanForm
from tequio.commitments.models import ActionPlan
from tequio.commitments.views import plan_context
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView, Text
from tequio.register.models import Discarded
from tequio.register.preview import preview, preview_context


class PlanList(DeskListView):
    permissions = (Permission.COMMITMENT_EDIT, Permission.COMMITMENT_PUBLISH)
    title = _("Planes de acción")
    queryset = ActionPlan.objects.all()
    search_fields = ("title", "slug")
    columns = ((_("Plan"), "__str__"), (_("Empieza"), "starts_on"), (_("Termina"), "ends_on"))
    create_url = reverse_lazy("commitments:desk_plan_new")
    create_label = _("Nuevo plan de acción")
    empty_text = _("Aquí aparecerán los planes de acción.")

    def row_url(self, row: ActionPlan) -> str:
        return reverse("commitments:desk_plan", args=[row.slug])


class NewPlan(ActionFormView):
    permissions = (Permission.COMMITMENT_EDIT,)
    title = _("Nuevo plan de acción")
    explanation = _("Se guarda como borrador. Nadie más lo ve hasta que lo publiques.")
    button = _("Guardar el borrador")
    form_class = PlanForm

    def perform(self, form: forms.Form) -> ActionPlan:
        return actions.create_plan(data=actions.PlanData(**form.cleaned_data), by=self.user)

    def done_url(self, result: ActionPlan) -> str:
        return reverse("commitments:desk_plan", args=[result.slug])


class EditPlan(ActionFormView):
    """A draft is saved; a public plan gets a new version with its reason."""

    is_edit = True
    permissions = (Permission.COMMITMENT_EDIT, Permission.COMMITMENT_PUBLISH)
    template_name = "commitments/desk_plan.html"

    @property
    def plan(self) -> ActionPlan:
        return get_object_or_404(ActionPlan, slug=self.kwargs["slug"])

    def get_form_class(self) -> type[forms.BaseForm]:
        return AmendPlanForm if self.plan.is_published else PlanForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.plan}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        button = _("Publicar la nueva versión") if plan.is_published else _("Guardar el borrador")
        return super().get_context_data(**kwargs) | {"title": plan.title, "plan": plan, "button": button}

    def perform(self, form: forms.Form) -> ActionPlan:
        why = form.cleaned_data.pop("reason", None)
        data = actions.PlanData(**form.cleaned_data)
        if why is None:
            return actions.edit_plan(plan=self.plan, data=data, by=self.user)
        return actions.amend_plan(plan=self.plan, data=data, reason=why, by=self.user)

    def done_url(self, result: ActionPlan) -> str:
        return reverse("commitments:desk_plan", args=[result.slug])


@preview(Permission.COMMITMENT_EDIT, Permission.COMMITMENT_PUBLISH)
def preview_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft's public page, as it will be."""
    drafts = ActionPlan.objects.filter(is_published=False)
    plan = get_object_or_404(drafts.select_related("body", "agreement"), slug=slug)
    back = reverse("commitments:desk_plan", args=[slug])
    return render(
        request,
        "commitments/plan.html",
        plan_context(plan) | preview_context(request, back, plan.get_absolute_url()),
    )


class DiscardPlan(ConfirmView):
    permissions = (Permission.COMMITMENT_EDIT,)
    title = _("Descartar el borrador")
    explanation = _("Va a la papelera. Puedes recuperarlo durante 30 días.")
    button = _("Descartar el borrador")
    done_message = _("Se descartó el borrador.")

    def perform(self) -> Discarded:
        plan = get_object_or_404(ActionPlan, slug=self.kwargs["slug"])
        return actions.discard_plan(plan=plan, by=self.user)

    def done_url(self, _result: Any) -> str:
        return reverse("commitments:desk_plans")


class PublishPlan(ConfirmView):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Publicar el plan de acción")
    explanation = _("Será público y entrará en el registro. Lo publicado no se borra.")
    button = _("Publicar el plan")

    @property
    def plan(self) -> ActionPlan:
        return get_object_or_404(ActionPlan, slug=self.kwargs["slug"])

    def summary(self) -> list[tuple[Text, Any]]:
        plan = self.plan
        return [
            (_("Título"), plan.title),
            (_("Empieza"), in_words(plan.starts_on)),
            (_("Termina"), in_words(plan.ends_on)),
            (_("En pocas palabras"), plan.summary),
        ]

    def perform(self) -> ActionPlan:
        return actions.publish_plan(plan=self.plan, by=self.user)
