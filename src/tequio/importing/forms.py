from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Archivo de Excel o CSV"),
        help_text=_("Hasta 10 MB. Usa la plantilla, o un CSV con los mismos encabezados."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ConfirmForm(forms.Form):
    """What to do with the rows that say something else than what is published."""

    LEAVE, AMEND = "leave", "amend"

    different = forms.ChoiceField(
        label=_("Filas distintas de lo publicado"),
        choices=[
            (LEAVE, _("Dejar lo publicado como está")),
            (AMEND, _("Publicar una versión nueva con lo que dice el archivo")),
        ],
        initial=LEAVE,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Motivo del cambio"),
        max_length=300,
        required=False,
        help_text=_("Se publica junto con la versión nueva."),
    )

    def __init__(self, *args: Any, differs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not differs:
            del self.fields["different"], self.fields["reason"]
