"""The state of the site that a kept page must match: what the database counts, and the town's day.

Asked of the database through a connection of its own, so that what is read is what was committed. SQLite answers in
microseconds and is asked for each request. PostgreSQL answers over a socket: its answer serves for ``WINDOW``, and
whoever changes something waits that long before being told that it is done (``layer.py``). So in every process, and
on every machine, a page is never older than a publication already answered.
"""

import threading
import time
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import Error, load_backend

from tequio.core import clock
from tequio.edge.models import Generation

WINDOW = 0.005  # seconds that an answer of PostgreSQL serves
PATIENCE = {
    "connect_timeout": "2",
    "tcp_user_timeout": "2000",
}  # a server that does not answer must not hold a reader
QUERY = f"SELECT number FROM {Generation._meta.db_table} WHERE id = 1"  # noqa: S608 - our own name


class AwayError(RuntimeError):
    """The database does not answer."""


class State(NamedTuple):
    """What a page was made from. Two equal states give the same page."""

    generation: int
    day: date


class Present:
    """Knows the present state. Safe to share between threads."""

    def __init__(self) -> None:
        settings: dict[str, Any] = deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
        is_sqlite = connections[DEFAULT_DB_ALIAS].vendor == "sqlite"
        settings["OPTIONS"].pop("pool", None)
        if not is_sqlite:
            settings["OPTIONS"] = PATIENCE | settings["OPTIONS"]
        self.window = 0.0 if is_sqlite else WINDOW
        self._connection: BaseDatabaseWrapper = load_backend(settings["ENGINE"]).DatabaseWrapper(
            settings, "edge"
        )
        self._connection.inc_thread_sharing()
        self._lock = threading.Lock()
        self._state: State | None = None
        self._is_away = False
        self._asked_at = 0.0
        self._second = 0.0
        self._day = date.min

    def state(self) -> State:
        """The present state, as of ``window`` seconds ago at most. Raises :class:`AwayError`."""
        state = self._state
        if state is not None and time.monotonic() - self._asked_at < self.window:
            return state
        return self.ask()

    def ask(self) -> State:
        """The present state, asked now. While the database is away one thread tries and the others are told."""
        if not self._lock.acquire(blocking=not self._is_away):
            raise AwayError("somebody is trying")
        try:
            asked_at = time.monotonic()
            number = self._number()
            today = self._today()
            if self._state is None or self._state != (number, today):
                self._state = State(number, today)
            self._asked_at, self._is_away = asked_at, False
            return self._state
        except Error as error:
            self._state, self._is_away = None, True
            self.close()
            raise AwayError(str(error)) from error
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let the connection go; the next question opens another."""
        with suppress(Error):
            self._connection.close()

    def _number(self) -> int:
        self._connection.ensure_connection()
        with self._connection.wrap_database_errors:
            row = self._connection.connection.execute(QUERY).fetchone()
        return int(row[0])

    def _today(self) -> date:
        """The town's day; computing it costs more than the query, so once a second is enough."""
        second = time.time() // 1
        if second != self._second:
            self._second, self._day = second, clock.today()
        return self._day
