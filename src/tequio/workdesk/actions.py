"""What the administration changes that is not an act: the town's contact, witnesses."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.core import clock
from tequio.core.legal import RuleError
from tequio.core.models import Town
from tequio.ledger.cosignature import CosignatureVerifier
from tequio.ledger.errors import LedgerError
from tequio.register.models import Witness


@transaction.atomic
def update_town(*, changes: dict[str, Any], by: User) -> Town:
    """Change the contact data that every page shows."""
    require(by.may(Permission.TOWN_EDIT))
    town = Town.current()
    for name, value in changes.items():
        setattr(town, name, value)
    town.save()
    return town


@transaction.atomic
def add_witness(*, name: str, vkey: str, by: User) -> Witness:
    """Recognise an institution that will cosign the register."""
    require(by.may(Permission.REGISTER_MANAGE))
    try:
        CosignatureVerifier.from_vkey(vkey)
    except LedgerError as malformed:
        raise RuleError(
            _("La llave no es válida. Cópiala completa, tal como la dio el testigo."), field="vkey"
        ) from malformed
    if Witness.objects.filter(vkey=vkey).exists():
        raise RuleError(_("Ese testigo ya está registrado."), field="vkey")
    return Witness.objects.create(name=name, vkey=vkey, since_on=clock.today())


@transaction.atomic
def end_witness(*, witness: Witness, by: User) -> Witness:
    """Stop counting a witness from today on."""
    require(by.may(Permission.REGISTER_MANAGE))
    witness.until_on = clock.today()
    witness.save(update_fields=["until_on"])
    return witness
