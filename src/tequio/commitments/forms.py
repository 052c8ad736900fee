"""Input of the desk, checked and named; what the rules allow is decided by the actions."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Organization
from tequio.bodies.rules import OrganizationKind
from tequio.commitments.models import ActionPlan, Commitment
from tequio.commitments.rules import Completion, Goal, Value

LONG = 5000
PARAGRAPHS = _("Un párrafo o punto por renglón.")


def day(label: Any, *, help_text: Any = "") -> forms.DateField:
    """A date picked on the device's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, widget=widget)


def text(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    """Some paragraphs."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONG, widget=widget
    )


def reason() -> forms.CharField:
    """Why a public record changes."""
    return text(_("Motivo"), help_text=_("Se publica junto con el cambio y queda en el historial."))


class CheckedByTheAction(forms.ModelForm):
    """A model's fields as input. It never saves: rules and constraints are the action's."""

    def validate_unique(self) -> None:
        """Left to the action, which names the field."""

    def validate_constraints(self) -> None:
        """Left to the action, which says it in words."""


class PlanForm(CheckedByTheAction):
    starts_on = day(_("Empieza"))
    ends_on = day(_("Termina"))
    source_url = forms.URLField(label=_("Documento de origen"), required=False, assume_scheme="https")

    class Meta:
        model = ActionPlan
        fields = ["title", "slug", "body", "starts_on", "ends_on", "summary", "agreement", "source_url"]
        help_texts = {
            "slug": _("Aparece en la dirección de la página: 2025-2027."),
            "summary": _("Hasta 60 palabras, en lenguaje claro."),
        }


class AmendPlanForm(PlanForm):
    reason = reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = True


class CommitmentForm(CheckedByTheAction):
    starts_on = day(_("Empieza"))
    ends_on = day(_("Termina"))
    values = forms.MultipleChoiceField(
        label=_("Valores de gobierno abierto"),
        choices=Value.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("Objetivos de Desarrollo Sostenible"),
        choices=[(number, f"{number}. {label}") for number, label in Goal.choices],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Commitment
        fields = [
            *("key", "plan", "title", "summary", "theme", "lead", "supporting", "places"),
            *("contact_office", "contact_phone", "agreement", "starts_on", "ends_on"),
            *("objective", "relevance", "contribution", "actions"),
            *("problem", "baseline", "description", "how_it_helps", "values", "potential"),
            *("budget", "budget_source", "goals"),
        ]
        widgets = {"supporting": forms.CheckboxSelectMultiple, "places": forms.CheckboxSelectMultiple}
        help_texts = {
            "key": _("No cambia después de publicar: C-2026-03."),
            "title": _("Escribe el resultado, no el trabajo: “Las 8 escuelas tienen rampa”."),
            "summary": _("Hasta 60 palabras. Qué cambia, para quién y cuándo."),
            "objective": PARAGRAPHS,
            "relevance": PARAGRAPHS,
            "contribution": PARAGRAPHS,
            "actions": PARAGRAPHS,
            "baseline": _("Cómo están las cosas hoy, con un dato y su fecha."),
            "contact_office": _("La oficina, no una persona."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Organization.objects.published().dependencias()
        self.fields["lead"].queryset = offices  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["supporting"].queryset = offices  # type: ignore[attr-defined]  # the same
        for name in ("objective", "relevance", "contribution", "actions", "problem", "baseline"):
            self.fields[name].max_length = LONG  # type: ignore[attr-defined]  # a CharField

    @property
    def groups(self) -> list[tuple[str | Promise, list[BoundField]]]:
        """The fields under their legends."""
        parts: list[tuple[str | Promise, list[str]]] = [
            (_("Qué se promete"), ["title", "summary", "key", "plan", "theme", "starts_on", "ends_on"]),
            (_("Quién responde"), ["lead", "contact_office", "contact_phone", "supporting", "agreement"]),
            (_("Los cuatro apartados"), ["objective", "relevance", "contribution", "actions"]),
            (_("Para quién"), ["places"]),
            (_("El problema"), ["problem", "baseline", "description", "how_it_helps"]),
            (_("Valor y dinero"), ["values", "potential", "goals", "budget", "budget_source"]),
        ]
        extra = [name for name in ("reason",) if name in self.fields]
        if extra:
            parts.append((_("Por qué cambia"), extra))
        return [(legend, [self[name] for name in names]) for legend, names in parts]


class AmendCommitmentForm(CommitmentForm):
    reason = reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("key", "ends_on"):
            self.fields[name].disabled = True


class ReasonForm(forms.Form):
    reason = reason()


class NewDateForm(forms.Form):
    ends_on = day(_("Nueva fecha"), help_text=_("La primera fecha prometida se sigue viendo."))
    reason = reason()


class PartnerForm(forms.Form):
    organization = forms.ModelChoiceField(
        Organization.objects.published().exclude(kind=OrganizationKind.DEPENDENCIA),
        label=_("Organización"),
    )
    partner_duties = text(_("A qué se obliga la organización"))
    government_duties = text(_("A qué se obliga el gobierno con ella"))


class FulfilledForm(forms.Form):
    evidence = text(_("Qué prueba que se cumplió"), help_text=_("Escribe el resultado, con su dato."))
    evidence_url = forms.URLField(label=_("Enlace a la prueba"), required=False, assume_scheme="https")
    file = forms.FileField(label=_("Archivo de la prueba"), required=False)


class CompletionForm(forms.Form):
    completion = forms.ChoiceField(
        label=_("Nivel de cumplimiento"), choices=Completion.choices, widget=forms.RadioSelect
    )
    note = text(_("Por qué ese nivel"))


class MilestoneForm(forms.Form):
    title = forms.CharField(
        label=_("Qué se habrá hecho"),
        max_length=200,
        help_text=_("Algo que se pueda comprobar: “Se instalaron 4 de 8 rampas”."),
    )
    due_on = day(_("Fecha"))


class MilestoneDateForm(forms.Form):
    due_on = day(_("Nueva fecha"), help_text=_("La primera fecha prometida se sigue viendo."))
    reason = reason()


class ProofForm(forms.Form):
    done_on = day(_("¿Cuándo se hizo?"))
    proof = text(_("¿Qué prueba que se hizo?"))
    proof_url = forms.URLField(
        label=_("Enlace a la prueba"),
        required=False,
        assume_scheme="https",
        help_text=_("Pon un enlace, un archivo o los dos."),
    )
    file = forms.FileField(
        label=_("Archivo de la prueba"),
        required=False,
        help_text=_("PDF, imagen, Word, Excel, CSV o texto, de hasta 50 MB."),
    )
