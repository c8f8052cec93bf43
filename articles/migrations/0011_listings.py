import django.db.models.deletion
from django.db import migrations, models

# The provinces as the tags that come with the project describe them; their cities are described as "福建省泉州市。".
PROVINCES = (
    "北京市 天津市 上海市 重庆市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 "
    "湖南省 广东省 广西壮族自治区 海南省 四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区 "
    "香港特别行政区 澳门特别行政区 台湾省"
).split()


def mark_regions(apps, schema_editor):
    tags = apps.get_model("articles", "Tag").objects.using(schema_editor.connection.alias)
    for province in PROVINCES:
        region = tags.filter(description=f"{province}。").first()
        if region and province.startswith(region.name):
            tags.filter(pk=region.pk).update(kind="region")
            cities = tags.filter(description__startswith=province, description__endswith="。").exclude(pk=region.pk)
            cities.update(kind="region", within=region)


def file_articles(apps, schema_editor):
    # What is derived is derived anew wherever this code changes, so it may be today's.
    from articles import filing

    articles = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    filing.store(list(articles.order_by("pk").values_list("pk", flat=True)))


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_speed")]

    operations = [
        migrations.CreateModel(
            name="Column",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        help_text="A digest of the labels; see articles/columns.py.", max_length=32, unique=True
                    ),
                ),
                ("labels", models.JSONField(verbose_name="labels")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="articles.column",
                        verbose_name="is in",
                    ),
                ),
            ],
            options={"verbose_name": "column", "verbose_name_plural": "columns", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="ColumnEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_entries",
                        to="articles.article",
                    ),
                ),
                (
                    "column",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="articles.column",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a column",
                "verbose_name_plural": "entries of a column",
                "indexes": [models.Index(fields=["column", "article"], name="column_entry_column")],
                "constraints": [models.UniqueConstraint(fields=("article", "column"), name="column_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="SeriesPart",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="series_part",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("key", models.CharField(max_length=32)),
                ("number", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "part of a series",
                "verbose_name_plural": "parts of a series",
                "indexes": [models.Index(fields=["key", "article"], name="series_part_key")],
            },
        ),
        migrations.AddField(
            model_name="tag",
            name="kind",
            field=models.CharField(
                choices=[("subject", "subject"), ("region", "region")],
                default="subject",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="within",
            field=models.ForeignKey(
                blank=True,
                help_text="Of a region, the one that it lies in: of a city its province.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parts",
                to="articles.tag",
                verbose_name="region around it",
            ),
        ),
        migrations.AddIndex(
            model_name="tag", index=models.Index(fields=["kind", "within", "name"], name="tag_kind")
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["subject", "region"])), name="tag_kind_known"
            ),
        ),
        migrations.RemoveIndex(model_name="credit", name="credit_name_role"),
        migrations.AddIndex(
            model_name="credit",
            index=models.Index(fields=["name", "role", "article"], name="credit_name_role_article"),
        ),
        migrations.RemoveIndex(model_name="article", name="article_status_published"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "published_at", "id", "publish_at", "withdraw_at", "source"],
                name="article_status_published_at",
            ),
        ),
        migrations.RunPython(mark_regions, migrations.RunPython.noop),
        migrations.RunPython(file_articles, migrations.RunPython.noop),
    ]
