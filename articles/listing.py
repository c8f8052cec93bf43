"""Queries that pages share: the excerpt of an article, its neighbours in a list, and what lists count and offer."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf

from sources.models import Source

from .models import Article, ArticleQuerySet, Tag
from .reposts import ENTRIES

EXCERPT = 200  # characters: more than the lines of an excerpt show
CHOICES = 100  # rows that a filter offers


def with_excerpt(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with `excerpt`, the summary or else the text, cut by the database: bodies are not loaded for a line."""
    return articles.annotate(excerpt=Left(Coalesce(NullIf("summary", Value("")), "text"), EXCERPT))


def public_sources() -> QuerySet[Source]:
    """The sources of published articles: one that only drafts name stays unknown."""
    return Source.objects.filter(Exists(Article.objects.published().filter(source=OuterRef("pk"))))


def public_tags() -> QuerySet[Tag]:
    """The tags of published articles: one that only drafts have stays unknown."""
    # Two steps, because in one SQLite looks for each tag among all articles.
    published = Article.objects.published().filter(pk=OuterRef("article_id"))
    return Tag.objects.filter(Exists(Article.tags.through.objects.filter(Exists(published), tag=OuterRef("pk"))))


def public_regions() -> QuerySet[Tag]:
    """The regions that published articles have, or that hold one of those."""
    own_or_inner = Q(pk=OuterRef("pk")) | Q(within=OuterRef("pk"))
    return Tag.objects.filter(Exists(public_tags().filter(own_or_inner)), kind=Tag.Kind.REGION)


def published_counts(relation: str) -> dict[int | None, int]:
    """How many entries each row of a relation has among published articles, by its primary key, where it has any."""
    # One pass over the articles: asked row by row, SQLite reads them all again for each.
    return dict(Article.objects.published().order_by().values_list(relation).annotate(count=ENTRIES))


def neighbours(article: Article) -> tuple[Article | None, Article | None]:
    """The published articles just above and just below `article` in a list by date: the next newer, the next older.

    No other printing of the same text is one of them.
    """
    others = Article.objects.published().leading().newest_first().only("slug", "title", "language")
    if membership := getattr(article, "membership", None):
        others = others.exclude(membership__cluster=membership.cluster_id)
    # A range with a remainder, and not an OR of two ranges, so that both databases read along the index.
    above = others.filter(listed_at__gte=article.listed_at).exclude(listed_at=article.listed_at, pk__lte=article.pk)
    below = others.filter(listed_at__lte=article.listed_at).exclude(listed_at=article.listed_at, pk__gte=article.pk)
    return above.reverse().first(), below.first()


class Choice:
    """A filter by one row of sources or tags: the `options` on offer, and the one that is `chosen` by its slug."""

    def __init__(self, rows: QuerySet, slug: str):
        # PostgreSQL answers NUL with an error.
        self.slug = slug.replace("\x00", "\ufffd")
        # Without a choice the rows come along the index of names, and reading ends with the last that is offered.
        order = ["-is_chosen", "name"] if self.slug else ["name"]
        rows = rows.annotate(is_chosen=Q(slug=self.slug)).only("name", "slug").order_by(*order)
        self.options = sorted(rows[:CHOICES], key=lambda row: row.name)
        self.chosen = next((row for row in self.options if row.is_chosen), None)

    @property
    def is_unknown(self) -> bool:
        return bool(self.slug) and self.chosen is None
