"""Search: what it finds, in which order, and why; the same on SQLite and on PostgreSQL.

Everything takes a queryset of the articles that the asker may see, and gives nothing that is not of it. Filters, and
whatever the caller's list needs (`select_related`, `defer`), are put on the queryset beforehand.

    query = parse("营商环境 -旅游")         never fails; query.notes say what was mended, in_words(note) says it aloud
    matching(articles, query)             the articles that match, as a queryset to go on with
    search(articles, query, order, cursor, size)    a Result: hits with marks and snippets, and cursors
    count(articles, query)                a Count, exact up to 1,000
    facets(articles, query)               a Facets: sources, tags, years, months with counts
    highlights(articles, query)           hits for articles that are loaded already, by id
    suggest(articles, text)               a Suggestions, while somebody types
    alternatives(articles, query)         what to offer where nothing was found

    store(articles), remove(ids)          keep the index in step; in the transaction that changes the articles
    rebuild(articles), check(articles)    build it anew, compare it

What a query means is said in meaning.py, in plain Python; both engines are held to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .conditions import matching
from .contents import load
from .counting import Count, Facet, Facets, count, facets
from .hits import Hit, hit, hits
from .keeping import remove, store
from .notes import in_words
from .pages import NEWEST, OLDEST, ORDERS, RELEVANCE, BadCursor, page
from .query import Note, Query
from .reading import parse
from .rebuilding import Checked, check, rebuild
from .snippets import Marked
from .suggesting import Alternative, Suggestions, alternatives, suggest

SIZE, LARGEST = 20, 100


@dataclass(frozen=True, slots=True)
class Result:
    """A page of hits. `next` and `previous` are cursors of the pages beside it, empty where there is none."""

    query: Query
    hits: list[Hit]
    next: str
    previous: str


def search(articles: QuerySet, query: Query, order: str = RELEVANCE, cursor: str = "", size: int = SIZE) -> Result:
    """One page of those of `articles` that match, in one of ORDERS. Raises BadCursor."""
    found = page(matching(articles, query), query, order, cursor, min(max(size, 1), LARGEST))
    return Result(query, hits(articles, query, found.ranks), found.next, found.previous)


def highlights(articles: Iterable[Any], query: Query) -> dict[int, Hit]:
    """What matches in each of these articles, of one model, by their ids."""
    articles = list(articles)
    if not articles:
        return {}
    contents = load(type(articles[0]), [article.pk for article in articles])
    return {article.pk: hit(article, contents[article.pk], query) for article in articles if article.pk in contents}


__all__ = [
    "Alternative",
    "BadCursor",
    "Checked",
    "Count",
    "Facet",
    "Facets",
    "Hit",
    "Marked",
    "NEWEST",
    "Note",
    "OLDEST",
    "ORDERS",
    "Query",
    "RELEVANCE",
    "Result",
    "Suggestions",
    "alternatives",
    "check",
    "count",
    "facets",
    "highlights",
    "in_words",
    "matching",
    "parse",
    "rebuild",
    "remove",
    "search",
    "store",
    "suggest",
]
