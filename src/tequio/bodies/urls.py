from django.urls import include, path

from tequio.accounts.access import public
from tequio.bodies import exports, listings, views
from tequio.bodies.desk import bodies, organizations, people, places, seats
from tequio.register.listing_views import listing_urls

app_name = "bodies"

commission_desk = [
    path("", bodies.BodyList.as_view(), name="desk"),
    path("nuevo/", bodies.BodyCreate.as_view(), name="body_new"),
    path("organos/<slug:slug>/", bodies.body_desk, name="body_desk"),
    path("organos/<slug:slug>/editar/", bodies.BodyEdit.as_view(), name="body_edit"),
    path("organos/<slug:slug>/publicar/", bodies.BodyPublish.as_view(), name="body_publish"),
    path("organos/<slug:slug>/hecho/", bodies.EventCreate.as_view(), name="event_new"),
    path("organos/<slug:slug>/integrar/", seats.IntegrationCreate.as_view(), name="integration_new"),
    path("hechos/<slug:slug>/", bodies.EventEdit.as_view(), name="event_edit"),
    path("hechos/<slug:slug>/publicar/", bodies.EventPublish.as_view(), name="event_publish"),
    path("integraciones/<slug:slug>/", seats.integration_desk, name="integration_desk"),
    path("integraciones/<slug:slug>/editar/", seats.IntegrationEdit.as_view(), name="integration_edit"),
    path(
        "integraciones/<slug:slug>/instalar/", seats.IntegrationInstall.as_view(), name="integration_install"
    ),
    path("integraciones/<slug:slug>/terminar/", seats.IntegrationEnd.as_view(), name="integration_end"),
    path("integraciones/<slug:slug>/asiento/", seats.SeatCreate.as_view(), name="seat_new"),
    path("asientos/<int:pk>/", seats.seat_desk, name="seat_desk"),
    path("asientos/<int:pk>/editar/", seats.SeatEdit.as_view(), name="seat_edit"),
    path("asientos/<int:pk>/suprimir/", seats.SeatEnd.as_view(), name="seat_end"),
    path("asientos/<int:pk>/descartar/", seats.SeatDiscard.as_view(), name="seat_discard"),
    path("asientos/<int:pk>/nombrar/", seats.AppointmentCreate.as_view(), name="appointment_new"),
    path("nombramientos/<int:pk>/", seats.AppointmentEdit.as_view(), name="appointment_edit"),
    path("nombramientos/<int:pk>/terminar/", seats.AppointmentEnd.as_view(), name="appointment_end"),
    path("personas/", people.PersonList.as_view(), name="person_desk"),
    path("personas/<slug:slug>/", people.PersonEdit.as_view(), name="person_edit"),
    path("personas/<slug:slug>/retirar/", people.PersonErase.as_view(), name="person_erase"),
    path("cargos/", people.PostList.as_view(), name="post_desk"),
    path("cargos/nuevo/", people.PostCreate.as_view(), name="post_new"),
    path("cargos/<slug:slug>/", people.PostEdit.as_view(), name="post_edit"),
]
organization_desk = [
    path("", organizations.OrganizationList.as_view(), name="organization_desk"),
    path("nueva/", organizations.OrganizationCreate.as_view(), name="organization_new"),
    path("<slug:slug>/", organizations.OrganizationEdit.as_view(), name="organization_edit"),
    path("<slug:slug>/publicar/", organizations.OrganizationPublish.as_view(), name="organization_publish"),
    path("<slug:slug>/nombre/", organizations.OrganizationRename.as_view(), name="organization_rename"),
    path("<slug:slug>/terminar/", organizations.OrganizationDissolve.as_view(), name="organization_dissolve"),
]
place_desk = [
    path("", places.PlaceList.as_view(), name="place_desk"),
    path("nuevo/", places.PlaceCreate.as_view(), name="place_new"),
    path("<slug:slug>/", places.PlaceEdit.as_view(), name="place_edit"),
    path("<slug:slug>/publicar/", places.PlacePublish.as_view(), name="place_publish"),
]
urlpatterns = [
    path("comision/integrantes/", public(views.members), name="members"),
    *listing_urls("comision/integrantes/", "members", listings.members_listing),
    *listing_urls("comision/dependencias/", "organizations", listings.organizations_listing),
    *listing_urls("municipio/lugares/", "places", listings.places_listing),
    path("comision/integrantes/<slug:slug>/", public(views.integration), name="integration"),
    path("comision/integrantes/<slug:integration>/<slug:slug>/", public(views.seat), name="seat"),
    path("comision/organos/<slug:slug>/", public(views.body), name="body"),
    path("comision/hechos/<slug:slug>/", public(views.event), name="event"),
    path("comision/dependencias/", public(views.organizations), name="organizations"),
    path("comision/dependencias/<slug:slug>/", public(views.organization), name="organization"),
    path("municipio/lugares/", public(views.places), name="places"),
    path("municipio/lugares/<slug:slug>/", public(views.place), name="place"),
    path("datos/popolo.json", public(exports.popolo), name="popolo"),
    path("trabajo/comision/", include(commission_desk)),
    path("trabajo/dependencias/", include(organization_desk)),
    path("trabajo/lugares/", include(place_desk)),
]
