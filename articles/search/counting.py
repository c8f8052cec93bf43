"""How many articles a query matches, and how many of each source, tag, year and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from sources.dates import SHANGHAI

from .conditions import matching, with_others, within
from .engines import engine
from .query import Query
from .ways import pairs_of, told, words_of

_COUNT = """
WITH hit (article, source, month) AS MATERIALIZED ({found})
SELECT source, month, NULL, count(*) FROM hit GROUP BY source, month
UNION ALL
SELECT NULL, NULL, tag_id, count(*) FROM {tags} JOIN hit ON hit.article = article_id GROUP BY tag_id
"""
BOUND = 1000
SHOWN = 20
# The month of articles without a date, before any other; see articles/models/articles.py.
UNDATED = "1000-01"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of articles; where it is not exact there are more."""

    number: int
    is_exact: bool

    @classmethod
    def up_to(cls, bound: int, number: int) -> Count:
        return cls(min(number, bound), number <= bound)

    def __str__(self):
        return str(self.number) if self.is_exact else f"{self.number}+"


@dataclass(frozen=True, slots=True)
class Facet:
    """One value, such as a source, and how many of the articles found have it.

    `value` is a slug, a year (2022) or a month (2022-02); `label` is for people.
    """

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The commonest sources and tags, the years and months with the newest first, and how many articles there are."""

    sources: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    months: tuple[Facet, ...] = ()
    count: Count = Count(0, True)


def count(articles: QuerySet, query: Query, bound: int = BOUND) -> Count:
    """How many of `articles` a query matches, exact up to `bound`."""
    number = _first(articles, query, bound)
    if number is None:
        number = matching(articles, query).order_by()[: bound + 1].count()
    return Count.up_to(bound, number)


def _first(articles: QuerySet, query: Query, bound: int) -> int | None:
    """How many there are among the first that the index tells of; None where that does not decide it."""
    words, others = words_of(query)
    if words is None:
        return None
    articles = with_others(articles, others)
    if words in query.told:
        return _among(articles, query.told[words], bound)
    most = bound * 3 // 2
    pairs = pairs_of(articles, words)
    if pairs and (number := _among(articles, engine().some(pairs, most), bound)) > bound:
        return number
    ids = engine().some(words, most, query.shares.get(words))
    number = _among(articles, ids, bound)
    return number if len(ids) < most or number > bound else None


def _among(articles: QuerySet, ids: list[int], bound: int) -> int:
    """How many of `articles` have one of these ids, counted no further than is told."""
    return articles.filter(pk__in=RawSQL(*engine().these(ids))).order_by()[: bound + 1].count()


def facets(articles: QuerySet, query: Query, shown: int = SHOWN) -> Facets:
    """What the articles found have in common; no more than `shown` sources and tags."""
    counted = found(articles, query)
    sources, months, tags = _numbers(counted)
    number = sources.total()
    years: Counter[str] = Counter()
    del months[None]
    for month, of_month in months.items():
        years[month[:4]] += of_month
    return Facets(
        *_commonest(counted.model, {"source": sources, "tags": tags}, shown),
        *(
            tuple(Facet(name, name, numbers[name]) for name in sorted(numbers, reverse=True))
            for numbers in (years, months)
        ),
        Count.up_to(BOUND, number),
    )


def found(articles: QuerySet, query: Query) -> QuerySet:
    """The articles that match, without order, the index asked once for all that is counted of them."""
    words, others = words_of(query)
    if words is None:
        return matching(articles, query).order_by()
    ids = told(query, words)
    return within(with_others(articles, others), RawSQL(*engine().these(ids)), len(ids) > BOUND).order_by()


def _numbers(found: QuerySet) -> tuple[Counter[int | None], Counter[str | None], Counter[int]]:
    """How many articles each source has, by its id, each month, and each tag, by its id; they are found once.

    Those without a source or a date are counted under None.
    """
    through = found.model._meta.get_field("tags").remote_field.through._meta.db_table
    sources, months, tags = Counter(), Counter(), Counter()
    try:
        # Of the date itself, which an index has beside all else that is asked.
        sql, parameters = found.values_list("pk", "source", Month("published_at")).query.sql_with_params()
    except EmptyResultSet:
        return sources, months, tags
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(found=sql, tags=through), parameters)
        for source, month, tag, number in cursor.fetchall():
            if tag is None:
                sources[source] += number
                months[month] += number
            else:
                tags[tag] += number
    return sources, months, tags


def _commonest(model, numbers: dict[str, Counter[int]], shown: int) -> Iterator[tuple[Facet, ...]]:
    """Of each of these relations of the model the rows that most articles have, in one query."""
    rows = [
        model._meta.get_field(name)
        .related_model._default_manager.order_by()
        .filter(pk__in=[pk for pk in counted if pk])
        .values_list(Value(name), "pk", "slug", "name")
        for name, counted in numbers.items()
    ]
    told = list(rows[0].union(*rows[1:], all=True))
    for name, counted in numbers.items():
        of_them = [Facet(slug, label, counted[pk]) for relation, pk, slug, label in told if relation == name]
        yield tuple(sorted(of_them, key=lambda facet: (-facet.count, facet.label))[:shown])


class Month(Func):
    """The month in Shanghai of a moment, such as 2022-02."""

    output_field = CharField()
    unit, pattern, length = "month", "YYYY-MM", 7

    def as_sql(self, compiler, connection, **context):
        template = f"to_char(%(expressions)s AT TIME ZONE '{SHANGHAI}', '{self.pattern}')"
        return super().as_sql(compiler, connection, **{"template": template} | context)

    def as_sqlite(self, compiler, connection, **context):
        # Since 1992 Shanghai is eight hours ahead; before, Python has to be asked, which takes long.
        template = (
            "substr(CASE WHEN %(expressions)s < '1992-01-01' "
            f"THEN django_datetime_trunc('{self.unit}', %(expressions)s, '{SHANGHAI}', 'UTC') "
            f"ELSE datetime(%(expressions)s, '+8 hours') END, 1, {self.length})"
        )
        return self.as_sql(compiler, connection, template=template, **context)


class Day(Month):
    """The day in Shanghai of a moment, such as 2022-02-25."""

    unit, pattern, length = "day", "YYYY-MM-DD", 10
