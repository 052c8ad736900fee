"""The staff's page: what each person wants by mail."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tequio.accounts.roles import Permission
from tequio.notifications import actions
from tequio.notifications.forms import StaffPreferenceForm
from tequio.notifications.models import StaffPreference
from tequio.notifications.staff import preference_of
from tequio.register.desk import ActionFormView


class MyNotices(ActionFormView):
    """Anybody on the staff decides for themselves."""

    permissions = tuple(Permission)
    title = _("Mis avisos")
    explanation = _("Qué te enviamos por correo. Todo sigue a la vista en tu espacio de trabajo.")
    form_class = StaffPreferenceForm

    def get_initial(self) -> dict[str, Any]:
        preference = preference_of(self.user)
        return {"rhythm": preference.rhythm, "meetings": preference.meetings}

    def perform(self, form: forms.Form) -> StaffPreference:
        return actions.set_staff_preference(**form.cleaned_data, by=self.user)

    def done_url(self, result: StaffPreference) -> str:
        return reverse("notifications:mine")
