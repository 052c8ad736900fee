"""Every table is watched or private, and no kept page reads a private one."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.site.kinds import FILES, SAMPLES

from tequio.edge.tables import PRIVATE_COLUMNS, is_private
from tequio.edge.tests.asking import ask, layer

READ = re.compile(r"(?:FROM|JOIN) \"(\w+)\"")
MODELS = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def watched() -> set[tuple[str, str]]:
    """Table and event of each trigger of ours."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'edge_%'"
            )
            return {(table, name.rsplit("_", 1)[1]) for table, name in cursor.fetchall()}
        cursor.execute(
            "SELECT event_object_table, lower(event_manipulation) FROM information_schema.triggers "
            "WHERE trigger_name = 'edge_note'"
        )
        return set(cursor.fetchall())


def expected() -> set[tuple[str, str]]:
    tables = {model._meta.db_table for model in MODELS}
    events = ("insert", "update", "delete")
    return {(table, event) for table in tables if not is_private(table) for event in events}


@pytest.mark.django_db
def test_every_public_table_is_watched_and_no_private_one() -> None:
    assert watched() == expected()


@pytest.mark.django_db(transaction=True)
def test_migrating_again_watches_what_a_migration_rebuilt() -> None:
    with connection.schema_editor() as editor:
        field = apps.get_model("core.Town")._meta.get_field("phone")
        wider = field.clone()
        wider.set_attributes_from_name("phone")
        wider.null = True
        editor.alter_field(apps.get_model("core.Town"), field, wider)
        editor.alter_field(apps.get_model("core.Town"), wider, field)
    if connection.vendor == "sqlite":
        assert watched() != expected()  # SQLite made the table again, without its triggers
    call_command("migrate", verbosity=0)
    assert watched() == expected()


def test_private_columns_exist() -> None:
    columns = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in MODELS
    }
    assert {
        table: names - columns[table] for table, names in PRIVATE_COLUMNS.items() if names - columns[table]
    } == {}


NAMES_OF_MODELS = {"django_content_type"}
"""Read once by each process; only a migration changes it."""


def test_no_kept_page_reads_a_private_table(example: object, db: None) -> None:
    wrong: dict[str, set[str]] = {}
    kept = 0
    for address in [*SAMPLES, *(address for address, _kind in FILES.values())]:
        app = layer()
        with CaptureQueriesContext(connection) as queries:
            ask(app, address)
        read = {table for query in queries for table in READ.findall(query["sql"])} - NAMES_OF_MODELS
        if len(app.plain) or len(app.queried):
            kept += 1
            hidden = {table for table in read if (table, "insert") not in watched()}
            if hidden:
                wrong[address] = hidden
    assert wrong == {}
    assert kept > 50
