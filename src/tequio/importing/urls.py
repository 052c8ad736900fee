from django.urls import path

from tequio.importing import desk

app_name = "importing"
urlpatterns = [
    path("trabajo/importar/", desk.ImportList.as_view(), name="desk"),
    path("trabajo/importar/nuevo/", desk.Upload.as_view(), name="new"),
    path("trabajo/importar/plantilla.xlsx", desk.template, name="template"),
    path("trabajo/importar/plantilla/<slug:name>.csv", desk.template_csv, name="template_csv"),
    path("trabajo/importar/registrado.xlsx", desk.filled, name="filled"),
    path("trabajo/importar/<slug:key>/", desk.ImportPage.as_view(), name="import"),
    path("trabajo/importar/<slug:key>/revision.xlsx", desk.report, name="report"),
    path("trabajo/importar/<slug:key>/continuar/", desk.Resume.as_view(), name="resume"),
    path("trabajo/importar/<slug:key>/descartar/", desk.Discard.as_view(), name="discard"),
]
