"""Routes for machines and pictures: one address whatever the language."""

from django.urls import path

from tequio.accounts.access import public
from tequio.website import about, pages, previews

urlpatterns = [
    path("og/sitio.jpg", public(previews.site_preview), name="site_preview"),
    path(
        "og/<str:type_name>/<str:record_id>/<int:version>.jpg",
        public(previews.record_preview),
        name="record_preview",
    ),
    path("robots.txt", public(about.robots), name="robots"),
    path("sitemap.xml", public(about.sitemap_index), name="sitemap"),
    path("sitemap/<int:part>.xml", public(about.sitemap), name="sitemap_part"),
    path("media/images/<path:path>", public(pages.page_image), name="page_image"),
]
