"""An import that dies in the middle is taken up again where it was, and repeats nothing."""

import pytest

from tequio.accounts.models import User
from tequio.core.models import Town
from tequio.importing import actions, running
from tequio.importing.models import Import, RowState, State
from tequio.importing.tests.conftest import checked, make_book, states
from tequio.register.models import Entry


class Killed(BaseException):
    """What no ``except Exception`` sees, as the end of a process."""


@pytest.mark.django_db
def test_what_was_done_stays_and_the_rest_follows(town: Town, secretary: User, foundation, monkeypatch):
    job = checked(make_book(**foundation), secretary)
    job = actions.confirm(job=job, amends=False, reason="", by=secretary, in_background=False)
    seen = []

    def die(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == 4:
            raise Killed

    with pytest.raises(Killed):
        running.run_import(job, die)
    half = Entry.objects.count()
    assert half > 0
    running.run_import(Import.objects.get())
    assert Entry.objects.count() == half, "another worker seems to be at it"
    Import.objects.update(beat_at="2020-01-01T00:00Z")
    running.run_import(Import.objects.get())
    job.refresh_from_db()
    assert (job.state, states(job)) == (State.DONE, {RowState.PUBLISHED: 10})
    assert (
        Entry.objects.values("subject_type", "subject_id", "kind").distinct().count() == Entry.objects.count()
    )
