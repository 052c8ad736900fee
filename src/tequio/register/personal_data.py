"""The register names offices; beside it, never published, is who did each act."""

from django.utils.translation import gettext_lazy as _

from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.register import kept
from tequio.register.models import KeptForm
from tequio.register.trash import erase_old


def _forget_form(row: KeptForm, *, by: object) -> None:
    row.delete()


INVENTORY.declare(
    Holding(
        key="rastro",
        title=_("Quién hizo cada acto"),
        people=_("Personas servidoras públicas que publican"),
        data=_("La cuenta con que se hizo cada acto y su hora"),
        purpose=_("Responder por cada acto publicado"),
        basis=_(
            "Ley General de Responsabilidades Administrativas y artículo 29 de la Ley General de Datos Personales"
        ),
        retention=_("Mientras exista el acto; al cancelarse la cuenta queda solo su número"),
        level=Level.ORDINARY,
        fields={"register.Trace": ("user",), "register.Change": ("user",)},
    ),
    Holding(
        key="papelera",
        title=_("Borradores descartados"),
        people=_("Personas servidoras públicas que descartan un borrador"),
        data=_("La cuenta con que se descartó y la hora; el borrador no lleva nombres"),
        purpose=_("Recuperar lo que se descartó por error"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("30 días"),
        level=Level.ORDINARY,
        fields={"register.Discarded": ("discarded_by",)},
        prune=erase_old,
    ),
    Holding(
        key="a-medias",
        title=_("Formularios a medias del personal"),
        people=_("Personal que deja un formulario para después"),
        data=_("Su cuenta, la página, lo que había escrito y la hora"),
        purpose=_("No perder lo escrito cuando la sesión termina o alguien lo deja para después"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("Hasta que se envía o se borra; 30 días a lo más"),
        level=Level.ORDINARY,
        fields={"register.KeptForm": ("user", "typed")},
        erase=_forget_form,
        prune=kept.erase_old,
    ),
)
INVENTORY.declare_impersonal(
    "What is published: posts and offices, never names (ADR 0002)",
    *("register.Log", "register.Entry", "register.Record", "register.Subtree", "register.Checkpoint"),
)
INVENTORY.declare_impersonal("Institutions that cosign", "register.Witness", "register.Cosignature")
INVENTORY.declare_impersonal("Files that a person reviewed before they were published", "register.File")
