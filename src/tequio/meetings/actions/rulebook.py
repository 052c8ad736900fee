"""Setting how a body meets and decides."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tequio.accounts.access import require
from tequio.accounts.models import User
from tequio.accounts.roles import Permission
from tequio.bodies.models import Body
from tequio.core.legal import RuleError, action
from tequio.meetings.actions.publishing import publish_rules
from tequio.meetings.models import MeetingRules


@action
def set_meeting_rules(*, body: Body, since_on: date, values: dict[str, Any], by: User) -> MeetingRules:
    """Publish the rules that hold for *body* from *since_on* on; those before end the day before.

    Sessions and votes already recorded keep the rules of their day. Raises when later rules already exist.
    """
    require(by.may(Permission.MEETING_CONVENE))
    if not values.get("basis", "").strip():
        raise RuleError(_("Cita la norma que lo establece."), field="basis")
    before = MeetingRules.objects.select_for_update().filter(body=body, until_on__isnull=True).first()
    if before:
        if before.since_on >= since_on:
            raise RuleError(_("Ya hay reglas desde esa fecha o después."), field="since_on")
        before.until_on = since_on - timedelta(days=1)
        before.save()
    rules = MeetingRules(body=body, since_on=since_on, **values)
    rules.save()
    publish_rules(rules, by)
    return rules
