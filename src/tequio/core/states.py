"""The words and shapes of every public state, so that one state looks the same on every page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# state: (tone, word). A tone is a shape and a colour; see ``icons.SHAPES``.
STATES: dict[str, tuple[str, str | Promise]] = {
    "sin_iniciar": ("idle", _("Sin iniciar")),
    "en_avance": ("going", _("En avance")),
    "con_retraso": ("late", _("Con retraso")),
    "detenido": ("stopped", _("Detenido")),
    "cumplido": ("done", _("Cumplido")),
    "por_revisar": ("going", _("Prueba por revisar")),
    "sin_evidencia": ("late", _("Sin evidencia")),
    "pendiente": ("idle", _("Pendiente")),
    "retirado": ("idle", _("Retirado")),
    "convocada": ("open", _("Convocada")),
    "en_curso": ("open", _("En curso")),
    "concluida": ("done", _("Concluida")),
    "cancelada": ("stopped", _("Cancelada")),
    "pospuesta": ("late", _("Pospuesta")),
    "abierto": ("open", _("Abierto hoy")),
    "cerrado": ("idle", _("Cerrado")),
    "vigente": ("done", _("Vigente")),
    "abrogada": ("idle", _("Ya no está vigente")),
    "borrador": ("idle", _("Borrador")),
    "en_revision": ("going", _("En revisión")),
    "publicado": ("done", _("Publicado")),
    "devuelto": ("late", _("Devuelto")),
    "vencido": ("stopped", _("Vencido")),
}
