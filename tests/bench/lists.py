"""How long the first page of the admin's lists takes at the server, by filter and order.

DATABASE_URL=... python -m tests.bench.lists
"""

from __future__ import annotations

import json
import os
import statistics
import time
from urllib.parse import urlencode

import django

ROUNDS = 5


def prepare() -> None:
    """Give an archive as the import made it what editors meet: drafts, warnings, conflicts."""
    from articles.models import Article, ArticleWarning

    ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for status, step in (("draft", 7), ("in_review", 50), ("archived", 90)):
        for start in range(0, len(ids), step * 500):
            Article.objects.filter(pk__in=ids[start : start + step * 500 : step]).update(status=status)
    Article.objects.filter(pk__in=ids[::1000]).update(has_conflicts=True)
    for code, step in (("missing-url", 10), ("body-short", 400)):
        ArticleWarning.objects.bulk_create(
            (ArticleWarning(article_id=pk, code=code) for pk in ids[::step]), batch_size=500
        )


def addresses() -> dict[str, str]:
    """By what it shows, the address of each page that is measured."""
    from django.db.models import Count

    from articles.models import Article, Tag
    from sources.models import Source

    sources = Source.objects.annotate(count=Count("articles")).order_by("-count")
    tags = Tag.objects.annotate(count=Count("articles")).order_by("-count")
    year = Article.objects.filter(published_at__isnull=False).latest("published_at").published_at.year
    queries = {
        "all": {},
        "page 5": {"p": 5},
        "oldest first": {"o": "3"},
        "last changed": {"o": "-7"},
        "status: published": {"status__exact": "published"},
        "status: in review": {"status__exact": "in_review"},
        "in review, last changed": {"status__exact": "in_review", "o": "-7"},
        "published, last changed": {"status__exact": "published", "o": "-7"},
        "any warning": {"warning": "any"},
        "frequent warning": {"warning": "missing-url"},
        "rare warning": {"warning": "body-short"},
        "rare warning, oldest first": {"warning": "body-short", "o": "3"},
        "conflict": {"has_conflicts__exact": 1},
        "no conflict": {"has_conflicts__exact": 0},
        "largest source": {"source__id__exact": sources.first().pk},
        "largest source, last changed": {"source__id__exact": sources.first().pk, "o": "-7"},
        "smallest source": {"source__id__exact": sources.filter(count__gt=0).last().pk},
        "no source": {"source__isnull": "True"},
        "most frequent tag": {"tags__id__exact": tags.first().pk},
        "rarest tag": {"tags__id__exact": tags.filter(count__gt=0).last().pk},
        "frequent format": {"format": "jekyll"},
        "absent format": {"format": "repost"},
        "no document": {"format": "none"},
        "a year": {"published_at__year": year},
        "a month": {"published_at__year": year, "published_at__month": 1},
    }
    listing = "/admin/articles/article/"
    return {"start page": "/admin/", **{name: f"{listing}?{urlencode(query)}" for name, query in queries.items()}}


def measure() -> dict[str, list[float]]:
    """By page: in milliseconds the median and the least time, and the least of this process's processor; its queries.

    The last of the times is the one that a busy machine stretches least; what PostgreSQL does is not in it.
    """
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(get_user_model().objects.create_superuser("bench"))
    figures = {}
    for name, address in addresses().items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
            asked = len(queries)
        rounds = [_time(client, address) for _round in range(ROUNDS)]
        wall, processor = zip(*rounds, strict=True)
        figures[name] = [statistics.median(wall), min(wall), min(processor), asked]
    return figures


def _time(client, address: str) -> tuple[float, float]:
    started, processor = time.perf_counter(), time.process_time()
    client.get(address)
    return (time.perf_counter() - started) * 1000, (time.process_time() - processor) * 1000


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    prepare()
    # PostgreSQL knows the table's shape only once it has looked; its own worker does so after a minute.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps(measure()))
