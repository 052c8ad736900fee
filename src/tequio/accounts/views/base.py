"""What the pages of accounts share."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from tequio.accounts.models import User

Text = str | Promise


def person(request: HttpRequest) -> User:
    """Whoever is signed in, on a page where somebody must be."""
    if not isinstance(request.user, User):
        raise TypeError("a page of an account needs somebody signed in")
    return request.user


@method_decorator([sensitive_post_parameters(), csrf_protect, never_cache], name="dispatch")
class AccountFormView(FormView):
    """A form about an account: never cached, its input never in an error report, refusals with status 422."""

    template_name = "accounts/form.html"
    form_class: type[forms.BaseForm] = forms.Form  # a button that asks first has no fields
    title: Text = ""
    explanation: Text = ""
    button: Text = _("Guardar")
    done_message: Text = ""
    done_name: ClassVar[str] = "accounts:home"

    @property
    def user(self) -> User:
        """Whoever is signed in."""
        return person(self.request)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def refuse(self, form: forms.Form, message: Text, field: str | None = None) -> HttpResponse:
        """Show the form again with *message*, beside *field* or above all."""
        form.add_error(field, str(message))
        return self.form_invalid(form)

    def done(self, url: str = "") -> HttpResponse:
        """Say that it is done and go on."""
        if self.done_message:
            messages.success(self.request, str(self.done_message))
        return HttpResponseRedirect(url or reverse(self.done_name))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": self.title, "explanation": self.explanation, "button": self.button}
        return super().get_context_data(**(words | kwargs))
