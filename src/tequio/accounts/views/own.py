"""Somebody's own account: what it is, how it is protected, where it is open, what happened to it."""

import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from tequio.accounts import actions, audit, entrance, factors, letters, passkeys, sessions
from tequio.accounts.access import lacks_protection
from tequio.accounts.entrance import TooManyTriesError
from tequio.accounts.forms import CodeForm, ConfirmForm, EmailForm, NewPasswordForm
from tequio.accounts.models import EventKind
from tequio.accounts.roles import ROLES, Role
from tequio.accounts.sessions import CONFIRMED
from tequio.accounts.views.base import AccountFormView, person
from tequio.core.limits import too_many

EVENTS_SHOWN = 12


@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """The account at a glance."""
    user = person(request)
    return render(
        request,
        "accounts/home.html",
        {
            "person": user,
            "assignments": [
                (row, ROLES[Role(row.role)].purpose)
                for row in user.role_assignments.not_over().select_related("received_from__user")
            ],
            "totp": user.totps.filter(confirmed_at__isnull=False).first(),
            "passkeys": list(user.passkeys.all()),
            "codes_left": user.recovery_codes.filter(used_at__isnull=True).count(),
            "sessions": [
                (row, row.session_key == request.session.session_key)
                for row in user.sessions.order_by("-seen_at")
            ],
            "events": user.security_events.select_related("by")[:EVENTS_SHOWN],
            "lacks_protection": lacks_protection(user),
        },
    )


@never_cache
def protect(request: HttpRequest) -> HttpResponse:
    """The two ways to have a second step, to choose from."""
    user = person(request)
    context = {"person": user, "forced": lacks_protection(user), "title": _("Protege tu cuenta")}
    return render(request, "accounts/protect.html", context)


class ConfirmView(AccountFormView):
    """Prove again who is there, before a sensitive change."""

    template_name = "accounts/confirm.html"
    title = gettext_lazy("Confirma que eres tú")
    button = gettext_lazy("Continuar")

    def get_form_class(self) -> type[forms.Form]:
        return ConfirmForm if self.user.has_usable_password() else CodeForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "credential" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            passkeys.signed(request, request.POST["credential"], self.user)
        except passkeys.PasskeyError:
            form = self.get_form_class()()
            problem = _("No se pudo comprobar la llave. Inténtalo otra vez.")
            return self.render_to_response(self.get_context_data(form=form, problem=problem), status=422)
        return self._confirmed()

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            entrance.count_code(self.user)
        except TooManyTriesError as stop:
            return too_many(self.request, stop.wait)
        if "password" in form.cleaned_data:
            if not self.user.check_password(form.cleaned_data["password"]):
                audit.note(EventKind.REFUSED, self.user, request=self.request)
                return self.refuse(form, _("La contraseña no es correcta."), "password")
        elif not factors.check_code(self.user, form.cleaned_data["code"], self.request):
            return self.refuse(form, _("El código no es válido o ya se usó."), "code")
        return self._confirmed()

    def _confirmed(self) -> HttpResponse:
        onward = entrance.next_url(self.request)
        self.request.session.cycle_key()
        self.request.session[CONFIRMED] = time.time()
        return HttpResponseRedirect(onward)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            next=self.request.POST.get("next") or self.request.GET.get("next") or "",
            has_passkeys=self.user.passkeys.exists(),
            **kwargs,
        )


@never_cache
@csrf_protect
@require_POST
def passkey_question(request: HttpRequest) -> JsonResponse:
    """What a passkey of whoever is signed in must sign to confirm that they are there."""
    return JsonResponse(passkeys.ask_to_sign(request, person(request)))


class PasswordView(AccountFormView):
    form_class = NewPasswordForm
    title = gettext_lazy("Cambiar tu contraseña")
    explanation = gettext_lazy("Al cambiarla se cierran tus demás sesiones.")
    button = gettext_lazy("Cambiar la contraseña")
    done_message = gettext_lazy("Tu contraseña cambió. Tus demás sesiones se cerraron.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        actions.set_password(self.user, form.cleaned_data["password"], self.request)
        entrance.renew(self.request, self.user)
        return self.done()


class EmailView(AccountFormView):
    form_class = EmailForm
    title = gettext_lazy("Cambiar tu correo")
    explanation = gettext_lazy("Te enviamos un enlace al correo nuevo. Cambia cuando lo abras.")
    button = gettext_lazy("Enviar el enlace")
    done_message = gettext_lazy("Revisa el correo nuevo y abre el enlace. Sirve durante 24 horas.")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        email = form.cleaned_data["email"]
        # Whether another account has it is not said here: the link itself would refuse.
        letters.send_email_check(self.user, email)
        return self.done()


@never_cache
@csrf_protect
@require_POST
def close_sessions(request: HttpRequest) -> HttpResponse:
    """Close one of one's own sessions, or all but the present one."""
    user, present = person(request), request.session.session_key
    chosen = request.POST.get("which", "")
    if chosen == "others":
        sessions.close_all(user, but=present)
    else:
        keys = [row.pk for row in user.sessions.all() if row.public_id == chosen and row.pk != present]
        user.sessions.filter(pk__in=keys).delete()
    audit.note(EventKind.SESSIONS_CLOSED, user, by=user, request=request)
    messages.success(request, _("Listo. Donde estaban abiertas, ya no lo están."))
    return redirect("accounts:home")
