"""How many articles a query matches, and how many of each source, tag, year and month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Func, QuerySet
from django.db.models import Count as CountOf
from django.db.models.expressions import RawSQL

from sources.dates import SHANGHAI

from .conditions import matching, with_others, within
from .engines import engine
from .query import Query
from .ways import pairs_of, told, words_of

BOUND = 1000
SHOWN = 20
# The month of articles without a date, before any other; see articles/models/articles.py.
UNDATED = "1000-01"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of articles; where it is not exact there are more."""

    number: int
    is_exact: bool

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
    """The commonest sources and tags, and the years and months with the newest first."""

    sources: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    years: tuple[Facet, ...] = ()
    months: tuple[Facet, ...] = ()


def count(articles: QuerySet, query: Query, bound: int = BOUND) -> Count:
    """How many of `articles` a query matches, exact up to `bound`."""
    number = _first(articles, query, bound)
    if number is None:
        number = matching(articles, query).order_by()[: bound + 1].count()
    return Count(min(number, bound), number <= bound)


def _first(articles: QuerySet, query: Query, bound: int) -> int | None:
    """How many there are among the first that the index tells of; None where that does not decide it."""
    words, others = words_of(query)
    if words is None:
        return None
    articles = with_others(articles, others)
    if words in query.told:
        return _among(articles, query.told[words])
    most = bound * 3 // 2
    pairs = pairs_of(articles, words)
    if pairs and (number := _among(articles, engine().some(pairs, most))) > bound:
        return number
    ids = engine().some(words, most)
    number = _among(articles, ids)
    return number if len(ids) < most or number > bound else None


def _among(articles: QuerySet, ids: list[int]) -> int:
    return articles.filter(pk__in=RawSQL(*engine().these(ids))).order_by().count()


def facets(articles: QuerySet, query: Query, shown: int = SHOWN) -> Facets:
    """What the articles found have in common; no more than `shown` sources and tags."""
    counted = found(articles, query)
    sources, months = _sources_and_months(counted)
    years: dict[str, int] = {}
    for facet in months:
        years[facet.value[:4]] = years.get(facet.value[:4], 0) + facet.count
    return Facets(
        _commonest(counted.model._meta.get_field("source").related_model, sources, shown),
        _commonest_tags(counted, shown),
        tuple(Facet(year, year, number) for year, number in years.items()),
        months,
    )


def found(articles: QuerySet, query: Query) -> QuerySet:
    """The articles that match, without order, the index asked once for all that is counted of them."""
    words, others = words_of(query)
    if words is None:
        return matching(articles, query).order_by()
    ids = told(query, words)
    return within(with_others(articles, others), RawSQL(*engine().these(ids)), len(ids) > BOUND).order_by()


def _sources_and_months(found: QuerySet) -> tuple[Counter[int], tuple[Facet, ...]]:
    """How many articles each source has, by its id, and each month, in one pass."""
    sources: Counter[int] = Counter()
    months: Counter[str] = Counter()
    # Of the date itself, which an index has beside all else that is asked; undated articles have none.
    for source, month, number in found.values_list("source", Month("published_at")).annotate(number=CountOf("pk")):
        sources[source] += number
        months[month] += number
    del sources[None], months[None]
    return sources, tuple(Facet(month, month, months[month]) for month in sorted(months, reverse=True))


def _commonest(model, numbers: Counter[int], shown: int) -> tuple[Facet, ...]:
    rows = model._default_manager.filter(pk__in=list(numbers)).values_list("pk", "slug", "name")
    all_of_them = (Facet(slug, name, numbers[pk]) for pk, slug, name in rows)
    return tuple(sorted(all_of_them, key=lambda facet: (-facet.count, facet.label))[:shown])


def _commonest_tags(found: QuerySet, shown: int) -> tuple[Facet, ...]:
    through = found.model._meta.get_field("tags").remote_field.through._default_manager
    rows = through.filter(article__in=found.values("pk")).values_list("tag__slug", "tag__name")
    return tuple(Facet(*row) for row in rows.annotate(number=CountOf("pk")).order_by("-number", "tag__name")[:shown])


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
