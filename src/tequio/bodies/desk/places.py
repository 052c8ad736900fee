"""Staff pages of the municipality's places."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.bodies import actions
from tequio.bodies.desk.pages import BodiesConfirmView, BodiesFormView, Links
from tequio.bodies.forms import PlaceForm
from tequio.bodies.models import Place
from tequio.register.desk import DeskListView, Text

EDIT = (Permission.PLACE_EDIT,)
HOME: Links = [(_("Lugares"), reverse_lazy("bodies:place_desk"))]  # type: ignore[list-item]  # lazy text


class PlaceList(DeskListView):
    permissions = EDIT
    model = Place
    title = _("Lugares del municipio")
    search_fields = ("name",)
    columns = (
        (_("Nombre"), "name"),
        (_("Tipo"), "get_kind_display"),
        (_("Estado"), "desk_state"),
        (_("De izquierda a derecha"), "x"),
        (_("De arriba hacia abajo"), "y"),
    )
    create_url = reverse_lazy("bodies:place_new")
    create_label = _("Registrar un lugar")
    empty_text = _("Aquí aparecerán la cabecera, las juntas auxiliares y los demás lugares.")

    def row_url(self, row: Place) -> str:
        return reverse("bodies:place_edit", args=[row.slug])


class PlaceCreate(BodiesFormView):
    permissions = EDIT
    title = _("Registrar un lugar")
    explanation = _("Queda como borrador hasta que lo publiques.")
    form_class = PlaceForm
    done_message = _("Listo. Revisa el borrador y publícalo.")

    def crumbs(self) -> Links:
        return HOME

    def perform(self, form: forms.Form) -> Place:
        return actions.create_place(by=self.user, **form.cleaned_data)

    def done_url(self, result: Place) -> str:
        return reverse("bodies:place_edit", args=[result.slug])


class OfPlace:
    kwargs: dict[str, Any]

    @cached_property
    def place(self) -> Place:
        return get_object_or_404(Place, slug=self.kwargs["slug"])

    def about(self) -> Place:
        return self.place

    def crumbs(self) -> Links:
        return HOME

    def done_url(self, result: Place) -> str:
        return reverse("bodies:place_edit", args=[result.slug])


class PlaceEdit(OfPlace, BodiesFormView):
    is_edit = True
    permissions = EDIT
    form_class = PlaceForm

    @property
    def title(self) -> Text:  # type: ignore[override]  # each page has its own
        return self.place.name

    def acts(self) -> Links:
        publish = reverse("bodies:place_publish", args=[self.place.slug])
        return [] if self.place.is_published else [(_("Publicar"), publish)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.place}

    def perform(self, form: forms.Form) -> Place:
        row = Place.objects.get(pk=self.place.pk)
        return actions.amend_place(place=row, by=self.user, **form.cleaned_data)


class PlacePublish(OfPlace, BodiesConfirmView):
    permissions = EDIT
    title = _("Publicar el lugar")
    explanation = _("Entrará al registro público y aparecerá en la lista y en el esquema.")
    button = _("Publicar el lugar")
    done_message = _("Listo. El lugar es público.")

    def summary(self) -> list[tuple[Text, Any]]:
        return [(_("Nombre"), self.place.name), (_("Tipo"), self.place.get_kind_display())]

    def perform(self) -> Place:
        return actions.publish_place(place=self.place, by=self.user)
