"""Jobs of this room."""

from django_tasks import task

from tequio.accounts import letters


@task()
def send_reset(typed: str) -> None:
    """Write to whoever forgot the password. In a job, so that the page does the same work for any address."""
    letters.send_reset(typed)
