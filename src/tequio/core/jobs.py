"""Jobs with a schedule of this room."""

from datetime import datetime, time

from tequio.core import workers
from tequio.core.schedule import scheduled


@scheduled("core.forget_old_results", daily_at=time(3, 10))
def forget_old_results(deadline: datetime) -> None:
    """Erase what is left of jobs that ended two weeks ago."""
    workers.forget_old()
