"""``manage`` and ``shell``: Django's own commands with Tequio's settings."""

import os

from django.core.management import ManagementUtility

from tequio.console.output import OK


def main(arguments: list[str]) -> int:
    """Run ``manage ORDER …`` or ``shell …``."""
    name, *rest = arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.config.settings")
    words = rest if name == "manage" else ["shell", *rest]
    ManagementUtility(["./tequio manage", *words]).execute()
    return OK
