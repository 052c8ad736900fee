from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User


def _password(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **options)


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Nombre de usuario o correo"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )
    password = _password(_("Contraseña"), "current-password")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Código"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class ConfirmForm(forms.Form):
    password = _password(_("Contraseña"), "current-password")


class ForgotForm(forms.Form):
    email = forms.EmailField(
        label=_("Correo de tu cuenta"), widget=forms.EmailInput({"autocomplete": "email"})
    )


class NewPasswordForm(forms.Form):
    username = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "username"})
    )  # for the password manager; never read
    password = _password(
        _("Contraseña nueva"),
        "new-password",
        help_text=_("Al menos 12 caracteres. Una frase que recuerdes sirve bien."),
    )
    again = _password(_("Escríbela otra vez"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("username", user.username)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        super().clean()
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", _("No coincide con la anterior."))


class EmailForm(forms.Form):
    email = forms.EmailField(label=_("Correo nuevo"), widget=forms.EmailInput({"autocomplete": "email"}))


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("Nombre de la llave"),
        max_length=80,
        required=False,
        help_text=_("Para reconocerla después: “Mi teléfono”, “Computadora de la oficina”."),
    )
    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)
