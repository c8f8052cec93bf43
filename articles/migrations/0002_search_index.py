import django.db.models.deletion
from django.db import migrations, models

from articles.search.engines import engine


def create(apps, schema_editor):
    engine(schema_editor.connection).create(schema_editor.execute)


def drop(apps, schema_editor):
    engine(schema_editor.connection).drop(schema_editor.execute)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("docid", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "digest",
                    models.BigIntegerField(help_text="Tells whether what is searched of the article has changed."),
                ),
                (
                    "in_next",
                    models.BooleanField(
                        default=False, help_text="Whether it is in the index that is being built anew."
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="articles.article",
                    ),
                ),
            ],
            options={"verbose_name": "search entry", "verbose_name_plural": "search entries"},
        ),
        migrations.RunPython(create, drop),
    ]
