"""Queries that pages share: the excerpt of an article, and what lists count and offer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sources.models import Source

from .columns import key_of
from .models import Article, ArticleQuerySet, Column, ColumnEntry, StatusChange, Tag
from .prepared import Prepared, These
from .reposts import ENTRIES
from .search.counting import Month
from .workflow import PUBLISHED

EXCERPT = 200  # characters: more than the lines of an excerpt show
CHOICES = 12  # sources or tags that a list can be narrowed to
FEW = 1000  # articles that are looked up rather than looked for
MOST = 1000  # articles that are told to be new


class Facet(NamedTuple):
    """A source or a tag, and how many of some articles have it."""

    name: str
    slug: str
    count: int


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


def public_regions() -> QuerySet[Tag]:
    """The regions that published articles have, or that hold one of those."""
    own_or_inner = Q(pk=OuterRef("pk")) | Q(within=OuterRef("pk"))
    return Tag.objects.filter(Exists(public_tags().filter(own_or_inner)), kind=Tag.Kind.REGION)


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


def with_counts(rows: QuerySet, relation: str) -> list:
    """Those of `rows` that published articles have by a relation, each with how many entries as `article_count`."""
    counts = published_counts(relation)
    found = [row for row in rows if row.pk in counts]
    for row in found:
        row.article_count = counts[row.pk]
    return found


def chosen(rows: Callable[[], QuerySet], slug: str) -> Model | None:
    """The row of sources or tags that a reader chose by its slug; None for an unknown one."""
    return rows().only("name", "slug").filter(slug=slug).first() if slug else None


def facets(articles: list[int], *kinds: str) -> list[list[Facet]]:
    """What some articles have of each kind, source, tag or month, the most frequent first; one query.

    A month is named as 2022-02.
    """
    told: dict[str, list[Facet]] = {kind: [] for kind in kinds}
    for kind, *facet in _facets(kinds)(articles=articles):
        told[kind].append(Facet(*facet))
    return [sorted(rows, key=lambda row: (-row.count, row.name)) for rows in told.values()]


@cache
def _facets(kinds: tuple[str, ...]) -> Prepared:
    articles = Article.objects.filter(pk__in=These("articles")).order_by()
    rows = {
        "source": articles.filter(source__isnull=False).values(named=F("source__name"), at=F("source__slug")),
        "tag": Article.tags.through.objects.filter(article__in=These("articles")).values(
            named=F("tag__name"), at=F("tag__slug")
        ),
        "month": articles.filter(published_at__isnull=False).values(named=Month("published_at"), at=Value("")),
    }
    first, *others = (
        rows[kind].annotate(number=Count("pk")).values_list(Value(kind), "named", "at", "number") for kind in kinds
    )
    return Prepared(lambda: first.union(*others, all=True) if others else first.all())


def arrived_since(moment: datetime) -> ArticleQuerySet:
    """The articles that readers can see and could not see at `moment`: the last MOST to come at the most."""
    published, now = Article.objects.published(), timezone.now()
    came = published.filter(created_at__gte=moment).order_by("-created_at", "-pk").values("pk")
    steps = StatusChange.objects.filter(after=PUBLISHED, made_at__gte=moment).order_by("-made_at", "-pk")
    due = published.filter(publish_at__gte=moment, publish_at__lte=now).order_by("-publish_at", "-pk").values("pk")
    # SQLite takes no part of a union that is cut off; what is looked up by such a part, it does.
    cut = (rows[:MOST] for rows in (came, steps.values("article"), due))
    parts = [Article.objects.order_by().filter(pk__in=rows).values("pk") for rows in cut]
    return published.filter(pk__in=parts[0].union(*parts[1:]))
