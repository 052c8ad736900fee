from django.urls import path

from tequio.accounts.access import public
from tequio.law.views import calculator, calendars, norms

app_name = "law"
BASE = "comision/marco-legal/"
urlpatterns = [
    path(BASE, public(norms.index), name="index"),
    path(f"{BASE}plazos/", public(norms.terms), name="terms"),
    path(f"{BASE}plazos/<str:key>/", public(norms.term), name="term"),
    path(f"{BASE}dias-inhabiles/", public(calendars.main_calendar), name="main_calendar"),
    path(f"{BASE}dias-inhabiles/<slug:slug>/", public(calendars.calendar), name="calendar"),
    path(f"{BASE}dias-inhabiles/<slug:slug>/<int:year>/", public(calendars.calendar), name="calendar_year"),
    path(
        f"{BASE}dias-inhabiles/<slug:slug>/<int:year>.<slug:kind>",
        public(calendars.download),
        name="calendar_download",
    ),
    path(f"{BASE}calculadora/", public(calculator.calculator), name="calculator"),
    path(f"{BASE}<slug:slug>/", public(norms.norm), name="norm"),
]
