from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Role
from tequio.core import clock
from tequio.core.models import Town


class TownForm(forms.ModelForm):
    official_url = forms.URLField(
        label=_("Página oficial del Ayuntamiento"), max_length=200, required=False, assume_scheme="https"
    )

    class Meta:
        model = Town
        fields = [
            "name",
            "full_name",
            "state",
            "commission_name",
            "commission_short",
            "official_url",
            "phone",
            "address",
            "hours",
            "email",
        ]


class UserForm(forms.Form):
    username = forms.CharField(
        label=_("Nombre de usuario"), max_length=150, help_text=_("Sin espacios ni acentos.")
    )
    email = forms.EmailField(label=_("Correo"))
    first_name = forms.CharField(label=_("Nombre"), max_length=150)
    last_name = forms.CharField(label=_("Apellidos"), max_length=150)
    password = forms.CharField(
        label=_("Contraseña inicial"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=_("Al menos 12 caracteres. Entrégala en persona."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Función"), choices=Role.choices)
    since_on = forms.DateField(
        label=_("Desde"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until_on = forms.DateField(
        label=_("Hasta"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Déjalo vacío si no tiene fecha final."),
    )


class WitnessForm(forms.Form):
    name = forms.CharField(label=_("Institución"), max_length=200)
    vkey = forms.CharField(
        label=_("Llave pública del testigo"),
        max_length=250,
        help_text=_("La línea que muestra “tequio witness init” en la computadora del testigo."),
    )


class ReminderForm(forms.Form):
    """Where a reminder goes."""

    email = forms.EmailField(label=_("Correo de quien debe actuar"), max_length=254)
