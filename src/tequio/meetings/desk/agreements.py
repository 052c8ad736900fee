"""Agreements at the desk: adopted from a vote, followed until they end."""

from functools import cached_property
from typing import Any

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.meetings import actions
from tequio.meetings.desk.base import MeetingFormView
from tequio.meetings.forms.table import AgreementForm, AmendAgreementForm, CloseAgreementForm, ResolveForm
from tequio.meetings.models import Agreement, Motion
from tequio.meetings.permissions import Act
from tequio.register.desk import ActionFormView, DeskListView
from tequio.register.files import store_file


class AdoptAgreement(MeetingFormView):
    act = Act.AGREE
    title = _("Redactar el acuerdo")
    explanation = _("Se publica con su folio. Cualquier persona verá quién responde y para cuándo.")
    button = _("Adoptar y publicar el acuerdo")
    form_class = AgreementForm

    @cached_property
    def motion(self) -> Motion:
        """What was approved in the vote of this address."""
        event = get_object_or_404(
            self.meeting.vote_events.select_related("motion__item"), number=self.kwargs["number"]
        )
        found: Motion = event.motion
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.motion.item.title[:200], "text": self.motion.text}

    def perform(self, form: Any) -> Agreement:
        agreement = actions.adopt_agreement(motion=self.motion, draft=form.draft(), by=self.user)
        self.done_message = _("Se publicó el acuerdo %(folio)s.") % {"folio": agreement.folio}
        return agreement


class AgreementList(DeskListView):
    permissions = (Permission.MEETING_RECORD,)
    template_name = "meetings/desk_list.html"
    extra_context = {"here": "agreements"}
    title = _("Acuerdos")
    model = Agreement
    search_fields = ("folio", "title", "responsible__name")
    columns = (
        (_("Folio"), "folio"),
        (_("Acuerdo"), "title"),
        (_("Responsable"), "responsible"),
        (_("Fecha límite"), "due_on"),
        (_("Estado"), "state_label"),
    )
    empty_text = _("Aquí aparecerán los acuerdos de todas las sesiones.")

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        open_first = F("resolved_on").desc(nulls_first=True)
        by_date = F("due_on").asc(nulls_last=True)
        return rows.select_related("responsible").order_by(open_first, by_date, "folio")

    def row_url(self, row: Agreement) -> str:
        return reverse("meetings:desk_agreement", args=[row.folio])


class _OfAgreement(ActionFormView):
    """A form about the agreement that its address names."""

    permissions = (Permission.MEETING_RECORD,)
    template_name = "meetings/desk_agreement.html"

    @cached_property
    def agreement(self) -> Agreement:
        """The agreement of this address."""
        rows = Agreement.objects.select_related("meeting", "responsible")
        found: Agreement = get_object_or_404(rows, folio=self.kwargs["folio"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumb = (_("Acuerdos"), reverse("meetings:desk_agreements"))
        return super().get_context_data(agreement=self.agreement, crumb=crumb, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"resolved_on": clock.today()}


class FulfilAgreement(_OfAgreement):
    title = _("Declarar cumplido el acuerdo")
    explanation = _("Di qué se hizo y dónde lo puede ver cualquier persona.")
    button = _("Declarar cumplido y publicar")
    done_message = _("Se declaró cumplido.")
    form_class = ResolveForm

    def perform(self, form: Any) -> Agreement:
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        evidence = store_file(upload) if upload else None
        return actions.fulfil_agreement(agreement=self.agreement, evidence=evidence, by=self.user, **data)


class CloseAgreement(_OfAgreement):
    title = _("Cerrar el acuerdo sin cumplirse")
    explanation = _("El acuerdo deja de estar pendiente. El motivo se publica.")
    button = _("Cerrar y publicar")
    done_message = _("Se cerró el acuerdo.")
    form_class = CloseAgreementForm

    def perform(self, form: Any) -> Agreement:
        return actions.close_agreement(agreement=self.agreement, by=self.user, **form.cleaned_data)


class AmendAgreement(_OfAgreement):
    is_edit = True
    title = _("Cambiar el acuerdo")
    explanation = _("La versión anterior, con su fecha, queda en el registro.")
    button = _("Publicar el cambio")
    done_message = _("Se publicó el cambio.")
    form_class = AmendAgreementForm

    def get_initial(self) -> dict[str, Any]:
        agreement = self.agreement
        return {
            name: getattr(agreement, name) for name in ("title", "text", "responsible", "due_on", "proof")
        }

    def perform(self, form: Any) -> Agreement:
        changes = dict(form.cleaned_data)
        reason = changes.pop("reason")
        return actions.amend_agreement(agreement=self.agreement, changes=changes, reason=reason, by=self.user)
