"""Setting up and removing the second step: app, passkeys, recovery codes."""

from typing import Any

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from tequio.accounts import entrance, factors, passkeys, totp
from tequio.accounts.entrance import TooManyTriesError
from tequio.accounts.forms import CodeForm, PasskeyForm
from tequio.accounts.models import Passkey, Totp
from tequio.accounts.views.base import AccountFormView, person
from tequio.core.limits import too_many
from tequio.core.models import Town


class TotpView(AccountFormView):
    """Set up an authenticator app: scan or copy the key, then give its first code."""

    template_name = "accounts/totp.html"
    form_class = CodeForm
    title = gettext_lazy("Usar una aplicación de códigos")
    button = gettext_lazy("Comprobar el código")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if person(request).totps.filter(confirmed_at__isnull=False).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # a rendered answer

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            entrance.count_code(self.user)
        except TooManyTriesError as stop:
            return too_many(self.request, stop.wait)
        if not factors.confirm_totp(self.user, form.cleaned_data["code"], self.request):
            text = _(
                "El código no coincide. Revisa que la hora del teléfono sea automática y escribe el siguiente."
            )
            return self.refuse(form, text, "code")
        return _codes_page(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        secret = factors.begin_totp(self.user)
        uri = totp.setup_uri(secret, self.user.username, Town.current().name or "Tequio")
        return super().get_context_data(
            secret=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            qr=segno.make(uri, error="m").svg_data_uri(scale=5, border=4, light="#fff"),
            **kwargs,
        )


class NewCodesView(AccountFormView):
    """Replace the recovery codes."""

    title = gettext_lazy("Crear códigos de recuperación")
    explanation = gettext_lazy(
        "Cada código sirve una vez para entrar si pierdes tu teléfono o tu llave."
        " Los códigos anteriores dejan de servir."
    )
    button = gettext_lazy("Crear los códigos")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if not self.user.has_second_factor:
            return self.refuse(form, _("Antes agrega una aplicación de códigos o una llave de acceso."))
        return _codes_page(self.request)


class NewPasskeyView(AccountFormView):
    """Make a passkey with this telephone, computer or hardware key."""

    template_name = "accounts/passkey_new.html"
    form_class = PasskeyForm
    title = gettext_lazy("Agregar una llave de acceso")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer, name = form.cleaned_data["credential"], form.cleaned_data["name"]
        try:
            passkey = passkeys.made(self.request, self.user, answer, name or _("Llave de acceso"))
        except passkeys.PasskeyError:
            return self.refuse(form, _("No se pudo crear la llave. Inténtalo otra vez."))
        factors.keep_passkey(passkey, self.request)
        if not self.user.recovery_codes.exists():
            return _codes_page(self.request)
        return self.done()


@never_cache
@csrf_protect
@require_POST
def passkey_options(request: HttpRequest) -> JsonResponse:
    """What the browser needs to make a passkey for whoever is signed in."""
    return JsonResponse(passkeys.ask_to_make(request, person(request)))


class _RemoveView(AccountFormView):
    template_name = "accounts/remove.html"
    button = gettext_lazy("Quitar")

    def factor(self) -> Totp | Passkey:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.factor()
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        factor = self.factor()
        is_last = self.user.passkeys.count() + self.user.totps.count() == 1
        if is_last and self.user.must_have_second_factor:
            return self.refuse(form, _("Tu función pide un segundo paso. Agrega otro antes de quitar este."))
        if (
            isinstance(factor, Passkey)
            and not self.user.has_usable_password()
            and self.user.passkeys.count() == 1
        ):
            return self.refuse(form, _("Es tu única forma de entrar. Elige antes una contraseña."))
        factors.remove(factor, self.request)
        return self.done()


class RemoveTotpView(_RemoveView):
    title = gettext_lazy("Quitar la aplicación de códigos")
    explanation = gettext_lazy("Sus códigos dejan de servir para entrar.")
    done_message = gettext_lazy("Se quitó la aplicación de códigos.")

    def factor(self) -> Totp:
        return get_object_or_404(self.user.totps, confirmed_at__isnull=False)


class RemovePasskeyView(_RemoveView):
    title = gettext_lazy("Quitar una llave de acceso")
    explanation = gettext_lazy("Deja de servir para entrar. En tu dispositivo puedes borrarla después.")
    done_message = gettext_lazy("Se quitó la llave de acceso.")

    def factor(self) -> Passkey:
        return get_object_or_404(self.user.passkeys, pk=self.kwargs["pk"])


def _codes_page(request: HttpRequest) -> HttpResponse:
    codes = factors.new_recovery_codes(person(request), request)
    return render(request, "accounts/codes.html", {"codes": codes, "title": _("Guarda tus códigos")})
