"""What search engines are told of: every page of something published, and the newest articles as news."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from .contributors import Contributor, public_names
from .listing import public_columns, public_sources, public_tags
from .models import UNDATED, Article, ArticleQuerySet, Tag
from .periods import Period, entries_in
from .search.counting import Month

PER_FILE = 2000


class ArticleSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> ArticleQuerySet:
        return Article.objects.published().newest_first().only("slug", "updated_at")

    def lastmod(self, article: Article) -> datetime:
        return article.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        # Sitemap itself would load every article for it.
        return Article.objects.published().aggregate(latest=Max("updated_at"))["latest"]


class SourceSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> QuerySet:
        return public_sources().order_by("pk")


class TagSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> QuerySet:
        return public_tags().order_by("pk")


class RegionSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> QuerySet:
        return public_tags().filter(kind=Tag.Kind.REGION).order_by("pk")

    def location(self, region: Tag) -> str:
        return region.get_region_url()


class ColumnSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> QuerySet:
        return public_columns().order_by("pk")


class PersonSitemap(Sitemap):
    limit = PER_FILE

    def items(self) -> QuerySet:
        return public_names().order_by("name")

    def location(self, name: str) -> str:
        return Contributor(name).get_absolute_url()


class PeriodSitemap(Sitemap):
    """The years and months that have articles, the lists of lists, and what is told of the archive itself."""

    limit = PER_FILE

    def items(self) -> list[str]:
        counts = entries_in(Article.objects.published(), Month, 4, 7)
        periods = map(Period.read, sorted(counts, reverse=True))
        return [*map(reverse, LISTS + ABOUT), *(period.get_absolute_url() for period in periods)]

    def location(self, address: str) -> str:
        return address


class NewsSitemap(Sitemap):
    """The newest articles of known date and publisher, which the news extension asks for. One file of at most 1,000."""

    limit = 1000

    def items(self) -> list[Article]:
        articles = Article.objects.published().filter(listed_at__gt=UNDATED, source__isnull=False)
        articles = articles.newest_first().select_related("source")
        return list(articles.only("slug", "title", "language", "published_at", "source__name")[: self.limit])


LISTS = ("home", "sources", "tags", "regions", "columns", "series-list", "people", "archive", "trends")
ABOUT = ("about", "accessibility", "api-docs")  # the archive itself
SITEMAPS = {
    "articles": ArticleSitemap,
    "sources": SourceSitemap,
    "tags": TagSitemap,
    "regions": RegionSitemap,
    "columns": ColumnSitemap,
    "people": PersonSitemap,
    "periods": PeriodSitemap,
}


@require_safe
def robots(request: HttpRequest):
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap-index"),
    path(
        "sitemap-news.xml",
        sitemap,
        {"sitemaps": {"news": NewsSitemap}, "template_name": "articles/news_sitemap.xml"},
        name="sitemap-news",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
