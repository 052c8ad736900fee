"""The public calculator's question."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.law.models import Term, TermVersion, WorkCalendar
from tequio.law.rules import TermGroup, Unit

FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2100, 12, 31)
MAX_DAYS = 400
"""The calculator explains each day; a longer term would not fit a page."""
OTHER = "otro"
OWN_TERM = frozenset({"cantidad", "unidad"})
"""The fields that only a term of the person's own uses."""


class DayInput(forms.DateInput):
    """The browser's own date picker; a typed date in day/month/year order is understood too."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A date field that explains its errors in plain Spanish."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        validators=[
            MinValueValidator(FIRST_DATE, _("Escribe una fecha del año 2000 en adelante.")),
            MaxValueValidator(LAST_DATE, _("Escribe una fecha anterior al año 2101.")),
        ],
        error_messages={
            "required": _("Escribe la fecha."),
            "invalid": _("Escribe una fecha que exista, con día, mes y año. Ejemplo: 3/11/2026."),
        },
    )


class CalculatorForm(forms.Form):
    """A start date and a legal term, or one of the person's own; its names are those of the shareable address."""

    desde = day_field(
        _("Fecha de inicio"), _("El día en que presentaste tu solicitud, o en que te notificaron.")
    )
    plazo = forms.ChoiceField(label=_("Plazo"), error_messages={"required": _("Elige un plazo de la lista.")})
    cantidad = forms.IntegerField(
        label=_("¿Cuánto dura?"),
        required=False,
        min_value=1,
        max_value=MAX_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Escribe un número entero, por ejemplo 10."),
            "min_value": _("Escribe 1 o un número mayor."),
            "max_value": _("Escribe un número no mayor de 400."),
        },
    )
    unidad = forms.ChoiceField(label=_("¿En qué se cuenta?"), required=False, choices=Unit.choices)
    hora = forms.TimeField(
        label=_("Hora de inicio"),
        required=False,
        help_text=_("Solo para plazos en horas. Ejemplo: 10:30."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Escribe la hora así: 10:30.")},
    )
    aclaracion = day_field(
        _("Te pidieron una aclaración el"), _("El día en que te notificaron la petición."), required=False
    )
    respuesta = day_field(_("Contestaste el"), required=False)
    prorroga = forms.BooleanField(label=_("Te avisaron de una prórroga"), required=False)
    calendario = forms.ChoiceField(label=_("Calendario"), required=False)

    def __init__(self, *args: Any, terms: list[Term], calendars: list[WorkCalendar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {term.key: term for term in terms}
        self.calendars = {calendar.slug: calendar for calendar in calendars}
        plazo, calendario = self.fields["plazo"], self.fields["calendario"]
        plazo.choices = _term_choices(terms)  # type: ignore[attr-defined]  # it is a ChoiceField
        calendario.choices = [(row.slug, row.name) for row in calendars]  # type: ignore[attr-defined]  # likewise
        if len(calendars) < 2:
            del self.fields["calendario"]

    @property
    def groups(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The fields as the page groups them."""
        last = ["aclaracion", "respuesta", "prorroga"]
        parts: list[tuple[str | Promise, list[str]]] = [
            ("", ["desde", "plazo"]),
            (_("Solo si elegiste “Otro plazo”"), ["cantidad", "unidad", "hora"]),
            (_("Solo si te pidieron una aclaración o hubo prórroga"), last),
        ]
        if "calendario" in self.fields:
            parts.append((_("Días inhábiles"), ["calendario"]))
        return [(legend, [self[name] for name in names]) for legend, names in parts]

    def chosen_calendar(self) -> WorkCalendar:
        """The calendar to count with; there is always one when the page shows the form."""
        return self.calendars.get(self.cleaned_data.get("calendario", "")) or next(
            iter(self.calendars.values())
        )

    def chosen_term(self) -> Term | None:
        """The legal term, or ``None`` for one of the person's own."""
        return self.terms.get(self.cleaned_data["plazo"])

    def chosen_version(self) -> TermVersion | None:
        """The version of the legal term in force on the start date."""
        term = self.chosen_term()
        return term.on(self.cleaned_data["desde"]) if term else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "desde" in data and "plazo" in data:
            self._clean_term(data)
            self._clean_clarification(data)
        return data

    def _clean_term(self, data: dict[str, Any]) -> None:
        term = self.chosen_term()
        if term is None:
            self._clean_own_term(data)
            return
        version = self.chosen_version()
        if version is None:
            first = min(row.valid_from for row in term.versions.all())
            message = _("Este plazo vale desde el %(date)s. Escribe una fecha posterior.")
            self.add_error("desde", message % {"date": first.strftime("%d/%m/%Y")})
        elif version.unit == Unit.HOURS and not data.get("hora") and "hora" not in self.errors:
            self.add_error("hora", _("Este plazo se cuenta en horas. Escribe a qué hora empezó."))
        if data.get("prorroga") and term.extension is None:
            self.add_error("prorroga", _("Este plazo no admite prórroga. Quita la marca."))

    def _clean_own_term(self, data: dict[str, Any]) -> None:
        if data.get("cantidad") is None and "cantidad" not in self.errors:
            self.add_error("cantidad", _("Escribe cuánto dura el plazo."))
        if not data.get("unidad"):
            self.add_error("unidad", _("Elige en qué se cuenta."))
        if data.get("unidad") == Unit.HOURS and not data.get("hora") and "hora" not in self.errors:
            self.add_error("hora", _("Escribe a qué hora empezó el plazo."))
        if data.get("prorroga"):
            self.add_error("prorroga", _("La prórroga es solo para plazos de la lista. Quita la marca."))

    def _clean_clarification(self, data: dict[str, Any]) -> None:
        asked, answered = data.get("aclaracion"), data.get("respuesta")
        if not asked and not answered:
            return
        term = self.chosen_term()
        if term is None or term.restarted_by is None:
            self.add_error("aclaracion", _("Este plazo no se reinicia con una aclaración. Borra la fecha."))
        elif not asked:
            if "aclaracion" not in self.errors:
                self.add_error("aclaracion", _("Escribe cuándo te pidieron una aclaración."))
        elif asked < data["desde"]:
            self.add_error("aclaracion", _("La aclaración se pide después de la fecha de inicio."))
        elif not answered:
            if "respuesta" not in self.errors:
                self.add_error("respuesta", _("Escribe cuándo contestaste."))
        elif answered < asked:
            self.add_error(
                "respuesta", _("Contestaste después de que te pidieron una aclaración. Revisa la fecha.")
            )


def _term_choices(terms: list[Term]) -> list[Any]:
    grouped = [
        (label, [(term.key, term.name) for term in terms if term.group == group])
        for group, label in TermGroup.choices
    ]
    return [("", _("Elige un plazo")), *(pair for pair in grouped if pair[1]), (OTHER, _("Otro plazo"))]
