from django.urls import URLPattern, URLResolver, path

from tequio.accounts.access import public
from tequio.opendata import views
from tequio.opendata.datasets import dataset_listing, part_listing
from tequio.register.listing_views import listing_urls

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("datos/", public(views.index), name="index"),
    path("datos/catalogo.jsonld", public(views.catalogue_json_ld), name="json_ld"),
    path("datos/catalogo.ttl", public(views.catalogue_turtle), name="turtle"),
    path("datos/completo.zip", public(views.package_file), name="package"),
    path("datos/registros.sqlite", public(views.sqlite_file), name="sqlite"),
    path("datos/metadata.json", public(views.datasette_metadata), name="datasette"),
    path("datos/<slug:dataset>/", public(views.dataset), name="dataset"),
    *listing_urls("datos/<slug:dataset>/", "dataset", dataset_listing),
    *listing_urls("datos/<slug:dataset>/<slug:part>/", "part", part_listing),
]
