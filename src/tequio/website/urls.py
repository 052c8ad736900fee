from django.urls import path

from tequio.accounts.access import public
from tequio.website import pages

app_name = "website"
urlpatterns = [
    path("paginas/<int:pk>/texto.txt", public(pages.page_text), name="page_text"),
]
