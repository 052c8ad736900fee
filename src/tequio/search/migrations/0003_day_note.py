from django.db import migrations, models

# Adding the column directly keeps the triggers of 0002; Django would rebuild the whole table on SQLite.
ADD = "ALTER TABLE search_indexeddocument ADD COLUMN on_note varchar(300) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE search_indexeddocument DROP COLUMN on_note"


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ADD, DROP)],
            state_operations=[
                migrations.AddField(
                    model_name="indexeddocument",
                    name="on_note",
                    field=models.CharField(blank=True, db_default="", max_length=300),
                ),
            ],
        )
    ]
