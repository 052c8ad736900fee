"""The full-text index of each database over the folded columns of ``IndexedDocument``.

SQLite: an FTS5 table kept by triggers; a later migration that rebuilds the table must create the triggers again (a
test fails if it does not). PostgreSQL: a generated column. Both take the words as they come: the folding is ours.
"""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE search_fulltext USING fts5(
        title_terms, body_terms, content='search_indexeddocument', content_rowid='id', tokenize='ascii')""",
    """CREATE TRIGGER search_fulltext_insert AFTER INSERT ON search_indexeddocument BEGIN
        INSERT INTO search_fulltext(rowid, title_terms, body_terms)
        VALUES (new.id, new.title_terms, new.body_terms); END""",
    """CREATE TRIGGER search_fulltext_delete AFTER DELETE ON search_indexeddocument BEGIN
        INSERT INTO search_fulltext(search_fulltext, rowid, title_terms, body_terms)
        VALUES ('delete', old.id, old.title_terms, old.body_terms); END""",
    """CREATE TRIGGER search_fulltext_update AFTER UPDATE ON search_indexeddocument
        WHEN old.title_terms IS NOT new.title_terms OR old.body_terms IS NOT new.body_terms BEGIN
        INSERT INTO search_fulltext(search_fulltext, rowid, title_terms, body_terms)
        VALUES ('delete', old.id, old.title_terms, old.body_terms);
        INSERT INTO search_fulltext(rowid, title_terms, body_terms)
        VALUES (new.id, new.title_terms, new.body_terms); END""",
)
POSTGRESQL = (
    """ALTER TABLE search_indexeddocument ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.simple', title_terms), 'A') ||
        setweight(to_tsvector('pg_catalog.simple', body_terms), 'B')) STORED""",
    "CREATE INDEX search_vector ON search_indexeddocument USING gin (vector)",
)


def forwards(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER search_fulltext_{name}")
        schema_editor.execute("DROP TABLE search_fulltext")
    else:
        schema_editor.execute("ALTER TABLE search_indexeddocument DROP COLUMN vector")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
