from django.urls import path

from tequio.accounts.access import public
from tequio.register.listing_views import listing_urls
from tequio.website import about, desk, pages, search_page, views
from tequio.website.listings import timeline_listing

ONE = "trabajo/traducciones/<slug:language>/<str:type_name>/<str:record_id>/"

app_name = "website"
urlpatterns = [
    path("", public(views.home), name="home"),
    path("comision/", public(views.commission), name="commission"),
    *listing_urls("comision/", "commission", timeline_listing),
    path("buscar/", public(search_page.search), name="search"),
    path("contacto/", public(about.contact), name="contact"),
    path("ayuda/quien-puede-hacer-que/", public(about.who_may), name="who_may"),
    path("mapa-del-sitio/", public(about.site_map), name="site_map"),
    path("trabajo/busquedas/", desk.ZeroResults.as_view(), name="zero_results"),
    path("trabajo/traducciones/", desk.board, name="translations"),
    path(ONE, desk.EditTranslation.as_view(), name="translation"),
    path(f"{ONE}revisar/", desk.ReviewTranslation.as_view(), name="translation_review"),
    path(f"{ONE}publicar/", desk.ApproveTranslation.as_view(), name="translation_approve"),
    path(f"{ONE}retirar/", desk.WithdrawTranslation.as_view(), name="translation_withdraw"),
    path("paginas/<int:pk>/texto.txt", public(pages.page_text), name="page_text"),
]
