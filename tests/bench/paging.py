"""How fast the site's pages are, in the process itself.

DATABASE_URL=... PAGE_CACHE=on|off python -m tests.bench.paging
"""

from __future__ import annotations

import json
import os

import django
import environ

from .asking import asking, timed
from .bare_pages import ARTICLES


def addresses() -> dict[str, list[str]]:
    """By the kind of page, the addresses that are asked for; of lists those that have most articles."""
    from django.db.models import Count
    from django.utils import timezone

    from articles.models import Article, Tag
    from sources.models import Source

    newest = Article.objects.published().newest_first()
    source = Source.objects.annotate(count=Count("articles")).order_by("-count").first()
    tag = Tag.objects.annotate(count=Count("articles")).order_by("-count").first()
    month = timezone.localtime(newest.first().published_at)
    return {
        "article": [article.get_absolute_url() for article in newest.only("slug")[:ARTICLES]],
        "home": ["/"],
        "source": [source.get_absolute_url()],
        "tag": [tag.get_absolute_url()],
        "month": [f"/archive/{month.year}/{month.month}/"],
    }


def measure() -> dict[str, dict[str, float]]:
    """By the kind of page what `timed` tells, its queries, its bytes, and p50 where it is sent packed."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    application = get_wsgi_application()
    plain, packed = asking(application), asking(application, HTTP_ACCEPT_ENCODING="gzip")
    figures = {}
    for kind, pages in addresses().items():
        figures[kind] = timed(plain, pages) | {"packed": timed(packed, pages)["p50"], "addresses": pages}
        with CaptureQueriesContext(connection) as queries:
            figures[kind]["bytes"] = len(plain(pages[0]))
        figures[kind]["queries"] = len(queries)
    return figures


def configure() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.conf import settings

    settings.PAGE_CACHE = environ.Env().bool("PAGE_CACHE")


def served():
    """The application, for a server."""
    from django.core.wsgi import get_wsgi_application

    configure()
    return get_wsgi_application()


if __name__ == "__main__":
    configure()
    print(json.dumps(measure()))
