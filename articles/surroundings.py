"""What stands beside an article: the one before and the one after it, and what else to read, with the reason.

Two queries, whose cost does not grow with the archive: each place to look is read along an index from the article on,
a few rows in either direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import IntegerField, Model, OuterRef, QuerySet, Subquery

from sources.models import Source

from . import relating
from .describing import WRITERS, names
from .entries import tags_of_articles
from .models import Article, ArticleQuerySet, Credit, Tag
from .prepared import NOW, Given, Prepared, These
from .relating import FREQUENT, Candidate, Shared

TAGS, PEOPLE = 3, 3  # of an article, by which others are looked for: the rarest, and the first
NEAR = 12  # articles before it and as many after it, that are looked at
_BY_DATE = -1
_Tagged = Article.tags.through
_Branch = tuple[str, list[Any]]


class Counted(Subquery):
    """How many rows a query has; it is cut off where more need not be counted."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


@dataclass(slots=True)
class Surroundings:
    """The next newer and the next older article, and the source that they are of where they are of one.

    `related` are pairs of an article and what it shares.
    """

    of_source: Source | None = None
    newer: Article | None = None
    older: Article | None = None
    related: list[tuple[Article, list[Shared]]] = field(default_factory=list)


def _tags_with_uses() -> QuerySet[Tag]:
    uses = _Tagged.objects.filter(tag=OuterRef("pk")).order_by().values("pk")[:FREQUENT]
    return tags_of_articles().annotate(uses=Counted(uses))


# The tags of articles, each with `uses`: how many articles have it, where they are not too many to count.
tags_with_uses = Prepared(_tags_with_uses)


def surroundings(article: Article) -> Surroundings:
    """What stands beside a published article, which comes with its credits, its membership and `tags_with_uses`.

    Its neighbours are those of its source, or, where that has no other, of the archive. No other printing of the same
    text is named anywhere. For an article that is the only one of its source it takes a query more.
    """
    shared = [*_tags(article), *_people(article)]
    next_ones, found = _look(article, shared, of_source=article.source_id is not None)
    of_source = article.source if next_ones else None
    if not next_ones and article.source:
        next_ones, _nothing = _look(article, [], of_source=False)
    ids = [*next_ones, *found]
    rows = [row for row in _SHOWN(ids=ids) if _text_of(row) != _text_of(article)] if ids else []
    place = _place(article)
    beside = [row for row in rows if row.pk in next_ones]
    return Surroundings(
        of_source=of_source,
        newer=min((row for row in beside if _place(row) > place), key=_place, default=None),
        older=max((row for row in beside if _place(row) < place), key=_place, default=None),
        related=_related(article, rows, found),
    )


def _tags(article: Article) -> Iterator[tuple[Shared, type[Model], dict[str, Any]]]:
    """The rarest tags that others have too, and where to look for those."""
    shared = sorted((tag.uses, tag.name, tag.pk) for tag in article.tags.all() if tag.uses > 1)
    for uses, name, pk in shared[:TAGS]:
        yield relating.tag(name, uses), _Tagged, {"tag_id": pk}


def _people(article: Article) -> Iterator[tuple[Shared, type[Model], dict[str, Any]]]:
    for name in names(article, WRITERS)[:PEOPLE]:
        yield relating.person(name), Credit, {"name": name}


def _look(
    article: Article, shared: list[tuple[Shared, type[Model], dict[str, Any]]], of_source: bool
) -> tuple[set[int], dict[int, list[Shared]]]:
    """The next by date, of its source or of all; and what shares a tag or a person, with what it shares; one query.

    All by primary key.
    """
    branches = [*_by_date(article, of_source)]
    for number, (_what, model, where) in enumerate(shared):
        branches += _by_number(number, model, where, article.pk)
    next_ones: set[int] = set()
    found: dict[int, list[Shared]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _ in branches), [value for _, given in branches for value in given]
        )
        # Somebody who did two things for an article has two rows.
        for number, pk in dict.fromkeys(cursor.fetchall()):
            if number == _BY_DATE:
                next_ones.add(pk)
            else:
                found[pk].append(shared[number][0])
    return next_ones, found


def _by_date(article: Article, of_source: bool) -> Iterator[_Branch]:
    """The next ones by date; of more than the nearest, some may stand in the same column."""
    membership = getattr(article, "membership", None)
    given = {"pk": article.pk, "listed_at": article.listed_at, "source": article.source_id}
    given["cluster"] = membership and membership.cluster_id
    for is_newer in (True, False):
        nearest = _nearest(is_newer, of_source, membership is not None, NEAR if article.column else 1)
        sql, values = nearest.statement(**given)
        yield f"SELECT {_BY_DATE}, nearest.* FROM ({sql}) AS nearest", values


@cache
def _nearest(is_newer: bool, of_source: bool, is_in_cluster: bool, most: int) -> Prepared:
    """The ids of the articles next to one, without other printings of its own text."""
    pk, listed_at = Given("pk"), Given("listed_at")

    def build() -> ArticleQuerySet:
        others = Article.objects.published(NOW)
        if is_in_cluster:
            others = others.exclude(membership__cluster=Given("cluster"))
        if of_source:
            others = others.filter(source=Given("source"))
        others = others.leading().newest_first().values_list("pk")
        # A range with a remainder, and not an OR of two ranges, so that both databases read along the index.
        if is_newer:
            return others.filter(listed_at__gte=listed_at).exclude(listed_at=listed_at, pk__lte=pk).reverse()[:most]
        return others.filter(listed_at__lte=listed_at).exclude(listed_at=listed_at, pk__gte=pk)[:most]

    return Prepared(build)


def _by_number(number: int, model: type[Model], where: dict[str, Any], pk: int) -> Iterator[_Branch]:
    """The rows of a table by the numbers of their articles, which stand in its index, from one article on."""
    [(column, value)] = where.items()
    for sign, order in (("<", "DESC"), (">", "ASC")):
        yield (
            f"SELECT * FROM (SELECT {number}, article_id FROM {model._meta.db_table} "
            f"WHERE {column} = %s AND article_id {sign} %s ORDER BY article_id {order} LIMIT {NEAR}) AS near",
            [value, pk],
        )


def _place(article: Article) -> tuple[Any, int]:
    return article.listed_at, article.pk


def _related(
    article: Article, rows: list[Article], found: dict[int, list[Shared]]
) -> list[tuple[Article, list[Shared]]]:
    texts: dict[Any, Candidate] = {}
    by_key = {row.pk: row for row in sorted(rows, key=_place_in_text)}
    for row in by_key.values():
        shares = list(found.get(row.pk, ()))
        if article.column and (row.source_id, row.column) == (article.source_id, article.column):
            shares.append(relating.column(" › ".join(map(str, article.column))))
        # Of several printings of one text the first is named.
        texts.setdefault(_text_of(row), Candidate(row.pk, row.listed_at, shares))
    return [(by_key[each.key], each.reasons) for each in relating.best(texts.values(), article.listed_at)]


_SHOWN = Prepared(
    lambda: (
        Article.objects.published(NOW)
        .filter(pk__in=These("ids"))
        .order_by()
        .select_related("source", "membership")
        .only(
            *("slug", "title", "language", "column", "published_at", "published_precision", "listed_at"),
            *("source__name", "source__slug", "membership__cluster", "membership__place"),
        )
    )
)


def _text_of(article: Article) -> Any:
    membership = getattr(article, "membership", None)
    return ("cluster", membership.cluster_id) if membership else article.pk


def _place_in_text(article: Article) -> tuple[int, int]:
    membership = getattr(article, "membership", None)
    return (membership.place if membership else 0), article.pk
