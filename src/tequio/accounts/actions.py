"""Every change to an account and its roles. None is an act of the commission, so none enters the public register;
each leaves a line in the account's own history.
"""

from datetime import date

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tequio.accounts import audit, letters, links, sessions
from tequio.accounts.access import require
from tequio.accounts.models import AccessLink, EventKind, Purpose, RoleAssignment, User
from tequio.accounts.roles import SCOPED, Permission, Role
from tequio.core import clock
from tequio.core.legal import RuleError


@transaction.atomic
def invite(*, username: str, email: str, first_name: str, last_name: str, by: User) -> User:
    """Make an account without a password and send its owner a link; what they may do comes with their roles."""
    require(by.may(Permission.USER_MANAGE))
    if User.objects.filter(username__iexact=username).exists():
        raise RuleError(_("Ya hay una cuenta con ese nombre de usuario."), field="username")
    if User.objects.filter(email__iexact=email).exists():
        raise RuleError(_("Ya hay una cuenta con ese correo."), field="email")
    user = User.objects.create_user(username, email=email, first_name=first_name, last_name=last_name)
    _send_invitation(user, by)
    return user


@transaction.atomic
def invite_again(*, user: User, by: User) -> User:
    """Send another link; the earlier one ends."""
    require(by.may(Permission.USER_MANAGE))
    if user.has_way_in or not user.is_active:
        raise RuleError(_("Esta persona ya aceptó su invitación o su cuenta está dada de baja."))
    _send_invitation(user, by)
    return user


@transaction.atomic
def end_invitation(*, user: User, by: User) -> User:
    """Withdraw the link that was sent."""
    require(by.may(Permission.USER_MANAGE))
    if links.end(user, Purpose.INVITATION):
        audit.note(EventKind.INVITATION_ENDED, user, by=by)
    return user


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: Role,
    since_on: date,
    until_on: date | None,
    by: User,
    scope: str = "",
    substitutes: RoleAssignment | None = None,
) -> RoleAssignment:
    """Give *user* a role between two dates; nobody gives one to themselves."""
    require(by.may(Permission.USER_MANAGE))
    _refuse_oneself(user, by)
    if until_on and until_on < since_on:
        raise RuleError(_("La fecha final no puede ser anterior a la inicial."), field="until_on")
    if substitutes and until_on is None:
        raise RuleError(_("Una suplencia tiene fecha final."), field="until_on")
    if role in SCOPED and not scope:
        raise RuleError(_("Elige la Dependencia de la que es enlace."), field="scope")
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        since_on=since_on,
        until_on=until_on,
        scope=scope if role in SCOPED else "",
        substitutes=substitutes,
    )
    _role_changed(assignment, EventKind.ROLE_GIVEN, by)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: User) -> RoleAssignment:
    """Take a role away from today on, close its holder's sessions; an administrator always remains."""
    require(by.may(Permission.USER_MANAGE))
    _keep_an_administrator(assignment)
    _stop(assignment, clock.today(), by)
    return assignment


@transaction.atomic
def hand_over(*, assignment: RoleAssignment, to: User, on: date, pending: str, by: User) -> RoleAssignment:
    """End a role of one person and begin it for another on the same date, with what is pending, in one act."""
    require(by.may(Permission.USER_MANAGE))
    _refuse_oneself(to, by)
    if to.pk == assignment.user_id:
        raise RuleError(_("Elige a otra persona: esta ya tiene la función."), field="to")
    if not to.is_active:
        raise RuleError(_("La cuenta de esa persona está dada de baja."), field="to")
    if on < clock.today():
        raise RuleError(_("La entrega es hoy o en una fecha futura."), field="on")
    if assignment.until_on and on > assignment.until_on:
        raise RuleError(_("Para esa fecha la función ya habrá terminado."), field="on")
    received = RoleAssignment.objects.create(
        user=to,
        role=assignment.role,
        scope=assignment.scope,
        since_on=on,
        until_on=assignment.until_on,
        received_from=assignment if assignment.since_on < on else None,
        pending=pending,
    )
    _stop(assignment, on, by)
    _role_changed(received, EventKind.ROLE_GIVEN, by)
    return received


@transaction.atomic
def set_active(*, user: User, active: bool, by: User) -> User:
    """Close an account for good or open it again; its history stays."""
    require(by.may(Permission.USER_MANAGE))
    _refuse_oneself(user, by)
    if not active:
        for assignment in user.role_assignments.in_force().filter(role=Role.ADMINISTRATOR):
            _keep_an_administrator(assignment)
        links.end(user)
        sessions.close_all(user)
    user.is_active = active
    user.save(update_fields=["is_active"])
    audit.note(EventKind.ENABLED if active else EventKind.DISABLED, user, by=by)
    return user


@transaction.atomic
def set_password(user: User, password: str, request: HttpRequest, *, keep: str | None = None) -> None:
    """Choose a password: every session but *keep* closes and every link sent before ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    links.end(user)
    sessions.close_all(user, but=keep)
    audit.note(EventKind.PASSWORD_CHANGED, user, by=user, request=request)


@transaction.atomic
def change_email(link: AccessLink, request: HttpRequest) -> None:
    """Take the confirmed address; the former one is told."""
    user, former = link.user, link.user.email
    if User.objects.filter(email__iexact=link.new_email).exclude(pk=user.pk).exists():
        raise RuleError(_("Ya hay una cuenta con ese correo."))
    if not links.consume(link):
        raise RuleError(_("Este enlace ya se usó."))
    user.email = link.new_email
    user.save(update_fields=["email"])
    links.end(user)
    audit.note(EventKind.EMAIL_CHANGED, user, by=user, request=request, tell=former)


def _send_invitation(user: User, by: User) -> None:
    letters.send_invitation(user)
    audit.note(EventKind.INVITED, user, by=by)


def _refuse_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise RuleError(
            _("Nadie cambia su propia cuenta ni sus funciones. Pídelo a otra persona que administre.")
        )


def _keep_an_administrator(assignment: RoleAssignment) -> None:
    if assignment.role != Role.ADMINISTRATOR:
        return
    # Locked in order: of two administrators who remove each other at once, one waits and is refused.
    list(RoleAssignment.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
    others = (
        RoleAssignment.objects.in_force()
        .filter(role=Role.ADMINISTRATOR, user__is_active=True)
        .exclude(user_id=assignment.user_id)
    )
    if not others.exists():
        raise RuleError(_("Es la única persona que administra el sistema. Asigna antes a otra."))


def _stop(assignment: RoleAssignment, on: date, by: User) -> None:
    """The role is over from *on*: its last day is the one before; one that had not begun never was."""
    _role_changed(assignment, EventKind.ROLE_ENDED, by)
    sessions.close_all(assignment.user)
    if assignment.since_on >= on:
        assignment.delete()
    else:
        assignment.until_on = on - clock.ONE_DAY
        assignment.save(update_fields=["until_on"])


def _role_changed(assignment: RoleAssignment, kind: EventKind, by: User) -> None:
    audit.note(kind, assignment.user, by=by, detail=str(assignment.get_role_display()))
