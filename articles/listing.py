"""Queries that pages share: the excerpt of an article, its neighbours in a list, and what lists count and offer."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.shortcuts import get_object_or_404

from sources.models import Source

from .columns import key_of
from .models import Article, ArticleQuerySet, Column, ColumnEntry, Tag
from .reposts import ENTRIES

EXCERPT = 200  # characters: more than the lines of an excerpt show
CHOICES = 100  # rows that a filter offers
SOURCES = 12  # that are named beside a list
FEW = 1000  # articles that are looked up rather than looked for


def with_excerpt(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Articles with `excerpt`, the summary or else the text, cut by the database: bodies are not loaded for a line."""
    return articles.annotate(excerpt=Left(Coalesce(NullIf("summary", Value("")), "text"), EXCERPT))


def referred_to(articles: ArticleQuerySet, rows: QuerySet, by: str, key: str = "pk") -> ArticleQuerySet:
    """Articles whose `key` some of `rows` name in their column `by`.

    A few are looked up. Of many, the list is walked in its order until a page is full: to sort them all would take
    longer with each article.
    """
    if rows.order_by()[: FEW + 1].count() <= FEW:
        return articles.filter(**{f"{key}__in": rows.values(by)})
    return articles.filter(Exists(rows.filter(**{by: OuterRef(key)})))


def public_sources() -> QuerySet[Source]:
    """The sources of published articles: one that only drafts name stays unknown."""
    return Source.objects.filter(Exists(Article.objects.published().filter(source=OuterRef("pk"))))


def public_tags() -> QuerySet[Tag]:
    """The tags of published articles: one that only drafts have stays unknown."""
    # Two steps, because in one SQLite looks for each tag among all articles.
    published = Article.objects.published().filter(pk=OuterRef("article_id"))
    return Tag.objects.filter(Exists(Article.tags.through.objects.filter(Exists(published), tag=OuterRef("pk"))))


def public_columns() -> QuerySet[Column]:
    """The columns of published articles."""
    published = Article.objects.published().filter(pk=OuterRef("article_id"))
    return Column.objects.filter(Exists(ColumnEntry.objects.filter(Exists(published), column=OuterRef("pk"))))


def published_counts(relation: str) -> dict[int | None, int]:
    """How many entries each row of a relation has among published articles, by its primary key, where it has any."""
    # One pass over the articles: asked row by row, SQLite reads them all again for each.
    return dict(Article.objects.published().order_by().values_list(relation).annotate(count=ENTRIES))


def articles_tagged(tag: Tag, other: Tag | None = None) -> ArticleQuerySet:
    """The published articles that have a tag, and another one too where that is given."""
    rows = Article.tags.through.objects.filter(tag=tag)
    if other:
        rows = rows.filter(Exists(Article.tags.through.objects.filter(tag=other, article=OuterRef("article"))))
    return referred_to(Article.objects.published(), rows, by="article_id")


def column_at(labels: list[str]) -> Column:
    """The column with these labels; without one it is a 404."""
    return get_object_or_404(Column, key=key_of(tuple(labels)))


def articles_in(column: Column) -> ArticleQuerySet:
    """The published articles of a column and of those in it."""
    return referred_to(Article.objects.published(), ColumnEntry.objects.filter(column=column), by="article_id")


def region_at(slug: str) -> Tag:
    """The region with this slug; another tag, or none, is a 404."""
    return get_object_or_404(Tag.objects.select_related("within"), slug=slug, kind=Tag.Kind.REGION)


def articles_of(region: Tag) -> ArticleQuerySet:
    """The published articles of a region and of those in it."""
    there = Tag.objects.filter(Q(pk=region.pk) | Q(within=region)).values("pk")
    tagged = Article.tags.through.objects.filter(tag__in=there)
    return referred_to(Article.objects.published(), tagged, by="article_id")


def sources_of(articles: list[int]) -> QuerySet:
    """The names and slugs of the sources of `articles`, which are ids, the most frequent first."""
    rows = Article.objects.filter(pk__in=articles, source__isnull=False).order_by()
    counted = rows.values("source__name", "source__slug").annotate(number=Count("pk"))
    return counted.order_by("-number", "source__name")[:SOURCES]


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
