"""Routes for machines and pictures: one address whatever the language."""

from django.urls import path

from tequio.accounts.access import public
from tequio.website import about, pages

urlpatterns = [
    path("robots.txt", public(about.robots), name="robots"),
    path("sitemap.xml", public(about.sitemap_index), name="sitemap"),
    path("sitemap/<int:part>.xml", public(about.sitemap), name="sitemap_part"),
    path("media/images/<path:path>", public(pages.page_image), name="page_image"),
]
