"""Jobs with a schedule of this room."""

from datetime import datetime, time

from tequio.core.schedule import scheduled
from tequio.register.sweep import sweep


@scheduled("register.sweep", daily_at=time(4, 10), atomic=False)
def sweep_at_night(deadline: datetime) -> None:
    """Look whether what is kept is still what was published."""
    sweep()
