"""Jobs with a schedule of this room."""

from datetime import datetime, time

from tequio.core.schedule import scheduled
from tequio.privacy.retention import prune_expired


@scheduled("privacy.prune", daily_at=time(3, 40))
def prune(deadline: datetime) -> None:
    """Delete what has outlived its term."""
    prune_expired()
