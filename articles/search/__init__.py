"""Search: what it finds, in which order, and why; the same on SQLite and on PostgreSQL.

Everything takes a queryset of the articles that the asker may see, without a slice, and tells nothing of any other.
Filters, and what the caller's list needs (`select_related`, `defer`), are put on the queryset beforehand; neither body
nor text needs to be loaded for marks and snippets.

    query = parse(text, both_scripts=False)
        Never fails. `str(query)` is how it was read, and reads as the same query; `query.notes` say what was mended,
        and in_words(note) says it in the reader's language; `query.words` are the words to mark; `query.is_blank`.
    matching(articles, query)
        The articles that match, as a queryset to filter, order and count on. A blank query matches all.
    which(articles, query, ids)
        The ids of those of a few articles that match, told without looking up all that do.
    search(articles, query, order=RELEVANCE, cursor="", size=20)
        A Result: `hits`, and `next` and `previous`, cursors of the pages beside it, or "". ORDERS are RELEVANCE, NEWEST
        and OLDEST. A cursor that is not of this order raises BadCursor. At most LARGEST hits. A few queries.
    page(articles, query, order, cursor, size)
        The same as a Page, for who needs no marks: `ranks`, by the ids of the articles in order, `next` and `previous`.
    count(articles, query)
        A Count: `number`, and `is_exact` unless there are more than 1,000; str() of it is "12" or "1000+".
    facets(articles, query)
        A Facets: `sources`, `tags`, `years`, `months`, each of Facet(value, label, count), and `count`, which spares
        asking for it; what is filtered already is counted as filtered.
    found(articles, query)
        The articles that match, as a queryset without order to count on in several ways: the index is asked at once.
    highlights(articles, query)
        {id: Hit} for articles that are loaded already, such as a page of a list.
    suggest(articles, text, size=5)
        A Suggestions for what somebody types: `titles` as (article, Marked), `sources`, `tags`, and `people` by name.
    alternatives(articles, query)
        Where nothing was found: a list of Alternative(kind, query, count), each of which finds something.

    store(articles), remove(ids)
        Bring the index in step, in the transaction that changes the articles; any number of them in a few queries.
        Article.save, Credit and the import do so themselves, and deletion takes an article out. What writes by
        `update()` or in bulk calls store() where a title, kicker, deck, summary, text or credit has changed.
    settle(articles)
        After a bulk of changes, such as an import.
    rebuild(articles, progress), check(articles, repair, progress)
        Build the index anew beside the old one; compare it with the articles.

What a query means is said in meaning.py, in plain Python; both engines are held to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .conditions import matching
from .contents import contents_of
from .counting import Count, Facet, Facets, count, facets, found
from .hits import Hit, hit, hits
from .keeping import remove, store
from .notes import in_words
from .pages import NEWEST, OLDEST, ORDERS, RELEVANCE, BadCursor, Page, page
from .query import Note, Query
from .reading import parse
from .rebuilding import Checked, check, forget, rebuild, settle
from .snippets import Marked
from .suggesting import Alternative, Suggestions, alternatives, suggest
from .ways import which

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
    found = page(articles, query, order, cursor, min(max(size, 1), LARGEST))
    return Result(query, hits(articles, query, found.ranks), found.next, found.previous)


def highlights(articles: Iterable[Any], query: Query) -> dict[int, Hit]:
    """What matches in each of these articles, of one model, by their ids."""
    articles = list(articles)
    contents = contents_of(articles)
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
    "Page",
    "RELEVANCE",
    "Result",
    "Suggestions",
    "alternatives",
    "check",
    "count",
    "facets",
    "forget",
    "found",
    "highlights",
    "in_words",
    "matching",
    "page",
    "parse",
    "rebuild",
    "remove",
    "search",
    "settle",
    "store",
    "suggest",
    "which",
]
