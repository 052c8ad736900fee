from django.urls import path

from tequio.accounts.access import public
from tequio.website import about, pages, search_page, views

app_name = "website"
urlpatterns = [
    path("", public(views.home), name="home"),
    path("comision/", public(views.commission), name="commission"),
    path("buscar/", public(search_page.search), name="search"),
    path("contacto/", public(about.contact), name="contact"),
    path("ayuda/quien-puede-hacer-que/", public(about.who_may), name="who_may"),
    path("mapa-del-sitio/", public(about.site_map), name="site_map"),
    path("paginas/<int:pk>/texto.txt", public(pages.page_text), name="page_text"),
]
