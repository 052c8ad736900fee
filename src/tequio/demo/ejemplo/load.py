"""Loading Villa Ejemplo: three years up to today, all or nothing."""

from datetime import timedelta

from django.db import transaction

from tequio.accounts.roles import Role
from tequio.core import clock
from tequio.demo.base import load_base
from tequio.demo.ejemplo import commitments, foundation, sessions
from tequio.demo.ejemplo.story import Story, moment
from tequio.demo.staff import member
from tequio.register.models import Entry


def load() -> None:
    """Tell the whole story unless it was told already."""
    foundation.make_town()
    if Entry.objects.exists():
        return
    secretary = member("secretaria", Role.SECRETARIAT, "Secretaría", "Técnica")
    story = Story(by=secretary, now=clock.now())
    start = story.months_ago(36)
    change = story.months_ago(24) + timedelta(days=14)
    with transaction.atomic():
        story.at(moment(start), lambda: foundation.found(story, start))
        story.at(moment(start), lambda: load_base(secretary))
        story.at(
            moment(start + timedelta(days=2)),
            lambda: foundation.install(story, start + timedelta(days=2), change),
        )
        story.at(
            moment(change), lambda: foundation.install(story, change, change.replace(year=change.year + 3))
        )
        foundation.rename_a_dependencia(story, story.months_ago(8))
        sessions.schedule(story, story.months_ago(35))
        commitments.schedule(
            story,
            (start + timedelta(days=80), change - timedelta(days=1)),
            (change + timedelta(days=70), change.replace(year=change.year + 3) - timedelta(days=1)),
        )
        story.tell()
