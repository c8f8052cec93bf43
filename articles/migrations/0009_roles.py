"""The roles of the desk as groups. What they may do stands here as it was on that day; articles/roles.py is today's."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NAMES = "articles.view_tag sources.view_source sources.view_sourcealias"
READING = (
    f"{NAMES} articles.view_article articles.view_credit articles.view_articlewarning "
    "articles.view_tagrule articles.view_bulkchange articles.view_vocabularychange "
    "articles.view_cluster articles.view_repostdecision "
    "sources.view_document sources.view_importrun sources.view_importedfile"
)
DRAFTING = "articles.add_article articles.edit_drafts articles.tag_article articles.submit_article"
EDITING = (
    f"{READING} {DRAFTING} articles.review_article articles.share_preview articles.add_tag articles.change_tag "
    "articles.add_credit articles.change_credit articles.delete_credit "
    "articles.change_articlewarning articles.delete_articlewarning "
    "sources.add_source sources.change_source "
    "sources.add_sourcealias sources.change_sourcealias sources.delete_sourcealias"
)
ROLES = {
    "供稿": f"{NAMES} articles.contribute_article articles.submit_article",
    "编辑": EDITING,
    "主编": (
        f"{EDITING} articles.change_article articles.publish_article articles.withdraw_article articles.add_bulkchange "
        "articles.add_tagrule articles.change_tagrule articles.delete_tagrule articles.add_vocabularychange"
    ),
    "审读": READING,
    "接口": f"{NAMES} {DRAFTING} articles.view_article",
}


def make_groups(apps, schema_editor):
    """A group that is there already keeps what it has."""
    alias = schema_editor.connection.alias
    _make_permissions(apps, alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    rows = apps.get_model("auth", "Permission").objects.using(alias).select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    for name, rights in ROLES.items():
        group, made = groups.get_or_create(name=name)
        if made:
            group.permissions.set([known[right] for right in rights.split()])


def _make_permissions(apps, alias):
    # Django makes them after the last migration, which in a new database is too late.
    for label in ("articles", "sources"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, using=alias, verbosity=0)
        config.models_module = None


def remove_groups(apps, schema_editor):
    """Those that nobody is in: whoever is in one would lose it."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=ROLES, user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_desk"),
        ("sources", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
