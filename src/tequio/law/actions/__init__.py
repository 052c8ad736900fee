"""Every write of this room: norms, legal terms, calendars, and the base that a new town starts with."""

from tequio.law.actions.base_law import load_base_law
from tequio.law.actions.calendars import (
    NewDayOff,
    Order,
    add_days_off,
    confirm_calendar,
    create_calendar,
    edit_calendar,
    extend_calendar,
    withdraw_day_off,
)
from tequio.law.actions.norms import create_norm, discard_norm, edit_norm, publish_norm, set_provision
from tequio.law.actions.terms import NewVersion, confirm_term, create_term, edit_term, set_term_version

__all__ = [
    "NewDayOff",
    "NewVersion",
    "Order",
    "add_days_off",
    "confirm_calendar",
    "confirm_term",
    "create_calendar",
    "create_norm",
    "create_term",
    "discard_norm",
    "edit_calendar",
    "edit_norm",
    "edit_term",
    "extend_calendar",
    "load_base_law",
    "publish_norm",
    "set_provision",
    "set_term_version",
    "withdraw_day_off",
]
