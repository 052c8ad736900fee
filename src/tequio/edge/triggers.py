"""The database counts its own public changes, whoever makes them: an action, the page editor, SQL by hand.

Triggers on every public table (``tables.py``) grow ``Generation`` in the same transaction, so whoever reads the new
number reads the new rows, and a change rolled back never counted. They are made again after each migration, which
may have rebuilt a table.

PostgreSQL: a row that every writer updates early would put them in line, and two that lock it and the register in a
different order would wait for each other for ever. So a statement only notes its transaction, in a row of its own; a
deferred trigger counts once, at the commit.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tequio.edge.models import Generation, PendingChange
from tequio.edge.tables import PRIVATE_COLUMNS, is_private

COUNTER = Generation._meta.db_table
PENDING = PendingChange._meta.db_table

POSTGRESQL_FUNCTIONS = (
    f"""CREATE OR REPLACE FUNCTION edge_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO {PENDING} (transaction) VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
        RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION edge_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM {PENDING} WHERE transaction = NEW.transaction;
        UPDATE {COUNTER} SET number = number + 1 WHERE id = 1;
        RETURN NULL; END $$""",
    f"DROP TRIGGER IF EXISTS edge_count ON {PENDING}",
    f"""CREATE CONSTRAINT TRIGGER edge_count AFTER INSERT ON {PENDING}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION edge_count()""",
)


def watch_tables(using: str, **_signal: Any) -> None:
    """After migrating: see that the counter and the triggers of every public table are there, and no other."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if COUNTER not in existing:
        return
    Generation.objects.using(using).get_or_create(pk=1)
    is_sqlite = connection.vendor == "sqlite"
    statements = [] if is_sqlite else list(POSTGRESQL_FUNCTIONS)
    for table, columns in sorted(_tables().items()):
        if table in existing:
            make = _sqlite if is_sqlite else _postgresql
            statements += make(connection, table, columns)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _tables() -> dict[str, list[str]]:
    """Every table of a model, with its columns."""
    return {
        model._meta.db_table: [field.column for field in model._meta.local_concrete_fields if field.column]
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
    }


def _of_columns(connection: BaseDatabaseWrapper, table: str, columns: list[str]) -> str:
    """``OF a, b`` when some columns of the table show on no public page."""
    private = PRIVATE_COLUMNS.get(table)
    if not private:
        return ""
    return " OF " + ", ".join(
        connection.ops.quote_name(column) for column in columns if column not in private
    )


def _sqlite(connection: BaseDatabaseWrapper, table: str, columns: list[str]) -> list[str]:
    quote = connection.ops.quote_name
    events = {"insert": "", "update": _of_columns(connection, table, columns), "delete": ""}
    statements = []
    for event, which in events.items():
        name = quote(f"edge_{table}_{event}")
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        if not is_private(table):
            statements.append(
                f"CREATE TRIGGER {name} AFTER {event.upper()}{which} ON {quote(table)} BEGIN "
                f"UPDATE {COUNTER} SET number = number + 1 WHERE id = 1; END"
            )
    return statements


def _postgresql(connection: BaseDatabaseWrapper, table: str, columns: list[str]) -> list[str]:
    quoted = connection.ops.quote_name(table)
    drop = f"DROP TRIGGER IF EXISTS edge_note ON {quoted}"
    if is_private(table):
        return [drop]
    events = f"INSERT OR UPDATE{_of_columns(connection, table, columns)} OR DELETE OR TRUNCATE"
    make = (
        f"CREATE TRIGGER edge_note AFTER {events} ON {quoted} FOR EACH STATEMENT EXECUTE FUNCTION edge_note()"
    )
    return [drop, make]
