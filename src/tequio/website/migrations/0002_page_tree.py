"""The tops of the page trees, one for each language, and the groups that edit and translate them."""

import uuid

from django.db import migrations

LANGUAGES = {"es": "Páginas en español", "en": "Páginas en inglés", "nah": "Páginas en náhuatl"}
GROUPS = {"Translators": ("add", "change"), "Translation reviewers": ("add", "change", "publish")}


def make_trees(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    SiteRoot = apps.get_model("website", "SiteRoot")
    content_type, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="website", model="siteroot"
    )
    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()  # the page that welcomes to Wagtail
    key = uuid.uuid4()
    for number, (code, title) in enumerate(LANGUAGES.items(), start=1):
        locale, _new = Locale.objects.get_or_create(language_code=code)
        slug = "inicio" if code == "es" else f"inicio-{code}"
        SiteRoot.objects.create(
            path=f"{root.path}{number:04d}",
            depth=2,
            numchild=0,
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"/{slug}/",
            content_type=content_type,
            live=True,
            locale=locale,
            translation_key=key,
        )
    name = "Páginas del sitio"
    Page.objects.filter(pk=root.pk).update(numchild=len(LANGUAGES), title=name, draft_title=name)
    home = SiteRoot.objects.get(locale__language_code="es")
    Site.objects.create(hostname="localhost", root_page_id=home.pk, is_default_site=True)


def make_groups(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    SiteRoot = apps.get_model("website", "SiteRoot")
    Group = apps.get_model("auth", "Group")

    def permission(app_label, model, codename, name):
        content_type, _new = ContentType.objects.get_or_create(app_label=app_label, model=model)
        return Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": name}
        )[0]

    enter = permission("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    translate = permission(
        "simple_translation", "simpletranslation", "submit_translation", "Can submit translations"
    )
    for name, actions in GROUPS.items():
        group, _new = Group.objects.get_or_create(name=name)
        group.permissions.add(enter, translate)
        for top in SiteRoot.objects.exclude(locale__language_code="es"):
            for action in actions:
                GroupPagePermission.objects.get_or_create(
                    group=group,
                    page_id=top.pk,
                    permission=permission("wagtailcore", "page", f"{action}_page", f"Can {action} page"),
                )
    for group in Group.objects.filter(name__in=("Editors", "Moderators")):
        group.permissions.add(translate)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_initial"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("simple_translation", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(make_trees, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
