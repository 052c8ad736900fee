from django.db import migrations


def make_the_log(apps, schema_editor):
    apps.get_model("register", "Log").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(make_the_log, migrations.RunPython.noop)]
