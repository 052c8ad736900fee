from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from tequio.accounts.access import public

app_name = "accounts"
urlpatterns = [
    path("trabajo/entrar/", public(LoginView.as_view(template_name="accounts/login.html")), name="login"),
    path("trabajo/salir/", public(LogoutView.as_view()), name="logout"),
]
