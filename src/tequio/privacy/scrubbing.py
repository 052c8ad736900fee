"""After an erasure, the space that the data left: free pages, the write-ahead log, dead rows."""

from django.db import connection
from django_tasks import task


def scrub_later(tables: list[str]) -> None:
    """Ask the worker to clean what the erased rows of these tables left behind."""
    scrub.enqueue(tables)


@task()
def scrub(tables: list[str]) -> None:
    """Rewrite the files so that nothing erased can be read from them.

    SQLite: every connection deletes with ``secure_delete``; what is left is the write-ahead log and pages freed by
    older versions. PostgreSQL: dead rows stay in a table's file until it is rewritten. Neither may run inside a
    transaction. Copies made before (backups, WAL archives) lose the data when their own term ends.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in tables:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
