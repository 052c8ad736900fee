from django.urls import path

from tequio.privacy import desk, views

app_name = "privacy"
urlpatterns = [
    path("privacidad/avisos/", views.notices, name="notices"),
    path("privacidad/avisos/<slug:key>/", views.notice, name="notice"),
    path("trabajo/privacidad/", desk.PeopleSearchView.as_view(), name="desk"),
    path("trabajo/privacidad/exportar/", desk.export_data, name="export"),
    path("trabajo/privacidad/cancelar/", desk.erase_data, name="erase"),
    path("trabajo/privacidad/inventario/", desk.inventory, name="inventory"),
]
