from django.urls import path

from tequio.accounts.access import public, recently_confirmed, staff
from tequio.accounts.views import entrance, factors, mailed, own
from tequio.core.limits import limited

app_name = "accounts"

POST = ("POST",)
own_page = staff(unfinished=True)
"""Somebody's own account opens before the second factor is there: it is where that is set up."""

urlpatterns = [
    path(
        "trabajo/entrar/",
        public(limited("sign-in", per_minute=20, per_hour=200, methods=POST)(entrance.SignInView.as_view())),
        name="login",
    ),
    path(
        "trabajo/entrar/segundo-paso/",
        public(limited("second-step", per_minute=20, methods=POST)(entrance.SecondStepView.as_view())),
        name="second_step",
    ),
    path(
        "trabajo/entrar/llave/pregunta/",
        public(limited("passkey-question", per_minute=20)(entrance.passkey_question)),
        name="passkey_question",
    ),
    path(
        "trabajo/entrar/llave/",
        public(limited("passkey", per_minute=20)(entrance.passkey_sign_in)),
        name="passkey",
    ),
    path(
        "trabajo/entrar/olvide/",
        public(limited("forgot", per_minute=5, per_hour=20, methods=POST)(mailed.ForgotView.as_view())),
        name="forgot",
    ),
    path("trabajo/entrar/olvide/enviado/", public(mailed.forgot_sent), name="forgot_sent"),
    path(
        "trabajo/entrar/contrasena/<str:token>/",
        public(limited("link", per_minute=20)(mailed.ResetView.as_view())),
        name="reset",
    ),
    path(
        "trabajo/entrar/invitacion/<str:token>/",
        public(limited("link", per_minute=20)(mailed.InvitationView.as_view())),
        name="invitation",
    ),
    path(
        "trabajo/entrar/invitacion/<str:token>/llave/",
        public(limited("link", per_minute=20)(mailed.invitation_passkey)),
        name="invitation_passkey",
    ),
    path(
        "trabajo/entrar/correo/<str:token>/",
        public(limited("link", per_minute=20)(mailed.EmailConfirmView.as_view())),
        name="email_confirm",
    ),
    path("trabajo/salir/", public(entrance.sign_out), name="logout"),
    path("trabajo/cuenta/", own_page(own.home), name="home"),
    path("trabajo/cuenta/confirmar/", own_page(own.ConfirmView.as_view()), name="confirm"),
    path("trabajo/cuenta/confirmar/pregunta/", own_page(own.passkey_question), name="passkey_confirm"),
    path(
        "trabajo/cuenta/contrasena/",
        own_page(recently_confirmed(own.PasswordView.as_view())),
        name="password",
    ),
    path("trabajo/cuenta/correo/", own_page(recently_confirmed(own.EmailView.as_view())), name="email"),
    path("trabajo/cuenta/sesiones/cerrar/", own_page(own.close_sessions), name="close_sessions"),
    path("trabajo/cuenta/segundo-paso/", own_page(own.protect), name="protect"),
    path(
        "trabajo/cuenta/segundo-paso/aplicacion/",
        own_page(recently_confirmed(factors.TotpView.as_view())),
        name="totp",
    ),
    path(
        "trabajo/cuenta/segundo-paso/aplicacion/quitar/",
        own_page(recently_confirmed(factors.RemoveTotpView.as_view())),
        name="totp_remove",
    ),
    path(
        "trabajo/cuenta/segundo-paso/codigos/",
        own_page(recently_confirmed(factors.NewCodesView.as_view())),
        name="codes",
    ),
    path(
        "trabajo/cuenta/llaves/nueva/",
        own_page(recently_confirmed(factors.NewPasskeyView.as_view())),
        name="passkey_new",
    ),
    path(
        "trabajo/cuenta/llaves/nueva/opciones/",
        own_page(recently_confirmed(factors.passkey_options)),
        name="passkey_options",
    ),
    path(
        "trabajo/cuenta/llaves/<int:pk>/quitar/",
        own_page(recently_confirmed(factors.RemovePasskeyView.as_view())),
        name="passkey_remove",
    ),
]
