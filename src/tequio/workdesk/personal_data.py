"""Who reminded whom."""

from django.utils.translation import gettext_lazy as _

from tequio.core.personal_data import INVENTORY, Holding, Level

INVENTORY.declare(
    Holding(
        key="recordatorios",
        title=_("Recordatorios entre el personal"),
        people=_("Personal que recuerda un pendiente y quien lo recibe"),
        data=_("El correo de la oficina recordada, la cuenta de quien recordó y la fecha"),
        purpose=_("No recordar lo mismo dos veces el mismo día"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("Mientras el asunto esté pendiente"),
        level=Level.ORDINARY,
        fields={"workdesk.Reminder": ("email", "sent_by")},
    ),
)
