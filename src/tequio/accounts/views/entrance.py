"""The pages at the door: sign in, second step, passkey, sign out."""

from typing import Any

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from tequio.accounts import audit, entrance, factors, passkeys
from tequio.accounts.entrance import TooManyTriesError
from tequio.accounts.forms import CodeForm, SignInForm
from tequio.accounts.models import EventKind, User
from tequio.accounts.views.base import AccountFormView
from tequio.core.limits import too_many

WRONG = gettext_lazy("El usuario o la contraseña no coinciden. Revisa que no estén activadas las mayúsculas.")
NO_PASSKEY = gettext_lazy("No se pudo comprobar la llave. Inténtalo otra vez o entra con tu contraseña.")


class SignInView(AccountFormView):
    """Name and password; or a passkey alone, where the browser can."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return HttpResponseRedirect(entrance.next_url(request))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            user = entrance.check_password(
                self.request, form.cleaned_data["username"], form.cleaned_data["password"]
            )
        except TooManyTriesError as stop:
            return too_many(self.request, stop.wait)
        if user is None:
            return self.refuse(form, WRONG)
        onward = entrance.next_url(self.request)
        if user.has_second_factor:
            entrance.remember(self.request, user)
            return redirect(f"{reverse('accounts:second_step')}?{urlencode({'next': onward})}")
        entrance.let_in(self.request, user, _("con contraseña"))
        return HttpResponseRedirect(onward)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next=_asked_next(self.request), **kwargs)


class SecondStepView(AccountFormView):
    """The code of the app, a recovery code, or one of the account's passkeys."""

    template_name = "accounts/second_step.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.waiting = entrance.pending(request)
        if self.waiting is None:
            return redirect("accounts:login")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # a rendered answer

    def form_valid(self, form: forms.Form) -> HttpResponse:
        user = self.waiting
        if user is None:
            return redirect("accounts:login")
        try:
            entrance.count_code(user)
        except TooManyTriesError as stop:
            return too_many(self.request, stop.wait)
        if not factors.check_code(user, form.cleaned_data["code"], self.request):
            return self.refuse(form, _("El código no es válido o ya se usó. Espera el siguiente."), "code")
        onward = entrance.next_url(self.request)
        entrance.let_in(self.request, user, _("con contraseña y código"))
        return HttpResponseRedirect(onward)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_passkeys = self.waiting is not None and self.waiting.passkeys.exists()
        return super().get_context_data(
            next=_asked_next(self.request), has_passkeys=has_passkeys, waiting=self.waiting, **kwargs
        )


@never_cache
@csrf_protect
@require_POST
def passkey_question(request: HttpRequest) -> JsonResponse:
    """What the browser must sign: with a passkey of whoever stands at the second step, else with any."""
    return JsonResponse(passkeys.ask_to_sign(request, entrance.pending(request)))


@never_cache
@csrf_protect
@require_POST
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """The browser's signature: it proves the person (finger, face or PIN) and the device, so it is both steps."""
    try:
        passkey = passkeys.signed(request, request.POST.get("credential", ""), entrance.pending(request))
    except passkeys.PasskeyError:
        audit.note(EventKind.CODE_REFUSED, entrance.pending(request), request=request)
        form = SignInForm()
        context = {"form": form, "problem": NO_PASSKEY, "next": _asked_next(request)}
        return render(request, "accounts/sign_in.html", context, status=422)
    onward = entrance.next_url(request)
    entrance.let_in(request, passkey.user, _("con la llave «{name}»").format(name=passkey.name))
    return HttpResponseRedirect(onward)


@never_cache
@csrf_protect
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close this session, here and on the server."""
    if isinstance(request.user, User):
        audit.note(EventKind.SIGNED_OUT, request.user, by=request.user, request=request)
    logout(request)
    return redirect(resolve_url("website:home"))


def _asked_next(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next") or ""
