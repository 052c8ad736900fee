from django.urls import path

from tequio.accounts.access import public
from tequio.register import feeds, views
from tequio.register.acts import news_listing
from tequio.register.listing_views import listing_urls

app_name = "register"
urlpatterns = [
    path("verifica/", public(views.verify), name="verify"),
    path("registro/", public(views.register_home), name="home"),
    path("registro/actos/<int:index>/", public(views.entry_detail), name="entry"),
    path("registro/<str:type_name>/<str:record_id>/", public(views.record_detail), name="record"),
    path("novedades/", public(views.news), name="news"),
    *listing_urls("novedades/", "news", news_listing),
    path("novedades/atom.xml", public(feeds.atom), name="atom"),
    path("novedades/<slug:section>/atom.xml", public(feeds.atom), name="section_atom"),
]
