"""What of an integration that is still a draft can be thrown away and brought back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Seat
from tequio.core.legal import RuleError
from tequio.register.trash import Recoverable, recoverable


def _ensure_seat(user: User, seat: Seat) -> None:
    require(user.may(Permission.BODY_EDIT))
    if seat.integration.is_published:
        raise RuleError(_("La integración ya se publicó. Agrega el asiento de nuevo."))


recoverable(
    Seat,
    Recoverable(Permission.BODY_EDIT, _ensure_seat, lambda seat: reverse("bodies:seat_desk", args=[seat.pk])),
)
