from django.urls import path

from tequio.accounts.access import public
from tequio.website import pages, search_page, views

app_name = "website"
urlpatterns = [
    path("", public(views.home), name="home"),
    path("comision/", public(views.commission), name="commission"),
    path("buscar/", public(search_page.search), name="search"),
    path("paginas/<int:pk>/texto.txt", public(pages.page_text), name="page_text"),
]
