from django.urls import path

from tequio.accounts.access import public
from tequio.notifications import desk, views

app_name = "notifications"
urlpatterns = [
    path("seguir/", public(views.follow), name="follow"),
    path("seguir/revisa-tu-correo/", public(views.asked), name="asked"),
    path("seguir/confirmar/<str:token>/", public(views.confirm), name="confirm"),
    path("seguir/preferencias/<str:token>/", public(views.preferences), name="preferences"),
    path("seguir/dejar/<str:token>/", public(views.leave), name="leave"),
    path("seguir/listo/", public(views.left), name="left"),
    path("trabajo/avisos/", desk.MyNotices.as_view(), name="mine"),
]
