"""What the administration changes that is not an act: accounts, roles, the town's contact, witnesses."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import RoleAssignment, User
from tequio.accounts.roles import Permission, Role
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
def create_user(
    *, username: str, email: str, first_name: str, last_name: str, password: str, by: User
) -> User:
    """Give somebody an account; what they may do comes with their roles."""
    require(by.may(Permission.USER_MANAGE))
    if User.objects.filter(username__iexact=username).exists():
        raise RuleError(_("Ya hay una cuenta con ese nombre de usuario."), field="username")
    if User.objects.filter(email__iexact=email).exists():
        raise RuleError(_("Ya hay una cuenta con ese correo."), field="email")
    return User.objects.create_user(
        username, email=email, password=password, first_name=first_name, last_name=last_name
    )


@transaction.atomic
def assign_role(*, user: User, role: Role, since_on: date, until_on: date | None, by: User) -> RoleAssignment:
    """Give *user* a role between two dates."""
    require(by.may(Permission.USER_MANAGE))
    if until_on and until_on < since_on:
        raise RuleError(_("La fecha final no puede ser anterior a la inicial."), field="until_on")
    return RoleAssignment.objects.create(user=user, role=role, since_on=since_on, until_on=until_on)


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: User) -> RoleAssignment:
    """Take a role away from today on; an administrator cannot leave the town without one."""
    require(by.may(Permission.USER_MANAGE))
    others = (
        RoleAssignment.objects.in_force()
        .filter(role=assignment.role, user__is_active=True)
        .exclude(pk=assignment.pk)
    )
    if assignment.role == Role.ADMINISTRATOR and not others.exists():
        raise RuleError(_("Es la única persona que administra el sistema. Asigna antes a otra."))
    if assignment.since_on >= clock.today():
        assignment.delete()
    else:
        assignment.until_on = clock.today() - clock.ONE_DAY
        assignment.save(update_fields=["until_on"])
    return assignment


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
