from django.urls import path

from tequio.accounts.access import public
from tequio.bodies import exports, views

app_name = "bodies"
urlpatterns = [
    path("comision/integrantes/", public(views.members), name="members"),
    path("comision/integrantes/<slug:slug>/", public(views.integration), name="integration"),
    path("comision/integrantes/<slug:integration>/<slug:slug>/", public(views.seat), name="seat"),
    path("comision/organos/<slug:slug>/", public(views.body), name="body"),
    path("comision/hechos/<slug:slug>/", public(views.event), name="event"),
    path("comision/dependencias/", public(views.organizations), name="organizations"),
    path("comision/dependencias/<slug:slug>/", public(views.organization), name="organization"),
    path("municipio/lugares/", public(views.places), name="places"),
    path("municipio/lugares/<slug:slug>/", public(views.place), name="place"),
    path("datos/popolo.json", public(exports.popolo), name="popolo"),
]
