"""A search as an address says it: what is looked for, how it is narrowed, and the addresses that lead on from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q, Value
from django.http import QueryDict

from . import search
from .listing import public_regions, public_sources, public_tags
from .models import Article, ArticleQuerySet, Tag
from .periods import month_bounds, year_bounds

_YEAR = re.compile(r"[1-9]\d{3}")
_MONTH = re.compile(r"([1-9]\d{3})-(0[1-9]|1[0-2])")


def _of_source(articles: ArticleQuerySet, slug: str) -> ArticleQuerySet:
    return articles.filter(source__slug=slug)


def _of_tag(articles: ArticleQuerySet, slug: str) -> ArticleQuerySet:
    return articles.filter(pk__in=Article.tags.through.objects.filter(tag__slug=slug).values("article"))


def _of_region(articles: ArticleQuerySet, slug: str) -> ArticleQuerySet:
    """Those of a region and of the regions in it."""
    there = Q(tag__slug=slug) | Q(tag__within__slug=slug)
    tagged = Article.tags.through.objects.filter(there, tag__kind=Tag.Kind.REGION)
    return articles.filter(pk__in=tagged.values("article"))


def _of_year(articles: ArticleQuerySet, year: str) -> ArticleQuerySet:
    return articles.between(*year_bounds(int(year))) if _YEAR.fullmatch(year) else articles.none()


def _of_month(articles: ArticleQuerySet, month: str) -> ArticleQuerySet:
    found = _MONTH.fullmatch(month)
    return articles.between(*month_bounds(int(found[1]), int(found[2]))) if found else articles.none()


# By its name in an address, what narrows a search. In this order they are shown.
NARROWINGS: dict[str, Callable[[ArticleQuerySet, str], ArticleQuerySet]] = {
    "source": _of_source,
    "tag": _of_tag,
    "region": _of_region,
    "year": _of_year,
    "month": _of_month,
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for. Nothing in it is refused: what leads nowhere finds nothing."""

    parameters: QueryDict

    @cached_property
    def query(self) -> search.Query:
        return search.parse(self.parameters.get("q", ""), self.both_scripts)

    @property
    def both_scripts(self) -> bool:
        return bool(self.parameters.get("both"))

    @property
    def order(self) -> str:
        order = self.parameters.get("order", "")
        return order if order in search.ORDERS else search.RELEVANCE

    @cached_property
    def narrowings(self) -> dict[str, str]:
        """The values by which the search is narrowed. PostgreSQL answers NUL with an error."""
        given = {name: self.parameters.get(name, "").replace("\x00", "\ufffd") for name in NARROWINGS}
        return {name: value for name, value in given.items() if value}

    @property
    def is_empty(self) -> bool:
        return self.query.is_blank and not self.narrowings

    def among(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of `articles` that the search is narrowed to."""
        for name, value in self.narrowings.items():
            articles = NARROWINGS[name](articles, value)
        return articles

    def found(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of `articles` that the search finds."""
        return search.matching(self.among(articles), self.query)

    @property
    def canonical(self) -> str:
        """The query string of this search without what says nothing; empty where nothing is asked."""
        return "" if self.is_empty else self.with_()

    def with_(self, **values: str) -> str:
        """The query string of this search from its first page on, with other values; an empty one is taken away."""
        parameters = self.parameters.copy()
        for name, value in {"cursor": "", **values}.items():
            parameters.pop(name, None)
            if value:
                parameters[name] = value
        kept: Iterable[str] = ("q", "order", "both", *NARROWINGS, "cursor")
        for name in set(parameters) - set(kept):
            del parameters[name]
        return f"?{parameters.urlencode()}"


def one_hit_a_text(articles: ArticleQuerySet, asked: Asked, cursor: str) -> search.Result:
    """A page of hits, in which of several printings of one text only the one that stands first of those that match.

    Because later ones are left out where they would have stood, a page may have fewer hits than it could. `articles`
    come with their membership. Raises BadCursor.
    """
    while True:
        result = search.search(articles, asked.query, asked.order, cursor)
        followers = _followers(articles, asked.query, [hit.article for hit in result.hits])
        hits = [hit for hit in result.hits if hit.article.pk not in followers]
        if hits or not result.next:
            return replace(result, hits=hits)
        cursor = result.next


def one_article_a_text(
    articles: ArticleQuerySet, asked: Asked, cursor: str, size: int
) -> tuple[list[Article], search.Page]:
    """A page of what a search finds like those of `one_hit_a_text`, without what is marked in it. Raises BadCursor."""
    while True:
        page = search.page(articles, asked.query, asked.order, cursor, size)
        found = articles.in_bulk(page.ranks)
        of_page = [found[pk] for pk in page.ranks if pk in found]
        followers = _followers(articles, asked.query, of_page)
        shown = [article for article in of_page if article.pk not in followers]
        if shown or not page.next:
            return shown, page
        cursor = page.next


def _followers(articles: ArticleQuerySet, query: search.Query, found: list[Article]) -> set[int]:
    """Those of `found` that an earlier printing of their text stands for, as it matches too."""
    members = {article.pk: article.membership for article in found if getattr(article, "membership", None)}
    if not members:
        return set()
    printings = articles.order_by().filter(membership__cluster__in={member.cluster_id for member in members.values()})
    places = list(printings.values_list("pk", "membership__cluster", "membership__place"))
    which = search.which(articles, query, [pk for pk, _cluster, _place in places])
    first: dict[int, int] = {}
    for pk, cluster, place in places:
        if pk in which:
            first[cluster] = min(place, first.get(cluster, place))
    return {pk for pk, member in members.items() if member.place > first.get(member.cluster_id, member.place)}


def names_of(asked: Asked) -> dict[str, str]:
    """What a search is narrowed to, by the name of the narrowing, as readers call it. At most one query."""
    rows = [
        known().filter(slug=asked.narrowings[name]).order_by().values_list(Value(name), "name")
        for name, known in (("source", public_sources), ("tag", public_tags), ("region", public_regions))
        if name in asked.narrowings
    ]
    return asked.narrowings | dict(rows[0].union(*rows[1:]) if rows else ())
