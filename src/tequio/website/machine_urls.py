"""Routes for machines and pictures: one address whatever the language."""

from django.urls import path

from tequio.accounts.access import public
from tequio.website import pages

urlpatterns = [
    path("media/images/<path:path>", public(pages.page_image), name="page_image"),
]
