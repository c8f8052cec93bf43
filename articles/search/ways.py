"""By which of two ways the articles are come by that a query matches: decided here, by estimates.

Through the index: all that match are looked up, and then put in order. That costs the more the more there are.
By a walk: articles are taken in the order that is wanted, a few hundred at a time, and each is looked at, until there
are enough; so the newest twenty of the many that hold a common word are found at once. A walk that finds too little
gives up, and the index is asked after all. Both give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from .conditions import apart, condition, is_of_words
from .engines import engine
from .query import And, Node, Query

# The share of all articles from which on a query is common, and worth a walk.
COMMON = 0.05
# Articles that a walk takes at a time, and those it looks at in all.
STEP, LARGEST_STEP, FARTHEST = 50, 1000, 6000
LEAST = 0.01  # of them match, for all that is planned


@dataclass(frozen=True, slots=True)
class Way:
    """A query whose words are common, taken apart: `articles` are those that all else in it leaves."""

    articles: QuerySet
    words: Node
    share: float

    def walk(self, names: Sequence[str], wanted: int, words: Node | None = None) -> list[tuple] | None:
        """The values of the first `wanted` of `articles`, which are in order, that match, the last of them the id.

        None where they are too far between.
        """
        rows: list[tuple] = []
        at, step = 0, _step(wanted, self.share)
        while at < FARTHEST:
            taken = list(self.articles.values_list(*names)[at : at + step])
            matched = engine().among(words or self.words, [row[-1] for row in taken])
            rows += [row for row in taken if row[-1] in matched]
            at += len(taken)
            if len(rows) >= wanted or len(taken) < step:
                return rows[:wanted]
            if at + (wanted - len(rows)) * at / max(len(rows), 1) > FARTHEST:
                return None
            step = _step(wanted - len(rows), max(len(rows), 1) / at)
        return None


def common(articles: QuerySet, query: Query) -> Way | None:
    """The way of a query with common words; None where the index is the way."""
    words, others = words_of(query)
    if words is None:
        return None
    share = engine().share(words)
    if share < COMMON:
        return None
    for other in others:
        articles = articles.filter(condition(other, articles))
    return Way(articles, words, share)


def words_of(query: Query) -> tuple[Node | None, list[Node]]:
    """What of a query the index answers, and what else has to be so; None where the two cannot be told apart."""
    if query.root is None:
        return None, []
    if is_of_words(query.root):
        return query.root, []
    return apart(query.root) if isinstance(query.root, And) else (None, [])


def _step(wanted: int, share: float) -> int:
    return min(max(int(wanted / max(share, LEAST) * 1.2), STEP), LARGEST_STEP)
