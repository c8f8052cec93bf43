"""Indexes: of others with a tag or of a person, from one article on; and of what has come to the site since a time."""

from django.db import migrations, models

# No model stands for the table of an article's tags, in which an index could be declared.
CREATE = "CREATE INDEX article_tag_articles ON articles_article_tags (tag_id, article_id)"
DROP = "DROP INDEX article_tag_articles"


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_listings")]

    operations = [
        migrations.AddIndex("credit", models.Index(fields=["name", "article"], name="credit_name_article")),
        migrations.RunSQL(CREATE, DROP),
        migrations.AddIndex(
            "statuschange", models.Index(fields=["after", "-made_at", "-id"], name="status_change_made")
        ),
    ]
