"""Messages on their way."""

from django.utils.translation import gettext_lazy as _

from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.mail.models import OutgoingMessage


def erase_message(row: OutgoingMessage, *, by: object) -> None:
    """Forget a message; one that was still waiting is not sent."""
    row.delete()


INVENTORY.declare(
    Holding(
        key="correo",
        title=_("Correos por enviar"),
        people=_("Quienes reciben un aviso, un resumen o una invitación"),
        data=_("Correo y texto del mensaje"),
        purpose=_("Entregar el mensaje una sola vez"),
        basis=_("La solicitud de quien lo recibe o, para el personal, su función"),
        retention=_("El texto se borra al enviarse; la constancia del envío, a los 30 días"),
        level=Level.ORDINARY,
        fields={"mail.OutgoingMessage": ("recipient", "subject", "text", "html", "headers")},
        erase=erase_message,
    ),
)
