"""Routes of the API: one address whatever the language."""

from django.urls import include, path

from tequio.accounts.access import public
from tequio.api.endpoints import law, records, register
from tequio.api.problems import nothing_here
from tequio.api.service import VERSION, TownAPI, patterns

api = TownAPI(
    title="Tequio",
    version=VERSION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for part in (register, records, law):
    part.add_to(api)

urlpatterns = [
    path("api/v1/", include((patterns(api), "api"))),
    path("api/", public(nothing_here), name="api_nothing"),
    path("api/<path:rest>", public(nothing_here), name="api_nothing"),
]
