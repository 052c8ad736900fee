"""What comes in, checked; the actions decide."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import (
    Appointment,
    Body,
    BodyEvent,
    Integration,
    Organization,
    Person,
    Place,
    Post,
    Seat,
)

ONE_PER_LINE = _("Un párrafo o punto por línea.")
SOURCE = _("Dirección del documento o la nota de donde sale el dato.")


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OnDateForm(forms.Form):
    """The date that a reader asks about."""

    fecha = forms.DateField(
        label=_("¿En qué fecha?"),
        widget=DateInput(),
        error_messages={"required": _("Elige una fecha."), "invalid": _("Escribe la fecha así: 2026-04-14.")},
    )


def desk_field(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a model's field: the browser's date picker, and web addresses that mean https."""
    if isinstance(field, models.DateField):
        options["widget"] = DateInput()
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


class DeskForm(forms.ModelForm):
    """Takes the labels of a model; its data goes to an action, so it is never saved."""

    class Meta:
        formfield_callback = desk_field

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("a desk form hands its data to an action")


class OrganizationForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Organization
        fields = ("name", "short_name", "kind", "parent", "since_on", "phone", "website", "source_url")
        help_texts = {
            "name": _(
                "Para corregir un error. Si la Dependencia cambió de nombre, usa “Registrar cambio de nombre”."
            ),
            "since_on": _("Solo si consta en un documento."),
            "phone": _("El de la oficina, no el de una persona."),
            "source_url": SOURCE,
        }


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Nombre nuevo"), max_length=200)
    short_name = forms.CharField(label=_("Nombre corto nuevo"), max_length=60, required=False)
    changed_on = forms.DateField(label=_("¿Desde qué día se llama así?"), widget=DateInput())
    source_url = forms.URLField(
        label=_("Dónde se leyó el cambio"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=SOURCE,
    )


class DissolveForm(forms.Form):
    until_on = forms.DateField(label=_("¿Cuál fue su último día?"), widget=DateInput())
    successor = forms.ModelChoiceField(
        Organization.objects.all(),
        label=_("¿Quién la sucede?"),
        required=False,
        help_text=_("Si dos Dependencias se unieron, registra la misma sucesora en ambas."),
    )


class BodyForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Body
        fields = (
            "name",
            "short_name",
            "kind",
            "organization",
            "summary",
            "objective",
            "relevance",
            "contribution",
            "actions",
            "created_on",
            "creation_basis",
            "aliases",
            "source_url",
        )
        help_texts = {
            "summary": _("Para qué sirve, en 60 palabras o menos."),
            "objective": ONE_PER_LINE,
            "relevance": ONE_PER_LINE,
            "contribution": ONE_PER_LINE,
            "actions": ONE_PER_LINE,
            "creation_basis": _("Por ejemplo: Acuerdo de Cabildo del 14 de enero de 2022."),
            "aliases": _("Uno por línea. Con ellos también se encuentra en el buscador."),
            "source_url": SOURCE,
        }


class EventForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = BodyEvent
        fields = (
            "title",
            "occurred_on",
            "occurred_note",
            "documented_on",
            "text",
            "objective",
            "relevance",
            "contribution",
            "actions",
            "source_url",
        )
        help_texts = {
            "occurred_on": _("Déjala vacía si no se conoce el día exacto."),
            "occurred_note": _(
                "Solo si no se conoce el día. Por ejemplo: abril de 2025; día exacto no documentado."
            ),
            "documented_on": _(
                "Solo si no se conoce el día: la fecha de la nota o documento que lo reporta."
            ),
            "text": ONE_PER_LINE,
            "objective": ONE_PER_LINE,
            "relevance": ONE_PER_LINE,
            "contribution": ONE_PER_LINE,
            "actions": ONE_PER_LINE,
            "source_url": SOURCE,
        }


class IntegrationForm(DeskForm):
    since_on = forms.DateField(
        label=_("¿Desde qué día consta que está en funciones?"),
        required=False,
        widget=DateInput(),
        help_text=_("Si la dejas vacía, cuenta desde la instalación."),
    )

    class Meta(DeskForm.Meta):
        model = Integration
        fields = ("label", "administration", "installed_on", "installed_note", "since_on", "source_url")
        help_texts = {
            "label": _("Por ejemplo: 2024–2027."),
            "administration": _("Sin nombres de personas. Por ejemplo: Administración 2024–2027."),
            "installed_on": _("Déjala vacía si no se conoce el día exacto."),
            "installed_note": _(
                "Solo si no se conoce el día. Por ejemplo: abril de 2025; día exacto no documentado."
            ),
            "source_url": SOURCE,
        }


class LastDayForm(forms.Form):
    """The last day of something that held."""

    until_on = forms.DateField(label=_("¿Cuál fue su último día?"), widget=DateInput())


class EndIntegrationForm(forms.Form):
    ended_on = forms.DateField(label=_("¿Cuál fue su último día en funciones?"), widget=DateInput())


class SeatForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Seat
        fields = ("post", "role", "has_vote", "position", "since_on")
        help_texts = {
            "post": _("Si no está en la lista, regístralo antes en Cargos."),
            "has_vote": _("Una persona invitada o asesora tiene voz, pero no voto."),
            "position": _("El lugar en la lista de integrantes. Con 0, queda al final."),
            "since_on": _("Déjala vacía si el asiento existe desde que se instaló la integración."),
        }


class AppointmentForm(DeskForm):
    new_name = forms.CharField(
        label=_("O escribe el nombre de una persona nueva"),
        max_length=200,
        required=False,
        help_text=_("Si el nombre no está documentado, deja vacíos este campo y el anterior."),
    )
    file = forms.FileField(
        label=_("Archivo de ese documento"),
        required=False,
        help_text=_(
            "Será público. Revisa que no tenga domicilios, firmas de particulares ni otros datos personales."
        ),
    )

    field_order = ("kind", "person", "new_name", "post_label", "since_on", "until_on", "instrument", "file")

    class Meta(DeskForm.Meta):
        model = Appointment
        fields = ("kind", "person", "post_label", "since_on", "until_on", "instrument")
        help_texts = {
            "person": _("Elige a alguien que ya está registrado."),
            "post_label": _(
                "Por ejemplo, el cargo de la suplencia, o “Tesorero” si el asiento dice “Tesorera”."
            ),
            "until_on": _("Déjala vacía mientras siga."),
            "instrument": _(
                "Sin nombres de personas. Por ejemplo: Oficio TM/012/2025. La suplencia lo requiere."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        if isinstance(person, forms.ModelChoiceField):
            person.queryset = Person.objects.exclude(name="")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and cleaned.get("person") and cleaned.get("new_name"):
            self.add_error(
                "new_name", _("Elige a una persona de la lista o escribe un nombre, no las dos cosas.")
            )
        return cleaned


class PersonForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Person
        fields = ("name",)
        help_texts = {"name": _("Como debe leerse en público.")}


class PostForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Post
        fields = ("label", "organization", "since_on", "until_on")
        help_texts = {"label": _("Como se nombra a quien lo ocupa. Por ejemplo: Presidenta Municipal.")}


class PlaceForm(DeskForm):
    class Meta(DeskForm.Meta):
        model = Place
        fields = ("name", "kind", "x", "y", "since_on", "until_on", "notes", "source_url")
        help_texts = {
            "x": _("De 0 (izquierda) a 1000 (derecha) en el esquema. Vacía si no va en el mapa."),
            "y": _("De 0 (arriba) a 1000 (abajo)."),
            "source_url": SOURCE,
        }
