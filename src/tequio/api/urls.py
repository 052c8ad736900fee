from django.urls import path

from tequio.accounts.access import public
from tequio.api import pages

app_name = "api_pages"
urlpatterns = [path("datos/api/", public(pages.guide), name="guide")]
