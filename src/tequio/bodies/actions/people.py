"""People and posts. A person's name never enters the register."""

import secrets
from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, save_checked
from tequio.bodies.actions.seats import append_seat
from tequio.bodies.models import Organization, Person, Post, Seat
from tequio.bodies.models.organizations import new_salt
from tequio.core.legal import RuleError, action


@action
def register_person(*, name: str, by: User) -> Person:
    """Keep the name of somebody who holds a seat, with a fresh salt for its commitment."""
    require(by.may(Permission.BODY_EDIT))
    person = Person(slug=secrets.token_hex(8), name=" ".join(name.split()))
    save_checked(person)
    return person


@action
def correct_person(*, person: Person, name: str, by: User) -> Person:
    """Correct how a name is written; the seats that it held get a new commitment under a new salt."""
    require(by.may(Permission.BODY_EDIT))
    if person.is_erased:
        raise RuleError(_("Este nombre se retiró a petición y no se puede volver a escribir."))
    save_checked(person.with_changes(name=" ".join(name.split()), salt=new_salt()))
    _append_seats_of(person, "amended", by)
    return person


@action
def erase_person(*, person: Person, by: User) -> Person:
    """Take the name out for good, on request: the salt goes too, so that nobody can prove it any more.

    The entries of the register stay; what they hold of the person can no longer be opened. Each seat gets a new
    version without the commitment, which also renews every page that showed the name.
    """
    require(by.may(Permission.BODY_EDIT) or by.may(Permission.PERSONAL_DATA_MANAGE))
    if person.is_erased:
        raise RuleError(_("Este nombre ya se retiró."))
    save_checked(person.with_changes(name="", salt=None))
    _append_seats_of(person, "name_withdrawn", by)
    return person


class PostFields(TypedDict, total=False):
    label: str
    organization: Organization
    since_on: date | None
    until_on: date | None


@action
def create_post(*, by: User, **fields: Unpack[PostFields]) -> Post:
    """Register an office, under the title that it bears."""
    require(by.may(Permission.BODY_EDIT))
    post = Post(**fields)
    post.slug = free_slug(post.label, Post.objects.all(), limit=120)
    save_checked(post)
    return post


@action
def amend_post(*, post: Post, by: User, **changes: Unpack[PostFields]) -> Post:
    """Correct an office; the seats tied to it publish the correction."""
    require(by.may(Permission.BODY_EDIT))
    save_checked(post.with_changes(**changes))
    for seat in Seat.objects.filter(post=post):
        append_seat(seat, "amended", by)
    return post


def _append_seats_of(person: Person, verb: str, by: User) -> None:
    for seat in Seat.objects.filter(appointments__person=person).distinct():
        append_seat(seat, verb, by)
