"""Staff pages of commitments: from the draft to the declaration that it was fulfilled."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.commitments import actions, permissions, rules
from tequio.commitments.forms import (
    AmendCommitmentForm,
    CommitmentForm,
    CompletionForm,
    FulfilledForm,
    NewDateForm,
    PartnerForm,
    ReasonForm,
)
from tequio.commitments.models import Commitment, Partnership
from tequio.commitments.views import commitment_context
from tequio.core import clock
from tequio.register.desk import ActionFormView, ConfirmView, DeskListView, Text
from tequio.register.files import store_file
from tequio.register.models import Discarded
from tequio.register.preview import preview, preview_context

ANY = (Permission.COMMITMENT_EDIT, Permission.COMMITMENT_PUBLISH, Permission.COMMITMENT_ASSESS)
CHANGE = (Permission.COMMITMENT_EDIT, Permission.COMMITMENT_PUBLISH)


def desk_url(name: str, commitment: Commitment, *more: Any) -> str:
    """The staff page *name* of a commitment."""
    return reverse(f"commitments:{name}", args=[commitment.key, *more])


def in_words(day: date | None) -> str:
    """14 de abril de 2026"""
    return date_format(day, r"j \d\e F \d\e Y") if day else ""


class OfCommitment:
    """A staff page about the commitment that its address names; it returns to that commitment's desk."""

    kwargs: dict[str, Any]

    @property
    def commitment(self) -> Commitment:
        return get_object_or_404(Commitment, key=self.kwargs["key"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(about=self.commitment, **kwargs)  # type: ignore[misc]  # a mixin

    def done_url(self, _result: Any) -> str:
        return desk_url("desk_commitment", self.commitment)


class CommitmentFormView(OfCommitment, ActionFormView):
    """A form about one commitment."""

    template_name = "commitments/desk_form.html"


class WithReasonIfPublic(CommitmentFormView):
    """Asks for the reason only when the change will be public."""

    permissions = CHANGE

    def get_form(self, form_class: type[forms.BaseForm] | None = None) -> forms.BaseForm:
        form = super().get_form(form_class)
        if self.commitment.is_published:
            form.fields["reason"] = ReasonForm.base_fields["reason"]
        return form


class CommitmentConfirmView(OfCommitment, ConfirmView):
    """A confirmation about one commitment."""

    template_name = "commitments/desk_confirm.html"


class CommitmentList(DeskListView):
    permissions = ANY
    template_name = "commitments/desk_list.html"
    title = _("Compromisos")
    search_fields = ("key", "title", "lead__name")
    columns = (
        (_("Compromiso"), "title"),
        (_("Clave"), "key"),
        (_("Estado"), "desk_state"),
        (_("Dependencia"), "lead"),
        (_("Siguiente fecha"), "next_date"),
    )
    create_url = reverse_lazy("commitments:desk_new")
    create_label = _("Nuevo compromiso")
    empty_text = _("Aquí aparecerán los compromisos, primero los borradores.")
    model = Commitment

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.with_status(clock.today()).for_lists().order_by("is_published", "fulfilled_on", "next_on")

    def row_url(self, row: Commitment) -> str:
        return desk_url("desk_commitment", row)


@staff(*ANY)
def commitment_desk(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that can be done with one commitment, in the state it is in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a desk page needs somebody signed in")
    commitment = get_object_or_404(Commitment.objects.select_related("lead", "plan"), key=key)
    context = commitment_context(commitment) | {
        "title": commitment.title,
        "acts": _acts(user, commitment),
        "partnerships": commitment.partnerships.select_related("organization"),
        "may_change": permissions.may_change(user, commitment),
        "may_follow_up": permissions.may_follow_up(user, commitment),
        "may_assess": permissions.may_assess(user, commitment),
    }
    return render(request, "commitments/desk_commitment.html", context)


def _acts(user: User, commitment: Commitment) -> list[tuple[str | Promise, str, bool]]:
    """(what can be done, where, whether it is the main thing to do now)."""
    halted, fulfilled = commitment.halted_on is not None, commitment.fulfilled_on is not None
    follow_up = permissions.may_follow_up(user, commitment)
    assess = permissions.may_assess(user, commitment)
    may_discard = permissions.may_draft(user) and not commitment.is_published
    is_ready = rules.is_fulfillable(commitment.facts.milestones) and not fulfilled
    every: list[tuple[bool, str | Promise, str]] = [
        (permissions.may_publish(user, commitment), _("Publicar"), "desk_publish"),
        (assess and is_ready, _("Declarar cumplido"), "desk_fulfil"),
        (follow_up, _("Cambiar la fecha"), "desk_date"),
        (follow_up and not halted, _("Detener"), "desk_halt"),
        (follow_up and halted, _("Reanudar"), "desk_resume"),
        (assess, _("Valorar el cumplimiento"), "desk_assess"),
        (permissions.may_change(user, commitment), _("Editar"), "desk_edit"),
        (assess and fulfilled, _("Reabrir"), "desk_reopen"),
        (not commitment.is_published, _("Ver como se publicará"), "desk_preview"),
        (may_discard, _("Descartar el borrador"), "desk_discard"),
    ]
    main = ("desk_publish", "desk_fulfil")
    return [(label, desk_url(name, commitment), name in main) for allowed, label, name in every if allowed]


@preview(*ANY)
def preview_commitment(request: HttpRequest, key: str) -> HttpResponse:
    """A draft's public page, as it will be."""
    drafts = Commitment.objects.filter(is_published=False)
    commitment = get_object_or_404(drafts.select_related("lead", "plan", "agreement"), key=key)
    back = desk_url("desk_commitment", commitment)
    context = commitment_context(commitment) | preview_context(request, back, commitment.get_absolute_url())
    return render(request, "commitments/detail.html", context)


class NewCommitment(ActionFormView):
    permissions = (Permission.COMMITMENT_EDIT,)
    title = _("Nuevo compromiso")
    explanation = _("Se guarda como borrador. Después agrega sus hitos y publícalo.")
    button = _("Guardar el borrador")
    form_class = CommitmentForm

    def perform(self, form: forms.Form) -> Commitment:
        return actions.create_commitment(data=actions.CommitmentData(**form.cleaned_data), by=self.user)

    def done_url(self, result: Commitment) -> str:
        return desk_url("desk_commitment", result)


class EditCommitment(CommitmentFormView):
    """A draft is saved; a public commitment gets a new version with its reason."""

    is_edit = True
    permissions = CHANGE

    def get_form_class(self) -> type[forms.BaseForm]:
        return AmendCommitmentForm if self.commitment.is_published else CommitmentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.commitment}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_public = context["about"].is_published
        button = _("Publicar la nueva versión") if is_public else _("Guardar el borrador")
        return context | {"title": _("Editar el compromiso"), "button": button}

    def perform(self, form: forms.Form) -> Commitment:
        why = form.cleaned_data.pop("reason", None)
        data = actions.CommitmentData(**form.cleaned_data)
        if why is None:
            return actions.edit_commitment(commitment=self.commitment, data=data, by=self.user)
        return actions.amend_commitment(commitment=self.commitment, data=data, reason=why, by=self.user)

    def done_url(self, result: Commitment) -> str:
        return desk_url("desk_commitment", result)


class PublishCommitment(CommitmentConfirmView):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Publicar el compromiso")
    explanation = _("Será público con sus hitos. Desde hoy sus primeras fechas se ven para siempre.")
    button = _("Publicar el compromiso")

    def summary(self) -> list[tuple[Text, Any]]:
        commitment = self.commitment
        milestones = commitment.milestones.all()
        steps = [f"{each.position}. {each.title}: {in_words(each.due_on)}" for each in milestones]
        return [
            (_("Resultado prometido"), commitment.title),
            (_("Dependencia responsable"), commitment.lead),
            (_("Empieza"), in_words(commitment.starts_on)),
            (_("Termina"), in_words(commitment.ends_on)),
            (_("Hitos"), " · ".join(steps)),
        ]

    def perform(self) -> Commitment:
        return actions.publish_commitment(commitment=self.commitment, by=self.user)


class DiscardCommitment(CommitmentConfirmView):
    permissions = (Permission.COMMITMENT_EDIT,)
    title = _("Descartar el borrador")
    explanation = _("Va a la papelera con sus hitos. Puedes recuperarlo durante 30 días.")
    button = _("Descartar el borrador")
    done_message = _("Se descartó el borrador.")

    def perform(self) -> Discarded:
        return actions.discard_commitment(commitment=self.commitment, by=self.user)

    def done_url(self, _result: Any) -> str:
        return reverse("commitments:desk")


class RenegotiateCommitment(CommitmentFormView):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Cambiar la fecha final")
    explanation = _("Se publica una versión nueva con su motivo. La primera fecha nunca se borra.")
    button = _("Publicar la nueva fecha")
    form_class = NewDateForm

    def perform(self, form: forms.Form) -> Commitment:
        return actions.renegotiate_commitment(commitment=self.commitment, **form.cleaned_data, by=self.user)


class _WithReason(CommitmentFormView):
    """A form that asks only for the reason of one act."""

    form_class = ReasonForm
    act: ClassVar[Any]

    def perform(self, form: forms.Form) -> Commitment:
        changed: Commitment = self.act(
            commitment=self.commitment, reason=form.cleaned_data["reason"], by=self.user
        )
        return changed


class HaltCommitment(_WithReason):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Detener el compromiso")
    explanation = _("La página dirá desde hoy que está detenido y por qué.")
    button = _("Publicar que se detuvo")
    act = staticmethod(actions.halt_commitment)


class ResumeCommitment(_WithReason):
    permissions = (Permission.COMMITMENT_PUBLISH,)
    title = _("Reanudar el compromiso")
    explanation = _("Sus fechas siguieron corriendo. Si hace falta, cámbialas después.")
    button = _("Publicar que se reanudó")
    act = staticmethod(actions.resume_commitment)


class ReopenCommitment(_WithReason):
    permissions = (Permission.COMMITMENT_ASSESS,)
    title = _("Reabrir el compromiso")
    explanation = _("Deja de decir “Cumplido”. Úsalo si la declaración estaba equivocada.")
    button = _("Publicar que se reabrió")
    act = staticmethod(actions.reopen_commitment)


class DeclareFulfilled(CommitmentFormView):
    permissions = (Permission.COMMITMENT_ASSESS,)
    title = _("Declarar cumplido")
    explanation = _("Todos sus hitos deben tener prueba revisada.")
    button = _("Publicar que se cumplió")
    form_class = FulfilledForm

    def perform(self, form: forms.Form) -> Commitment:
        upload = form.cleaned_data.pop("file")
        file = store_file(upload) if upload else None
        return actions.declare_fulfilled(
            commitment=self.commitment, **form.cleaned_data, evidence_file=file, by=self.user
        )


class AssessCommitment(CommitmentFormView):
    is_edit = True
    permissions = (Permission.COMMITMENT_ASSESS,)
    title = _("Valorar el cumplimiento")
    explanation = _("Es la escala de la Alianza para el Gobierno Abierto. No cambia el estado público.")
    button = _("Publicar la valoración")
    form_class = CompletionForm

    def get_initial(self) -> dict[str, Any]:
        commitment = self.commitment
        return {"completion": commitment.completion, "note": commitment.completion_note}

    def perform(self, form: forms.Form) -> Commitment:
        return actions.assess_commitment(commitment=self.commitment, **form.cleaned_data, by=self.user)


class SetPartner(WithReasonIfPublic):
    title = _("Organización aliada")
    explanation = _("Escribe a qué se obliga cada lado. Las dos listas se publican juntas.")
    form_class = PartnerForm

    def perform(self, form: forms.Form) -> Partnership:
        return actions.set_partner(commitment=self.commitment, **form.cleaned_data, by=self.user)


class DropPartner(WithReasonIfPublic):
    title = _("Quitar la organización aliada")
    explanation = _("Lo que ya se publicó sigue en las versiones anteriores.")
    button = _("Quitar")
    form_class = forms.Form

    def perform(self, form: forms.Form) -> Commitment | Discarded:
        partnership = get_object_or_404(Partnership, pk=self.kwargs["pk"], commitment=self.commitment)
        return actions.drop_partner(partnership=partnership, **form.cleaned_data, by=self.user)
