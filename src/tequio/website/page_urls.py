"""The editorial pages: any path that nothing else answers. Wagtail looks their route up by this name."""

from django.urls import re_path

from tequio.accounts.access import public
from tequio.website import pages

urlpatterns = [re_path(r"^((?:[\w\-]+/)+)$", public(pages.editorial_page), name="wagtail_serve")]
