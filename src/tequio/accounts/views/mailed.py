"""The pages behind a link sent by e-mail, and the one that asks for such a link."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from tequio.accounts import actions, audit, entrance, factors, links, passkeys, tasks
from tequio.accounts.forms import ForgotForm, NewPasswordForm
from tequio.accounts.models import AccessLink, EventKind, Purpose
from tequio.accounts.views.base import AccountFormView
from tequio.core.legal import RuleError


class ForgotView(AccountFormView):
    """Ask for a link; the answer is the same whoever asks and for whatever address."""

    template_name = "accounts/forgot.html"
    form_class = ForgotForm

    def form_valid(self, form: forms.Form) -> HttpResponse:
        tasks.send_reset.enqueue(form.cleaned_data["email"])
        return redirect("accounts:forgot_sent")


@never_cache
def forgot_sent(request: HttpRequest) -> HttpResponse:
    """What happens now, said to everybody alike."""
    return render(request, "accounts/forgot_sent.html")


def _expired(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/expired.html", status=410)


class _LinkView(AccountFormView):
    """A page that opens only with a good link. Its address, which is the link, goes to no other site."""

    purpose: Purpose
    template_name = "accounts/choose_password.html"
    form_class = NewPasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.link = links.find(kwargs["token"], self.purpose)
        answer = super().dispatch(request, *args, **kwargs) if self.link else _expired(request)
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer  # type: ignore[return-value]  # a rendered answer

    @property
    def found(self) -> AccessLink:
        """The link, once ``dispatch`` has found it."""
        if self.link is None:
            raise TypeError("no link")
        return self.link

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.found.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(link_user=self.found.user, **kwargs)


class ResetView(_LinkView):
    """A new password for an account that has one; the second step stays as it was."""

    purpose = Purpose.RESET
    title = gettext_lazy("Elige una contraseña nueva")
    button = gettext_lazy("Cambiar la contraseña")
    done_message = gettext_lazy("Tu contraseña cambió y tus sesiones se cerraron. Entra con la nueva.")
    done_name = "accounts:login"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not links.consume(self.found):
            return _expired(self.request)
        actions.set_password(self.found.user, form.cleaned_data["password"], self.request)
        return self.done()


class InvitationView(_LinkView):
    """The first visit: choose a password, or make a passkey where the browser can."""

    purpose = Purpose.INVITATION
    template_name = "accounts/invitation.html"
    title = gettext_lazy("Empieza a usar tu cuenta")
    button = gettext_lazy("Guardar y entrar")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "credential" in request.POST:
            return self._with_passkey(request.POST["credential"])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user = self.found.user
        if not links.consume(self.found):
            return _expired(self.request)
        actions.set_password(user, form.cleaned_data["password"], self.request)
        return self._enter(_("con contraseña"))

    def _with_passkey(self, answer: str) -> HttpResponse:
        user = self.found.user
        try:
            passkey = passkeys.made(self.request, user, answer, _("Primera llave"))
        except passkeys.PasskeyError:
            form = NewPasswordForm(user=user)
            problem = _("No se pudo crear la llave. Inténtalo otra vez o elige una contraseña.")
            return self.render_to_response(self.get_context_data(form=form, problem=problem), status=422)
        if not links.consume(self.found):
            return _expired(self.request)
        factors.keep_passkey(passkey, self.request)
        return self._enter(_("con una llave de acceso"))

    def _enter(self, how: str) -> HttpResponse:
        user = self.found.user
        audit.note(EventKind.INVITATION_TAKEN, user, by=user, request=self.request)
        entrance.let_in(self.request, user, how)
        return redirect(resolve_url("accounts:home"))


@never_cache
@csrf_protect
@require_POST
def invitation_passkey(request: HttpRequest, token: str) -> HttpResponse:
    """What the browser needs to make the first passkey of whoever was invited."""
    link = links.find(token, Purpose.INVITATION)
    if link is None:
        return JsonResponse({}, status=410)
    return JsonResponse(passkeys.ask_to_make(request, link.user))


@method_decorator(never_cache, name="dispatch")
class EmailConfirmView(AccountFormView):
    """The new address confirms itself with a button: programs that open links to look at them change nothing."""

    template_name = "accounts/email_confirm.html"
    button = gettext_lazy("Usar este correo")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.link = links.find(kwargs["token"], Purpose.EMAIL)
        answer = super().dispatch(request, *args, **kwargs) if self.link else _expired(request)
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer  # type: ignore[return-value]  # a rendered answer

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if self.link is None:
            return _expired(self.request)
        try:
            actions.change_email(self.link, self.request)
        except RuleError as refused:
            return self.refuse(form, refused.message)
        messages.success(self.request, _("Tu correo cambió."))
        return redirect("accounts:login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(link=self.link, **kwargs)
