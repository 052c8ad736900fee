from django import forms
from django.utils.translation import gettext_lazy as _


class PersonSearchForm(forms.Form):
    """Whose data. Sent by POST: a name in an address would stay in logs and histories."""

    text = forms.CharField(
        label=_("Nombre, correo o usuario"),
        max_length=200,
        help_text=_("Antes de buscar, comprueba la identidad de quien lo pide (artículo 43)."),
    )
