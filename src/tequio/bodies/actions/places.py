"""The places of the municipality."""

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.actions.saving import free_slug, issuer, save_checked
from tequio.bodies.models import Place
from tequio.bodies.projections import place_record
from tequio.core.legal import RuleError, action
from tequio.register.log import append


class PlaceFields(TypedDict, total=False):
    name: str
    kind: str
    x: int | None
    y: int | None
    since_on: date | None
    until_on: date | None
    source_url: str
    notes: str


@action
def create_place(*, by: User, **fields: Unpack[PlaceFields]) -> Place:
    """Register a place; it stays a draft until it is published."""
    require(by.may(Permission.PLACE_EDIT))
    place = Place(**fields)
    place.slug = free_slug(place.name, Place.objects.all(), limit=100)
    save_checked(place)
    return place


@action
def publish_place(*, place: Place, by: User) -> Place:
    """Show a place to everybody, on the map too when it has a spot there."""
    require(by.may(Permission.PLACE_EDIT))
    if place.is_published:
        raise RuleError(_("Este lugar ya está publicado."))
    save_checked(place.with_changes(is_published=True))
    append(place_record(place), "published", issuer=issuer(), by=by)
    return place


@action
def amend_place(*, place: Place, by: User, **changes: Unpack[PlaceFields]) -> Place:
    """Correct what was written of a place, or record its last day."""
    require(by.may(Permission.PLACE_EDIT))
    save_checked(place.with_changes(**changes))
    if place.is_published:
        append(place_record(place), "amended", issuer=issuer(), by=by)
    return place
