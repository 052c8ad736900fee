"""Tags of the public pages that join several rooms."""

from django import template

from tequio.register.kinds import KINDS

register = template.Library()


@register.filter
def kind_label(type_name: str) -> str:
    """What a kind of record is called; empty for one that no longer exists."""
    return str(KINDS[type_name].label) if type_name in KINDS else ""
