"""Routes for machines: one address whatever the language."""

from django.urls import path

from tequio.accounts.access import public
from tequio.register import machine_views as views

app_name = "log"
urlpatterns = [
    path("registro/checkpoint", public(views.checkpoint), name="checkpoint"),
    path("registro/tile/entries/<path:path>", public(views.bundle), name="bundle"),
    path("registro/tile/<path:path>", public(views.tile), name="tile"),
    path("registro/llave", public(views.vkey), name="vkey"),
    path("registro/vkey", public(views.vkey)),
    path("registro/cofirmas", public(views.cosign), name="cosign"),
    path("registro/actos/<int:index>.json", public(views.entry_body), name="entry_body"),
    path("registro/actos/<int:index>.tlog-proof", public(views.entry_proof), name="entry_proof"),
    path("registro/esquemas/<str:type_name>.json", public(views.schema), name="schema"),
    path("archivo/<str:sha256>/<str:name>", public(views.file), name="file"),
]
