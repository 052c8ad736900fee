"""Staff pages of milestones."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.commitments import actions
from tequio.commitments.desk.commitments import (
    CommitmentConfirmView,
    CommitmentFormView,
    WithReasonIfPublic,
    in_words,
)
from tequio.commitments.forms import MilestoneDateForm, MilestoneForm, ProofForm, ReasonForm
from tequio.commitments.models import Commitment, Milestone
from tequio.core import clock
from tequio.register.desk import Text
from tequio.register.files import store_file
from tequio.register.models import Discarded


class OfMilestone:
    """A page about the milestone that its address names."""

    kwargs: dict[str, Any]
    commitment: Commitment

    @property
    def milestone(self) -> Milestone:
        return get_object_or_404(
            Milestone.objects.select_related("commitment"),
            commitment__key=self.kwargs["key"],
            position=self.kwargs["position"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(milestone=self.milestone, **kwargs)  # type: ignore[misc]  # a mixin


class AddMilestone(WithReasonIfPublic):
    title = _("Nuevo hito")
    explanation = _("Un paso con fecha y algo que se pueda comprobar.")
    button = _("Agregar el hito")
    form_class = MilestoneForm

    def perform(self, form: forms.Form) -> Milestone:
        return actions.add_milestone(commitment=self.commitment, **form.cleaned_data, by=self.user)


class AmendMilestone(OfMilestone, WithReasonIfPublic):
    is_edit = True
    title = _("Editar el hito")
    form_class = MilestoneForm

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.milestone.title, "due_on": self.milestone.due_on}

    def get_form(self, form_class: type[forms.BaseForm] | None = None) -> forms.BaseForm:
        form = super().get_form(form_class)
        form.fields["due_on"].disabled = self.commitment.is_published
        return form

    def perform(self, form: forms.Form) -> Milestone:
        return actions.amend_milestone(milestone=self.milestone, **form.cleaned_data, by=self.user)


class RenegotiateMilestone(OfMilestone, CommitmentFormView):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Cambiar la fecha del hito")
    explanation = _("Se publica una versión nueva con su motivo. La primera fecha nunca se borra.")
    button = _("Publicar la nueva fecha")
    form_class = MilestoneDateForm

    def perform(self, form: forms.Form) -> Milestone:
        return actions.renegotiate_milestone(milestone=self.milestone, **form.cleaned_data, by=self.user)


class MarkMilestoneDone(OfMilestone, CommitmentFormView):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Publicar la prueba del hito")
    explanation = _("La prueba será pública. No incluyas datos personales de nadie.")
    button = _("Publicar la prueba")
    form_class = ProofForm

    def get_initial(self) -> dict[str, Any]:
        return {"done_on": clock.today()}

    def perform(self, form: forms.Form) -> Milestone:
        given = form.cleaned_data
        file = store_file(given["file"]) if given["file"] else None
        proof = actions.Proof(text=given["proof"], url=given["proof_url"], file=file)
        return actions.mark_milestone_done(
            milestone=self.milestone, done_on=given["done_on"], proof=proof, by=self.user
        )


class VerifyMilestone(OfMilestone, CommitmentConfirmView):
    permissions = (Permission.COMMITMENT_ASSESS,)
    template_name = "commitments/desk_verify.html"
    title = _("Revisar la prueba")
    explanation = _("Abre la prueba. Si muestra lo que dice el hito, acéptala; si no, devuélvela.")
    button = _("Aceptar la prueba")

    def summary(self) -> list[tuple[Text, Any]]:
        milestone = self.milestone
        return [
            (_("Hito"), milestone.title),
            (_("Fecha"), in_words(milestone.due_on)),
            (_("Hecho"), in_words(milestone.done_on)),
            (_("Prueba"), milestone.proof),
        ]

    def perform(self) -> Milestone:
        return actions.verify_milestone(milestone=self.milestone, by=self.user)


class ReturnMilestone(OfMilestone, CommitmentFormView):
    permissions = (Permission.COMMITMENT_ASSESS,)
    title = _("Devolver la prueba")
    explanation = _("El hito vuelve a quedar sin prueba. El motivo se publica.")
    button = _("Devolver la prueba")
    form_class = ReasonForm

    def perform(self, form: forms.Form) -> Milestone:
        return actions.return_milestone(milestone=self.milestone, **form.cleaned_data, by=self.user)


class WithdrawMilestone(OfMilestone, WithReasonIfPublic):
    title = _("Retirar el hito")
    explanation = _("De un borrador va a la papelera. En un compromiso público queda marcado, con su motivo.")
    button = _("Retirar el hito")
    form_class = forms.Form

    def perform(self, form: forms.Form) -> Commitment | Discarded:
        return actions.withdraw_milestone(milestone=self.milestone, **form.cleaned_data, by=self.user)
