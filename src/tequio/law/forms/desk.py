"""Forms of the staff's desk; they check input, the actions write."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from tequio.law.day_lines import DayLine, parse
from tequio.law.days import MAX_AMOUNT
from tequio.law.forms.calculator import DayInput, day_field
from tequio.law.models import Norm, Provision, Term, WorkCalendar
from tequio.law.models.calendars import WEEKDAYS, weekend
from tequio.law.rules import DayKind, Start, Unit

ROWS = {"rows": 4}
OFFICE = _("Escribe la oficina y el documento. No escribas nombres de personas.")


def url_field(label: Any) -> forms.URLField:
    """An optional web address."""
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


class NormForm(forms.ModelForm):
    official_url = url_field(_("Texto oficial"))
    source_url = url_field(_("Dónde se leyó"))

    class Meta:
        model = Norm
        fields: ClassVar = [
            "name", "short_name", "slug", "level", "issuer", "issuer_organization", "gazette", "published_on",
            "last_reform_on", "in_force_from", "in_force_until", "official_url", "source_url", "text_status",
            "source_note", "summary", "meaning",
        ]  # fmt: skip
        widgets: ClassVar = {
            **dict.fromkeys(
                ["published_on", "last_reform_on", "in_force_from", "in_force_until"], DayInput()
            ),
            **dict.fromkeys(["source_note", "summary", "meaning"], forms.Textarea(ROWS)),
        }
        help_texts: ClassVar = {
            "slug": _("Letras minúsculas y guiones. Es el final de la dirección de su página."),
            "summary": _("Máximo 60 palabras, en lenguaje claro."),
            "meaning": _("Qué puede hacer una persona gracias a esta norma."),
            "text_status": _("Marca “Texto revisado” solo si leíste el texto oficial."),
            "source_note": _("Qué se leyó, dónde y qué falta revisar."),
            "in_force_until": _("Déjala vacía mientras siga en vigor."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.is_published


class ProvisionForm(forms.ModelForm):
    class Meta:
        model = Provision
        fields: ClassVar = ["article", "summary"]
        widgets: ClassVar = {"summary": forms.Textarea(ROWS)}
        help_texts: ClassVar = {
            "article": _("Solo el número o la fracción: 134, 65-XXXVII."),
            "summary": _("Con tus palabras. No copies el texto de la ley."),
        }


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields: ClassVar = ["name", "key", "explanation", "group", "extension", "restarted_by"]
        widgets: ClassVar = {"explanation": forms.Textarea(ROWS)}
        help_texts: ClassVar = {
            "key": _("Letras, puntos y guiones bajos: solicitud.respuesta. No cambia nunca."),
            "explanation": _("Qué debe pasar dentro de este plazo, en una o dos frases."),
            "extension": _("El plazo que se suma cuando hay prórroga."),
            "restarted_by": _("El paso que hace empezar de nuevo este plazo."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None
        self.fields["key"].validators.append(RegexValidator(r"^[a-z][a-z0-9_.]*$"))
        if self.instance.pk:
            for name in ("extension", "restarted_by"):
                self.fields[name].queryset = Term.objects.exclude(pk=self.instance.pk)  # type: ignore[attr-defined]  # both are choices of a model


class VersionForm(forms.Form):
    """How long a term lasts from a date on."""

    amount = forms.IntegerField(label=_("Cantidad"), min_value=1, max_value=MAX_AMOUNT)
    unit = forms.ChoiceField(label=_("Se cuenta en"), choices=Unit.choices)
    starts = forms.ChoiceField(label=_("Empieza a contar"), choices=Start.choices)
    moves_if_non_working = forms.BooleanField(
        label=_("Si vence en día inhábil, se recorre al siguiente día hábil"), required=False, initial=True
    )
    basis = forms.ModelChoiceField(
        label=_("Fundamento"),
        queryset=Provision.objects.none(),
        help_text=_("Si falta el artículo, agrégalo primero en su norma."),
    )
    valid_from = day_field(_("Vale desde"), _("La versión anterior termina un día antes."))
    note = forms.CharField(
        label=_("Nota"),
        required=False,
        widget=forms.Textarea(ROWS),
        help_text=_("Por ejemplo: por confirmar con la Unidad de Transparencia."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Provision.objects.filter(norm__is_published=True).select_related("norm")
        self.fields["basis"].queryset = published.order_by("norm__name", "position")  # type: ignore[attr-defined]  # a choice of a model


class NewTermForm(VersionForm, TermForm):
    """A term and its first version, in one step."""

    field_order = (*TermForm.Meta.fields,)


class NoteForm(forms.Form):
    """Which office confirmed something, and how."""

    note = forms.CharField(
        label=_("Quién lo confirmó y con qué documento"), help_text=OFFICE, widget=forms.Textarea(ROWS)
    )


class CalendarForm(forms.ModelForm):
    weekly_rest = forms.TypedMultipleChoiceField(
        label=_("Descanso semanal"),
        choices=WEEKDAYS,
        coerce=int,
        initial=weekend,
        widget=forms.CheckboxSelectMultiple(),
    )

    class Meta:
        model = WorkCalendar
        fields: ClassVar = [
            "name", "slug", "authority", "organization", "covers_from", "covers_to", "weekly_rest", "is_main", "notes",
        ]  # fmt: skip
        widgets: ClassVar = {
            "covers_from": DayInput(), "covers_to": DayInput(), "notes": forms.Textarea(ROWS),
        }  # fmt: skip
        help_texts: ClassVar = {
            "slug": _("Letras minúsculas y guiones. Es parte de la dirección de su página.")
        }


class CalendarNotesForm(forms.ModelForm):
    class Meta:
        model = WorkCalendar
        fields: ClassVar = ["name", "notes"]
        widgets: ClassVar = {"notes": forms.Textarea(ROWS)}


class ExtendForm(forms.Form):
    covers_to = day_field(_("Nueva última fecha"))


class DaysForm(forms.Form):
    """Days off that one order sets."""

    days = forms.CharField(
        label=_("Días"),
        help_text=_(
            "Uno por línea: fecha, dos puntos y motivo. Ejemplo: 2/4/2026 al 3/4/2026: Semana Santa."
        ),
        widget=forms.Textarea({"rows": 6}),
    )
    kind = forms.ChoiceField(
        label=_("Tipo"), choices=[choice for choice in DayKind.choices if choice[0] != DayKind.REST]
    )
    order_title = forms.CharField(label=_("Acuerdo que los fija"), max_length=250)
    order_number = forms.CharField(label=_("Número de acuerdo"), max_length=80, required=False)
    order_on = day_field(_("Fecha del acuerdo"), required=False)
    order_url = url_field(_("Dónde se publicó"))
    file = forms.FileField(
        label=_("Documento del acuerdo"), required=False, help_text=_("De preferencia en PDF. Será público.")
    )

    def clean_days(self) -> list[DayLine]:
        try:
            return parse(self.cleaned_data["days"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class RestDaysForm(forms.Form):
    """Rest days that the law sets, proposed one by one."""

    days = forms.MultipleChoiceField(
        label=_("Días propuestos"),
        help_text=_("Quita los que no apliquen. Las jornadas electorales se agregan aparte."),
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args: Any, proposed: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = proposed  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["days"].initial = [value for value, _label in proposed]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Por qué se retira"), max_length=250, help_text=_("Será público, junto al día retirado.")
    )
