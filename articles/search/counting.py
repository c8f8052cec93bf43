"""How many articles a query matches, and how many of each source, tag, year and month."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from sources.dates import SHANGHAI

from .conditions import matching
from .query import Query

BOUND = 1000
SHOWN = 20


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
    number = matching(articles, query).order_by()[: bound + 1].count()
    return Count(min(number, bound), number <= bound)


def facets(articles: QuerySet, query: Query, shown: int = SHOWN) -> Facets:
    """What the articles found have in common; no more than `shown` sources and tags."""
    found = matching(articles, query).order_by()
    months = _months(found)
    years: dict[str, int] = {}
    for facet in months:
        years[facet.value[:4]] = years.get(facet.value[:4], 0) + facet.count
    return Facets(
        _commonest(found.filter(source__isnull=False), "source", shown),
        _commonest_tags(found, shown),
        tuple(Facet(year, year, number) for year, number in years.items()),
        months,
    )


def _commonest(found: QuerySet, name: str, shown: int) -> tuple[Facet, ...]:
    rows = found.values_list(f"{name}__slug", f"{name}__name").annotate(number=CountOf("pk"))
    return tuple(Facet(*row) for row in rows.order_by("-number", f"{name}__name")[:shown])


def _commonest_tags(found: QuerySet, shown: int) -> tuple[Facet, ...]:
    through = found.model._meta.get_field("tags").remote_field.through._default_manager
    rows = through.filter(article__in=found.values("pk")).values_list("tag__slug", "tag__name")
    return tuple(Facet(*row) for row in rows.annotate(number=CountOf("pk")).order_by("-number", "tag__name")[:shown])


def _months(found: QuerySet) -> tuple[Facet, ...]:
    dated = found.filter(published_at__isnull=False)
    rows = dated.values_list(TruncMonth("published_at", tzinfo=SHANGHAI)).annotate(number=CountOf("pk"))
    months = sorted(((f"{month:%Y-%m}", number) for month, number in rows), reverse=True)
    return tuple(Facet(month, month, number) for month, number in months)
