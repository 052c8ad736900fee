"""What is known of the staff."""

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accounts.models import User
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.core.personal_data import INVENTORY, Holding, Level

TRACE_KEPT = timedelta(days=7 * 365)
"""Until serious faults of public servants prescribe (LGRA, article 74), who did what must be known."""


def erase_account(user: User, *, by: User) -> None:
    """Make an account nobody's once its trace may go; who did each act is then "account 12"."""
    if user.pk == by.pk:
        raise RuleError(_("Otra persona debe cancelar tu cuenta."))
    last = max((row.until_on or date.max for row in user.role_assignments.all()), default=None)
    if last is not None and (last == date.max or last + TRACE_KEPT > clock.today()):
        raise RuleError(_kept_until(last))
    user.username, user.email = f"cuenta-{user.pk}", f"cuenta-{user.pk}@invalid"
    user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()


def prune_sessions() -> int:
    """Delete the sessions that expired."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


def _kept_until(last: date) -> str:
    if last == date.max:
        return _("Esta persona todavía tiene funciones. Quítaselas primero.")
    return _("La cuenta se conserva hasta el {date}: prueba quién hizo cada acto.").format(
        date=date_format(last + TRACE_KEPT, "DATE_FORMAT")
    )


INVENTORY.declare(
    Holding(
        key="cuentas",
        title=gettext_lazy("Cuentas del personal"),
        people=gettext_lazy("Personas servidoras públicas que usan el espacio de trabajo"),
        data=gettext_lazy("Nombre, usuario, correo institucional, funciones y sus fechas"),
        purpose=gettext_lazy("Que solo entre personal autorizado y se sepa quién hizo cada acto"),
        basis=gettext_lazy(
            "Ley General de Protección de Datos Personales (2025), artículos 3, fracción XXI, y 29"
        ),
        retention=gettext_lazy(
            "Siete años desde que termina su última función, por la prescripción de faltas graves "
            "(Ley General de Responsabilidades Administrativas, artículo 74)"
        ),
        level=Level.ORDINARY,
        fields={
            "accounts.User": ("username", "first_name", "last_name", "email"),
            "accounts.RoleAssignment": ("user",),
            "accounts.User_groups": ("user",),
            "accounts.User_user_permissions": ("user",),
        },
        erase=erase_account,
        keeps=gettext_lazy("El número de cuenta, para que cada acto siga teniendo autor."),
    ),
    Holding(
        key="sesiones-abiertas",
        title=gettext_lazy("Sesiones abiertas"),
        people=gettext_lazy("Personal que entró al espacio de trabajo"),
        data=gettext_lazy("La cuenta con que se entró y hasta cuándo vale"),
        purpose=gettext_lazy("No pedir la contraseña en cada página"),
        basis=gettext_lazy("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=gettext_lazy("Hasta que la persona sale o la sesión vence"),
        level=Level.ORDINARY,
        fields={"sessions.Session": ("session_data",)},
        prune=prune_sessions,
    ),
)
