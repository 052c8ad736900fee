"""Preparing, convening and calling off; documenting a session of before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.bodies.models import Body, Integration, Place
from tequio.core import clock
from tequio.law.rules import Unit
from tequio.meetings.actions import PastMeeting, PastPoint
from tequio.meetings.counting import Majority, QuorumFormula
from tequio.meetings.forms.fields import DateField, LinkField, MomentField, paragraphs, with_empty
from tequio.meetings.models import Meeting
from tequio.meetings.rules import DatePrecision, ItemKind, MeetingKind, Modality

ONE_PER_LINE = _("Un párrafo o punto por línea.")
HOW_TO_ATTEND = _("Quién puede entrar, a qué hora llegar, si hay transmisión, interpretación o rampa.")


class NewMeetingForm(forms.Form):
    """Eight fields; the last session's place and agenda come with it, and the agreements still open."""

    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=MeetingKind, widget=forms.RadioSelect)
    starts_at = MomentField(label=_("Día y hora"))
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    address = forms.CharField(label=_("Dirección"), max_length=300, required=False)
    area = forms.ModelChoiceField(
        label=_("Parte del municipio"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Sin señalar"),
    )
    modality = forms.ChoiceField(label=_("Modalidad"), choices=Modality, widget=forms.RadioSelect)
    how_to_attend = paragraphs(_("Cómo asistir"), rows=3, required=False, help_text=HOW_TO_ATTEND)
    copy_agenda_of = forms.ModelChoiceField(
        label=_("Copiar el orden del día de"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Ninguna: empezar en blanco"),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "area").queryset = Place.objects.published()
        _choice(self, "copy_agenda_of").queryset = body.meetings.newest_first()


def _choice(form: forms.Form, name: str) -> Any:
    return form.fields[name]


class MeetingForm(forms.Form):
    """The details of a session; ``only`` keeps those that its state still lets change."""

    starts_at = MomentField(label=_("Día y hora"))
    ends_at = MomentField(label=_("Término previsto"), required=False)
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    address = forms.CharField(label=_("Dirección"), max_length=300, required=False)
    area = forms.ModelChoiceField(
        label=_("Parte del municipio"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Sin señalar"),
    )
    modality = forms.ChoiceField(label=_("Modalidad"), choices=Modality, widget=forms.RadioSelect)
    how_to_attend = paragraphs(_("Cómo asistir"), rows=3, required=False, help_text=HOW_TO_ATTEND)
    summary = paragraphs(
        _("En pocas palabras"),
        rows=3,
        required=False,
        help_text=_("Hasta 60 palabras. Si queda vacío, la página dice los datos de la sesión."),
    )
    objective = paragraphs(_("Objetivo"), rows=3, required=False, help_text=ONE_PER_LINE)
    relevance = paragraphs(
        _("¿Por qué se considera relevante?"), rows=3, required=False, help_text=ONE_PER_LINE
    )
    contribution = paragraphs(
        _("Aportación a la administración pública"), rows=3, required=False, help_text=ONE_PER_LINE
    )
    actions = paragraphs(_("Acciones"), rows=3, required=False, help_text=ONE_PER_LINE)
    video_url = LinkField(label=_("Dirección del video"), required=False)
    change_reason = forms.CharField(
        label=_("Por qué cambia"), max_length=300, help_text=_("Se publica junto con el cambio.")
    )

    def __init__(self, *args: Any, only: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in only:
                del self.fields[name]
        if "area" in self.fields:
            _choice(self, "area").queryset = Place.objects.published()


class ConveneForm(forms.Form):
    notice_reference = forms.CharField(
        label=_("Oficio de convocatoria"), max_length=120, required=False, help_text=_("Número, sin nombres.")
    )
    late_notice_reason = forms.CharField(
        label=_("Motivo, si ya pasó el plazo para convocar"),
        max_length=300,
        required=False,
        help_text=_("Solo si convocas con menos anticipación que la regla. Se publica."),
    )


class ConveneAgainForm(ConveneForm):
    starts_at = MomentField(label=_("Nueva fecha y hora"))
    field_order = ("starts_at",)


class ReasonForm(forms.Form):
    reason = paragraphs(
        _("Motivo"), rows=3, max_length=500, help_text=_("Se publica en la página de la sesión.")
    )


class PostponeForm(ReasonForm):
    rescheduled_to = MomentField(
        label=_("Nueva fecha y hora"), required=False, help_text=_("Déjala vacía si aún no se sabe.")
    )


class PastMeetingForm(forms.Form):
    """A session of before, as far as its source tells. What is left empty is shown as not documented."""

    integration = forms.ModelChoiceField(label=_("Integración"), queryset=Integration.objects.none())
    kind = forms.ChoiceField(label=_("Tipo de sesión"), choices=MeetingKind)
    number = forms.IntegerField(label=_("Número"), min_value=1, max_value=999, required=False)
    year = forms.IntegerField(
        label=_("Año en que se archiva"),
        min_value=1990,
        max_value=2200,
        help_text=_("El de la sesión. Si no consta, el del periodo al que pertenece."),
    )
    date_precision = forms.ChoiceField(label=_("¿Qué consta de la fecha?"), choices=DatePrecision)
    held_on = DateField(
        label=_("Día"), required=False, help_text=_("Si solo consta el mes, escribe su primer día.")
    )
    starts_at = MomentField(label=_("Día y hora, si consta la hora"), required=False)
    date_note = forms.CharField(label=_("Qué se sabe de la fecha"), max_length=300, required=False)
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    source_url = LinkField(label=_("Dirección de la fuente"), required=False)
    source_note = forms.CharField(label=_("Qué fuente es"), max_length=300, required=False)
    summary = paragraphs(_("En pocas palabras"), rows=3, required=False)
    points = paragraphs(
        _("Puntos que se trataron"),
        required=False,
        help_text=_("Uno por línea. Solo los que diga la fuente."),
    )
    objective = paragraphs(_("Objetivo"), rows=3, required=False, help_text=ONE_PER_LINE)
    relevance = paragraphs(
        _("¿Por qué se considera relevante?"), rows=3, required=False, help_text=ONE_PER_LINE
    )
    contribution = paragraphs(
        _("Aportación a la administración pública"), rows=3, required=False, help_text=ONE_PER_LINE
    )
    actions = paragraphs(_("Acciones"), rows=3, required=False, help_text=ONE_PER_LINE)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        _choice(self, "integration").queryset = body.integrations.published()

    def past(self) -> PastMeeting:
        """What the form says, as the action takes it."""
        data = dict(self.cleaned_data)
        titles = [line.strip() for line in data.pop("points").splitlines() if line.strip()]
        return PastMeeting(
            body=self.body,
            agenda=tuple(PastPoint(title, kind=ItemKind.INFORMATION) for title in titles),
            **data,
        )


class RulesForm(forms.Form):
    """How the body meets and decides from a day on."""

    since_on = DateField(label=_("Vigentes desde"), initial=clock.today)
    quorum = forms.ChoiceField(label=_("Quórum"), choices=QuorumFormula)
    second_call_quorum = forms.ChoiceField(
        label=_("Quórum en segunda convocatoria"),
        choices=with_empty(QuorumFormula.choices, _("El mismo")),
        required=False,
    )
    majority = forms.ChoiceField(label=_("Mayoría para decidir"), choices=Majority)
    casting_vote = forms.BooleanField(
        label=_("La Presidencia tiene voto de calidad"), required=False, initial=True
    )
    presidency_needed = forms.BooleanField(
        label=_("Hace falta la Presidencia, o su suplencia, para sesionar"), required=False
    )
    extraordinary_agenda_closed = forms.BooleanField(
        label=_("El orden del día de una extraordinaria no admite más puntos"), required=False, initial=True
    )
    ordinary_notice = forms.IntegerField(
        label=_("Anticipación de la convocatoria, ordinarias"), min_value=1, max_value=999, required=False
    )
    extraordinary_notice = forms.IntegerField(
        label=_("Anticipación de la convocatoria, extraordinarias"),
        min_value=1,
        max_value=999,
        required=False,
    )
    notice_unit = forms.ChoiceField(
        label=_("La anticipación se cuenta en"),
        choices=[choice for choice in Unit.choices if choice[0] != Unit.MONTHS],
    )
    minutes_days = forms.IntegerField(
        label=_("Días hábiles para publicar el acta"), min_value=1, max_value=999, required=False
    )
    basis = forms.CharField(label=_("Norma que lo establece"), max_length=300)
    source_url = LinkField(label=_("Dónde se puede leer"), required=False)
