"""What is known of the staff."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tequio.accounts.models import AccessLink, SecurityEvent, Session, User
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.core.personal_data import INVENTORY, Holding, Level

TRACE_KEPT = timedelta(days=7 * 365)
"""Until serious faults of public servants prescribe (LGRA, article 74), who did what must be known."""

EVENTS_KEPT = timedelta(days=2 * 365)
"""The history of an account: long enough to look into an intrusion that was found late."""
LINKS_KEPT = timedelta(days=30)
"""Links that were used or expired: long enough to explain why one does not work."""


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
    user.role_assignments.update(pending="")
    for rows in (
        user.sessions,
        user.access_links,
        user.security_events,
        user.passkeys,
        user.totps,
        user.recovery_codes,
    ):
        rows.all().delete()


def prune_sessions() -> int:
    """Delete the sessions that expired."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def prune_events() -> int:
    """Delete what happened to accounts longer ago than it is kept."""
    return SecurityEvent.objects.filter(at__lt=clock.now() - EVENTS_KEPT).delete()[0]


def prune_links() -> int:
    """Delete the links that have long been good for nothing."""
    return AccessLink.objects.filter(expires_at__lt=timezone.now() - LINKS_KEPT).delete()[0]


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
            "accounts.RoleAssignment": ("user", "pending"),
            "accounts.User_groups": ("user",),
            "accounts.User_user_permissions": ("user",),
        },
        erase=erase_account,
        keeps=gettext_lazy("El número de cuenta, para que cada acto siga teniendo autor."),
    ),
    Holding(
        key="acceso-a-las-cuentas",
        title=gettext_lazy("Formas de entrar a las cuentas"),
        people=gettext_lazy("Personal que usa el espacio de trabajo"),
        data=gettext_lazy(
            "Llaves de acceso, clave cifrada de la aplicación de códigos, códigos de recuperación e invitaciones"
            " en forma de huella, y el correo nuevo mientras se confirma"
        ),
        purpose=gettext_lazy("Comprobar que quien entra es la persona de la cuenta"),
        basis=gettext_lazy(
            "Ley General de Protección de Datos Personales (2025), artículos 25 a 29: medidas de seguridad"
        ),
        retention=gettext_lazy("Mientras la persona las usa; los enlaces, 30 días después de vencer"),
        level=Level.ORDINARY,
        fields={
            "accounts.Passkey": ("user", "name", "credential_id"),
            "accounts.Totp": ("user",),
            "accounts.RecoveryCode": ("user",),
            "accounts.AccessLink": ("user", "new_email"),
        },
        prune=prune_links,
    ),
    Holding(
        key="historia-de-las-cuentas",
        title=gettext_lazy("Historia de seguridad de las cuentas"),
        people=gettext_lazy("Personal que usa el espacio de trabajo"),
        data=gettext_lazy("Qué pasó con la cuenta y cuándo, dirección de red y tipo de dispositivo"),
        purpose=gettext_lazy("Descubrir accesos indebidos y dejar traza de quién consultó datos personales"),
        basis=gettext_lazy(
            "Ley General de Protección de Datos Personales (2025), artículos 25 a 29: medidas de seguridad"
        ),
        retention=gettext_lazy("Dos años"),
        level=Level.ORDINARY,
        fields={"accounts.SecurityEvent": ("user", "by", "address", "device")},
        prune=prune_events,
    ),
    Holding(
        key="sesiones-abiertas",
        title=gettext_lazy("Sesiones abiertas"),
        people=gettext_lazy("Personal que entró al espacio de trabajo"),
        data=gettext_lazy("La cuenta, la dirección de red, el tipo de dispositivo y el último uso"),
        purpose=gettext_lazy(
            "No pedir la contraseña en cada página y poder cerrar la cuenta donde quedó abierta"
        ),
        basis=gettext_lazy("Ley General de Protección de Datos Personales (2025), artículo 29"),
        retention=gettext_lazy("Hasta que la persona sale o la sesión vence: 12 horas como máximo"),
        level=Level.ORDINARY,
        fields={"accounts.Session": ("user", "address", "device", "session_data")},
        prune=prune_sessions,
    ),
)
INVENTORY.declare_impersonal("Empty: sessions are kept in accounts.Session", "sessions.Session")
