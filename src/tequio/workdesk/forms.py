from django import forms
from django.utils.translation import gettext_lazy as _

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
