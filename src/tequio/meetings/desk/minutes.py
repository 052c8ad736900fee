"""Publishing the minutes, and correcting them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tequio.meetings import actions
from tequio.meetings.desk.base import MeetingFormView
from tequio.meetings.forms.table import CorrectMinutesForm, MinutesForm
from tequio.meetings.models import Minutes
from tequio.meetings.rules import MeetingStatus
from tequio.meetings.sheet import roll_of
from tequio.meetings.writing import minutes_text
from tequio.register.files import store_file


class PublishMinutes(MeetingFormView):
    """Starts from a text written with what was recorded; a correction starts from the version in force."""

    @property
    def is_correction(self) -> bool:
        """Whether there is a published version."""
        return self.meeting.status == MeetingStatus.PUBLISHED

    @property
    def is_edit(self) -> bool:  # type: ignore[override]  # computed here, fixed elsewhere
        """A correction changes what is there."""
        return self.is_correction

    @property
    def title(self) -> Any:  # type: ignore[override]  # computed here, fixed elsewhere
        return _("Corregir el acta") if self.is_correction else _("Publicar el acta")

    button = _("Publicar el acta")
    done_message = _("El acta está publicada y entró al registro.")
    explanation = _("Revisa que no lleve datos personales que no deban publicarse.")

    def get_form_class(self) -> Any:
        return CorrectMinutesForm if self.is_correction else MinutesForm

    def get_initial(self) -> dict[str, Any]:
        last = self.meeting.current_minutes
        if last:
            names = ("text", "approved_on", "signatures", "signatures_expected")
            return {name: getattr(last, name) for name in names}
        roll = roll_of(self.meeting)
        return {
            "text": "" if self.meeting.is_retrospective else minutes_text(self.meeting),
            "signatures_expected": roll.attending if roll else None,
        }

    def perform(self, form: Any) -> Minutes:
        upload = form.cleaned_data["file"]
        draft = form.draft(store_file(upload) if upload else None)
        if self.is_correction:
            return actions.correct_minutes(
                meeting=self.meeting, draft=draft, reason=form.cleaned_data["reason"], by=self.user
            )
        return actions.publish_minutes(meeting=self.meeting, draft=draft, by=self.user)
