"""Every route of the site, room by room. Spanish has no prefix; other languages mirror it under their own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("trabajo/paginas/", include(wagtailadmin_urls)),
    path("documentos/", include(wagtaildocs_urls)),
    path("", include("tequio.register.machine_urls")),
    path("", include("tequio.api.machine_urls")),
    path("", include("tequio.website.machine_urls")),
]
urlpatterns += i18n_patterns(
    path("", include("tequio.accounts.urls")),
    path("", include("tequio.privacy.urls")),
    path("", include("tequio.notifications.urls")),
    path("", include("tequio.workdesk.urls")),
    path("", include("tequio.api.urls")),
    path("", include("tequio.opendata.urls")),
    path("", include("tequio.importing.urls")),
    path("", include("tequio.commitments.urls")),
    path("", include("tequio.meetings.urls")),
    path("", include("tequio.law.urls")),
    path("", include("tequio.bodies.urls")),
    path("", include("tequio.register.urls")),
    path("", include("tequio.website.urls")),
    path("", include("tequio.website.page_urls")),  # last: the editorial pages answer to any path
    prefix_default_language=False,
)

handler500 = "tequio.website.errors.server_error"
