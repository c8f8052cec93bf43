from django.db import migrations, models

from articles import marking


def drop_triggers(apps, schema_editor):
    marking.remove(schema_editor.connection, schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_roles")]

    operations = [
        migrations.CreateModel(
            name="EditionMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField()),
            ],
            options={"verbose_name": "mark of an edition", "verbose_name_plural": "marks of editions"},
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(publish_at__isnull=False), fields=["publish_at"], name="article_appears"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(withdraw_at__isnull=False), fields=["withdraw_at"], name="article_leaves"
            ),
        ),
        # Every `migrate` puts the triggers on as its last step.
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
