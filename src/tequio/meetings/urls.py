from django.urls import URLPattern, URLResolver, path

from tequio.accounts.access import public
from tequio.meetings import views

app_name = "meetings"
SESSION = "comision/sesiones/<int:year>/<slug:slug>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("comision/sesiones/", public(views.index), name="index"),
    path("comision/sesiones/calendario.ics", public(views.calendar_ics), name="calendar"),
    path("comision/sesiones/reglas/", public(views.rulebook), name="rulebook"),
    path(SESSION, public(views.detail), name="detail"),
    path(f"{SESSION}sesion.ics", public(views.session_ics), name="session_ics"),
    path(f"{SESSION}votaciones.csv", public(views.votes_csv), name="votes_csv"),
    path("comision/acuerdos/", public(views.agreements), name="agreements"),
    path("comision/acuerdos/acuerdos.csv", public(views.agreements_csv), name="agreements_csv"),
    path("comision/acuerdos/<slug:folio>/", public(views.agreement), name="agreement"),
    path("comision/integrantes/votaciones/", public(views.participation), name="participation"),
]
