"""The addresses of those who follow."""

from django.utils.translation import gettext_lazy as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.notifications import actions
from tequio.notifications.models import Follower, FollowRequest


def erase_follower(row: Follower | FollowRequest, *, by: User) -> None:
    """Forget an address that follows, or that asked and did not confirm."""
    if isinstance(row, Follower):
        actions.leave(row)
    else:
        row.delete()


def erase_unconfirmed() -> int:
    """Delete the addresses that nobody confirmed in two days; return how many."""
    return FollowRequest.objects.filter(expires_at__lte=clock.now()).delete()[0]


INVENTORY.declare(
    Holding(
        key="avisos",
        title=_("Avisos por correo"),
        people=_("Quienes pidieron recibir avisos"),
        data=_("Correo, lo que siguen, con qué frecuencia y en qué lengua"),
        purpose=_("Enviar los avisos que cada quien pidió"),
        basis=_("Consentimiento de quien confirma su correo; se retira con un clic en cada mensaje"),
        retention=_("Hasta que la persona deja de seguir; sin confirmar, 48 horas"),
        level=Level.ORDINARY,
        needs_consent=True,
        refusal=_("Puedes seguir lo mismo sin dar tu correo, con Atom o con el calendario."),
        fields={
            "notifications.Follower": ("email", "language"),
            "notifications.FollowRequest": ("email", "topic", "language"),
            "notifications.Follow": ("follower", "topic"),
        },
        erase=erase_follower,
        prune=erase_unconfirmed,
    ),
    Holding(
        key="preferencias-de-avisos",
        title=_("Preferencias de avisos del personal"),
        people=_("Personal que usa el espacio de trabajo"),
        data=_("Qué quiere recibir por correo y con qué frecuencia"),
        purpose=_("Enviar solo lo que cada persona pidió"),
        basis=_("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=_("Mientras exista la cuenta"),
        level=Level.ORDINARY,
        fields={"notifications.StaffPreference": ("user",)},
    ),
)
INVENTORY.declare_impersonal("How far the calls to sessions were told", "notifications.Progress")
