"""What comes in, checked; the actions decide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OnDateForm(forms.Form):
    """The date that a reader asks about."""

    fecha = forms.DateField(label=_("¿En qué fecha?"), widget=DateInput())
