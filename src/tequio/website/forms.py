from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.website.rules import MAX_TEXT, MAX_TITLE


class TranslationForm(forms.Form):
    """What the translator writes, beside the original."""

    title = forms.CharField(label=_("Título"), max_length=MAX_TITLE)
    summary = forms.CharField(
        label=_("Resumen"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    text = forms.CharField(
        label=_("Lo demás que dice la página"),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    variant = forms.CharField(
        label=_("Variante"),
        required=False,
        max_length=120,
        help_text=_("Como la llaman sus hablantes. Ejemplo: náhuatl de Cholula."),
    )
    credit = forms.CharField(
        label=_("Quién traduce"), max_length=200, help_text=_("Aparece junto a la traducción, como firma.")
    )
    rights = forms.CharField(
        label=_("Derechos"),
        required=False,
        max_length=300,
        help_text=_("Con qué condiciones se puede usar. Ejemplo: CC BY 4.0."),
    )


class ReviewForm(forms.Form):
    """Who read it and found it right."""

    credit = forms.CharField(
        label=_("Quién revisa"), max_length=200, help_text=_("Aparece junto a la traducción, como firma.")
    )
