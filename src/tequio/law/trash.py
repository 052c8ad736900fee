"""What of the legal framework that is still a draft can be thrown away and brought back."""

from django.urls import reverse

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.law.models import Norm
from tequio.law.permissions import may_edit_law
from tequio.register.trash import Recoverable, recoverable


def _ensure_norm(user: User, _norm: Norm) -> None:
    require(may_edit_law(user))


recoverable(
    Norm,
    Recoverable(Permission.LAW_EDIT, _ensure_norm, lambda norm: reverse("law:norm_edit", args=[norm.slug])),
)
