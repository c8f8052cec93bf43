"""What readers are told: of a file what was left out of its articles, of a source what an editor says of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]

    operations = [
        migrations.AddField(
            "document",
            "leavings",
            models.JSONField(
                blank=True,
                help_text="Codes of what of the file went into no article; null where that was not noted yet.",
                null=True,
                verbose_name="left out",
            ),
        ),
        migrations.AddField(
            "source",
            "description",
            models.TextField(
                blank=True, help_text="For readers, on the page of the source.", verbose_name="description", default=""
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "source",
            "notes",
            models.TextField(blank=True, help_text="For editors alone.", verbose_name="notes"),
        ),
    ]
