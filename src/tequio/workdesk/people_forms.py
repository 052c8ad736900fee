from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Role
from tequio.bodies.models import Organization
from tequio.core import clock


def _date_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class InviteForm(forms.Form):
    username = forms.RegexField(
        r"^[a-z0-9._-]+$",
        label=_("Nombre de usuario"),
        max_length=150,
        help_text=_("Minúsculas, sin espacios ni acentos. Por ejemplo: ana.lopez"),
        error_messages={"invalid": _("Usa solo minúsculas sin acento, números, puntos y guiones.")},
    )
    email = forms.EmailField(label=_("Correo"), help_text=_("Ahí llega la invitación."))
    first_name = forms.CharField(label=_("Nombre"), max_length=150)
    last_name = forms.CharField(label=_("Apellidos"), max_length=150)
    roles = forms.MultipleChoiceField(
        label=_("Funciones desde hoy"),
        choices=[(value, label) for value, label in Role.choices if value != Role.LIAISON],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("También puedes asignarlas después, con fechas."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Función"), choices=Role.choices)
    scope = forms.ModelChoiceField(
        label=_("Dependencia"),
        queryset=Organization.objects.none(),
        to_field_name="slug",
        required=False,
        help_text=_("Solo para quien es enlace de una Dependencia."),
    )
    substitutes = forms.ModelChoiceField(
        label=_("Suple a"),
        queryset=RoleAssignment.objects.none(),
        required=False,
        help_text=_("Si entra en lugar de otra persona mientras no está. Escribe hasta cuándo."),
    )
    since_on = _date_field(_("Desde"), initial=clock.today)
    until_on = _date_field(_("Hasta"), required=False, help_text=_("Déjalo vacío si no tiene fecha final."))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = RoleAssignment.objects.not_over().exclude(user=person).select_related("user")
        scope, substitutes = self.fields["scope"], self.fields["substitutes"]
        if isinstance(scope, forms.ModelChoiceField) and isinstance(substitutes, forms.ModelChoiceField):
            scope.queryset = Organization.objects.dependencias().order_by("name")
            substitutes.queryset = others.order_by("role", "user__last_name")

    def clean(self) -> None:
        super().clean()
        replaced = self.cleaned_data.get("substitutes")
        if replaced and replaced.role != self.cleaned_data.get("role"):
            self.add_error("substitutes", _("Esa persona tiene otra función. Elige la misma que suple."))


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Quién recibe"),
        queryset=User.objects.filter(is_active=True).order_by("last_name", "username"),
    )
    on = _date_field(
        _("Desde"), initial=clock.today, help_text=_("La función de quien entrega termina un día antes.")
    )
    note = forms.CharField(
        label=_("Qué debe saber quien recibe"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
