"""What comes in: an address, what it follows, and how often."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.notifications.models import Follower
from tequio.notifications.rules import Rhythm, StaffRhythm
from tequio.notifications.topics import EVERYTHING, find_topic, sections


class FollowForm(forms.Form):
    """Follow something by mail."""

    topic = forms.ChoiceField(label=_("Qué quieres seguir"), widget=forms.RadioSelect)
    rhythm = forms.ChoiceField(
        label=_("Con qué frecuencia"), choices=Rhythm, initial=Rhythm.WEEKLY, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("Tu correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("Te enviaremos un enlace para confirmar."),
    )

    def __init__(self, *args: Any, wanted: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = {topic.code: topic.label for topic in sections()}
        particular = find_topic(wanted)
        if particular:
            topics = {particular.code: particular.name_on_page} | topics
        self.fields["topic"].choices = list(topics.items())  # type: ignore[attr-defined]  # a choice field
        self.fields["topic"].initial = particular.code if particular else EVERYTHING


class PreferencesForm(forms.Form):
    """What a follower keeps following."""

    topics = forms.MultipleChoiceField(
        label=_("Qué sigues"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Si quitas todo, borramos tu dirección."),
    )
    rhythm = forms.ChoiceField(label=_("Con qué frecuencia"), choices=Rhythm, widget=forms.RadioSelect)
    calls_at_once = forms.BooleanField(
        label=_("Si sigo las sesiones, avisarme el mismo día de cada convocatoria"), required=False
    )

    def __init__(self, *args: Any, follower: Follower, **kwargs: Any) -> None:
        followed = list(follower.follows.order_by("pk").values_list("topic", flat=True))
        kwargs["initial"] = {
            "topics": followed,
            "rhythm": follower.rhythm,
            "calls_at_once": follower.calls_at_once,
        }
        super().__init__(*args, **kwargs)
        names = [(code, topic.name_on_page if (topic := find_topic(code)) else code) for code in followed]
        self.fields["topics"].choices = names  # type: ignore[attr-defined]  # a choice field


class StaffPreferenceForm(forms.Form):
    """What somebody on the staff wants by mail."""

    rhythm = forms.ChoiceField(
        label=_("Lo que vence y te toca"), choices=StaffRhythm, widget=forms.RadioSelect
    )
    meetings = forms.BooleanField(
        label=_("Convocatorias, cambios y cancelaciones de sesiones"),
        required=False,
        help_text=_("Se envían a quienes tienen una función en la comisión."),
    )
