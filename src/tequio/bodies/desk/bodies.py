"""Staff pages of the commission, and of the milestones in its life."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.access import staff
from tequio.accounts.roles import Permission
from tequio.bodies import actions
from tequio.bodies.desk.pages import BodiesConfirmView, BodiesFormView, Links
from tequio.bodies.desk.people import HOME
from tequio.bodies.forms import BodyForm, EventForm
from tequio.bodies.models import Body, BodyEvent
from tequio.register.desk import DeskListView, Text

EDIT = (Permission.BODY_EDIT,)


class BodyList(DeskListView):
    permissions = EDIT
    template_name = "bodies/desk_list.html"
    model = Body
    title = _("Comisión")
    columns = (
        (_("Nombre"), "name"),
        (_("Tipo"), "get_kind_display"),
        (_("Estado"), "desk_state"),
    )
    create_url = reverse_lazy("bodies:body_new")
    create_label = _("Registrar un órgano colegiado")
    empty_text = _("Registra la comisión: cómo se llama, para qué sirve y con qué acto se creó.")

    def row_url(self, row: Body) -> str:
        return body_url(row)


def body_url(body: Body, name: str = "body_desk") -> str:
    """The staff page *name* of a body."""
    return reverse(f"bodies:{name}", args=[body.slug])


@staff(*EDIT)
def body_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that can be done with one body: its text, its integrations, its milestones."""
    body = get_object_or_404(Body, slug=slug)
    acts: Links = [] if body.is_published else [(_("Publicar la ficha"), body_url(body, "body_publish"))]
    acts.append((_("Editar la ficha"), body_url(body, "body_edit")))
    context = {
        "about": body,
        "title": body.name,
        "crumbs": HOME,
        "acts": acts,
        "integrations": body.integrations.all(),
        "events": body.events.all(),
    }
    return render(request, "bodies/desk_body.html", context)


class OfBody:
    kwargs: dict[str, Any]

    @cached_property
    def body(self) -> Body:
        return get_object_or_404(Body, slug=self.kwargs["slug"])

    def crumbs(self) -> Links:
        return [*HOME, (self.body.short_name or self.body.name, body_url(self.body))]

    def done_url(self, _result: Any) -> str:
        return body_url(self.body)


class BodyCreate(BodiesFormView):
    permissions = EDIT
    title = _("Registrar un órgano colegiado")
    explanation = _("Queda como borrador hasta que lo publiques.")
    form_class = BodyForm

    def crumbs(self) -> Links:
        return HOME

    def perform(self, form: forms.Form) -> Body:
        return actions.create_body(by=self.user, **form.cleaned_data)

    def done_url(self, result: Body) -> str:
        return body_url(result)


class BodyEdit(OfBody, BodiesFormView):
    is_edit = True
    permissions = EDIT
    title = _("Editar la ficha")
    form_class = BodyForm

    def about(self) -> Body:
        return self.body

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.body}

    def perform(self, form: forms.Form) -> Body:
        row = Body.objects.get(pk=self.body.pk)
        return actions.amend_body(body=row, by=self.user, **form.cleaned_data)


class BodyPublish(OfBody, BodiesConfirmView):
    permissions = EDIT
    title = _("Publicar la ficha")
    explanation = _("Entrará al registro público y cualquiera podrá verla.")
    button = _("Publicar la ficha")
    done_message = _("Listo. La ficha es pública.")

    def summary(self) -> list[tuple[Text, Any]]:
        row = self.body
        return [
            (_("Nombre"), row.name),
            (_("Institución"), row.organization),
            (_("En pocas palabras"), row.summary),
            (_("Acto que la creó"), row.creation_basis),
        ]

    def perform(self) -> Body:
        return actions.publish_body(body=self.body, by=self.user)


class EventCreate(OfBody, BodiesFormView):
    permissions = EDIT
    title = _("Registrar un hecho")
    explanation = _("Queda como borrador hasta que lo publiques.")
    form_class = EventForm

    def perform(self, form: forms.Form) -> BodyEvent:
        return actions.create_event(body=self.body, by=self.user, **form.cleaned_data)


class OfEvent(OfBody):
    @cached_property
    def event(self) -> BodyEvent:
        return get_object_or_404(BodyEvent.objects.select_related("body"), slug=self.kwargs["slug"])

    @property
    def body(self) -> Body:  # the event's, not the address's
        return self.event.body

    def about(self) -> BodyEvent:
        return self.event


class EventEdit(OfEvent, BodiesFormView):
    is_edit = True
    permissions = EDIT
    form_class = EventForm

    @property
    def title(self) -> Text:  # type: ignore[override]  # each page has its own
        return self.event.title

    def acts(self) -> Links:
        publish = reverse("bodies:event_publish", args=[self.event.slug])
        return [] if self.event.is_published else [(_("Publicar"), publish)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.event}

    def perform(self, form: forms.Form) -> BodyEvent:
        row = BodyEvent.objects.get(pk=self.event.pk)
        return actions.amend_event(event=row, by=self.user, **form.cleaned_data)


class EventPublish(OfEvent, BodiesConfirmView):
    permissions = EDIT
    title = _("Publicar el hecho")
    explanation = _("Entrará al registro público y a la línea de tiempo de la comisión.")
    button = _("Publicar el hecho")
    done_message = _("Listo. El hecho es público.")

    def summary(self) -> list[tuple[Text, Any]]:
        date = self.event.occurred_on or self.event.occurred_note
        return [(_("Título"), self.event.title), (_("Fecha"), date), (_("Texto"), self.event.text)]

    def perform(self) -> BodyEvent:
        return actions.publish_event(event=self.event, by=self.user)
